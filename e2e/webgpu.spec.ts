// What only a graphics device can get wrong: keys and values written in place, branches that share them, a device that is
// lost. With the tiny model, because here each token costs a second; what the built-in one says there is in run.spec.ts.
import { type App, en, expect, test } from "./fixtures/app";
import { serveTinyModel } from "./fixtures/tiny";

test.beforeEach(async ({ app, page }, info) => {
  await serveTinyModel(page, info.outputPath("tiny-model"));
  await app.open();
  await limitRuns(app, 4);
  await app.openGym("find", 12);
});

/** One turn of a few tokens: the tiny model would never come to an answer. */
async function limitRuns(app: App, tokens: number): Promise<void> {
  await app.page.keyboard.press("Control+,");
  const dialog = app.page.getByRole("dialog");
  await dialog.getByLabel(en.settings.turns, { exact: true }).fill("1");
  await dialog.getByLabel(en.settings.tokensPerTurn, { exact: true }).fill(String(tokens));
  // A number counts once its field is left.
  await app.page.keyboard.press("Tab");
  await app.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

async function expectOnWebGpu(app: App): Promise<void> {
  const dialog = await app.modelDialog();
  await expect(dialog.getByText(/on WebGPU/)).toBeVisible();
  await app.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

test("thinks on from a crop by hand and from another place for it, and pays once for what they share @webgpu", async ({
  app,
  page,
}) => {
  await page.keyboard.press("c");
  await app.drag([100, 100], [190, 190]);
  await expect(app.framesOf(en.kinds.observation)).toHaveCount(1);
  await app.run();
  await expectOnWebGpu(app);
  await expect(app.frames).toHaveCount(4);

  await app.goTo(en.actions.zoom);
  const { left, top, width } = await app.boxOf(app.marks.first());
  await app.drag([left + width / 2, top], [left + width / 2 + 40, top + 20]);
  await expect(app.siblingPlace).toHaveText("2/2");
  await app.run();
  await expect(app.frames).toHaveCount(4);
  // The question and its picture were paid for already.
  const { reused, all } = await app.reuse();
  expect(reused).toBeGreaterThan(16);
  expect(all).toBeGreaterThan(reused);
});

test("survives a crash of the GPU process @webgpu", async ({ app, page, browser }) => {
  await app.run();
  await expectOnWebGpu(app);
  const before = await app.lineLength();
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send("Browser.crashGpuProcess" as "Browser.getVersion");
  await expect(page.getByText(en.model.lost)).toBeVisible();
  await expect(app.frames).toHaveCount(before);
  await app.frames.first().click();
  await page.keyboard.press("Control+Enter");
  // At temperature 0 the device that came back writes what the lost one wrote, which is no second branch.
  await expect(page.getByText(en.news.sameAgain).first()).toBeVisible();
  await expect(app.frames).toHaveCount(before);
});
