// Journey: search for a better branch, pause, reload the page, go on, steer, and find all of it in the log again.
import { COMPARE_WORDS } from "../src/app/words/compare";
import { SEARCH_WORDS } from "../src/app/words/search";
import { GYM_MODEL } from "../src/catalog";
import { type App, en, expect, test } from "./fixtures/app";
import { writeTinyModel } from "./fixtures/tiny";

const words = SEARCH_WORDS.en;
const compare = COMPARE_WORDS.en;

/** The panel, opened over a gym problem. */
async function openPanel(app: App) {
  const { page } = app;
  await page.keyboard.press("Shift+f");
  const panel = page.getByRole("region", { name: words.title });
  await expect(panel).toBeVisible();
  return panel;
}

test("best of n: paused, reloaded, resumed, and replayed from the log", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 3, 4);
  let panel = await openPanel(app);
  await panel.getByLabel(words.options.n).fill("24");
  await panel.getByRole("button", { name: words.start }).press("Enter");
  const rows = panel.getByRole("treeitem");
  await rows.nth(2).waitFor();
  await panel.getByRole("button", { name: words.pause }).click();
  const status = panel.getByRole("status");
  await expect(status).toHaveText(words.states.paused);
  // The model may be set to work elsewhere meanwhile.
  await expect(app.runButton).toBeEnabled();
  const spent = await panel.getByText(/tokens?, .* steps?, /).textContent();
  await expect(page.getByTestId("save-state")).toContainText(/Saved/);

  await page.reload();
  await expect(app.stage).toHaveAttribute("data-camera", /./);
  panel = await openPanel(app);
  await expect(panel.getByRole("status")).toHaveText(words.states.paused);
  await expect(panel.getByText(spent ?? "")).toBeVisible();
  // On a slow machine the page that was left may be held for the one that writes.
  const takeOver = page.getByRole("button", { name: en.banners.takeOver });
  if (await takeOver.isVisible()) await takeOver.click();
  await panel.getByRole("button", { name: words.resume }).click();
  await expect(panel.getByRole("status")).toHaveText(words.states.found);
  // The branch that was chosen is on show.
  await expect(panel.getByText(/^Chosen: /)).toBeVisible();
  await expect(app.frames.last()).toContainText(en.kinds.answer);

  // One undo takes back what the model made since it was resumed; redo plays it again from the log.
  const end = await panel.getByText(/tokens?, .* steps?, /).textContent();
  const labels = await panel
    .getByRole("treeitem")
    .evaluateAll((all) => all.map((row) => row.getAttribute("aria-label")));
  await page.getByRole("button", { name: en.bar.undo(en.edits.search) }).click();
  await expect(panel.getByRole("status")).toHaveText(words.states.paused);
  await expect(panel.getByText(spent ?? "")).toBeVisible();
  await page.getByRole("button", { name: en.bar.redo(en.edits.search) }).click();
  await expect(panel.getByRole("status")).toHaveText(words.states.found);
  await expect(panel.getByText(end ?? "")).toBeVisible();
  expect(
    await panel.getByRole("treeitem").evaluateAll((all) => all.map((row) => row.getAttribute("aria-label"))),
  ).toEqual(labels);
});

test("asks a person, who rates, and lays the branches over the picture; two paths are compared", async ({
  app,
  page,
}) => {
  await app.open();
  await app.openGym("find", 3, 2);
  const panel = await openPanel(app);
  await panel.getByLabel(words.options.n).fill("2");
  await panel.getByRole("radio", { name: words.judges.person }).check();
  await panel.getByRole("button", { name: words.start }).press("Enter");
  const question = panel.getByRole("region", { name: words.asked.rate });
  await expect(question).toBeVisible();
  await expect(panel.getByRole("status")).toHaveText(words.states.asks);

  await panel.getByText(words.figures.value, { exact: true }).first().click();
  await panel.getByLabel(words.overlay).click();
  await expect.poll(() => app.marks.count()).toBeGreaterThan(0);

  await question.getByLabel(words.rateIt).fill("0.25");
  await question.getByRole("button", { name: words.rate }).click();
  await expect(panel.getByRole("treeitem", { name: /0\.25/ })).toBeVisible();
  await question.getByLabel(words.rateIt).fill("0.75");
  await question.getByRole("button", { name: words.rate }).click();
  await expect(panel.getByRole("status")).toHaveText(words.states.found);
  await expect(panel.getByRole("treeitem", { name: new RegExp(`0\\.75.*${words.best}`) })).toBeVisible();

  // The path that was not chosen beside the one that was: where they part, and with what.
  await panel.getByRole("treeitem", { name: /0\.25/ }).click();
  await panel.getByRole("button", { name: words.compareBest }).click();
  const dialog = page.getByRole("dialog", { name: compare.title });
  await expect(dialog.getByRole("status")).toContainText(/part at step \d/);
  await expect(dialog.getByRole("slider", { name: compare.swipe })).toBeVisible();
  // The model that made it, asked again at every move.
  await dialog.getByRole("radio", { name: compare.kinds.models, exact: true }).check();
  await dialog.getByRole("button", { name: compare.models.ask }).click();
  await expect(dialog.getByRole("button", { name: compare.models.again })).toBeVisible();
  await expect(dialog.getByRole("columnheader", { name: /parts at move|stays with the line/ })).toBeVisible();
  await page.keyboard.press("Escape");

  // Back to the tree, where the branches are.
  await panel.getByRole("button", { name: words.close }).click();
  await expect(app.tree).toBeVisible();
});

test("puts two models before the same moves, and tells where they part and how far each was from the line", async ({
  app,
  page,
}, info) => {
  const folder = info.outputPath("tiny-model");
  writeTinyModel(folder);
  await app.open();
  const models = await app.modelDialog();
  const chooser = page.waitForEvent("filechooser");
  await models.getByRole("button", { name: en.model.folderPick }).click();
  await (await chooser).setFiles(folder);
  await expect(models.getByText("tiny-model").first()).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Shift+d");
  const dialog = page.getByRole("dialog", { name: compare.title });
  await dialog.getByRole("radio", { name: compare.kinds.models, exact: true }).check();
  for (const model of await dialog.getByRole("checkbox").all()) await model.uncheck();
  await dialog.getByRole("checkbox", { name: GYM_MODEL.name }).check();
  await dialog.getByRole("checkbox", { name: /tiny-model/ }).check();
  await dialog.getByRole("button", { name: compare.models.ask }).click();
  await expect(dialog.getByRole("button", { name: compare.models.again })).toBeVisible();
  // The built-in model made the line that is open; a network that was never trained does not stay with it.
  await expect(dialog.getByRole("columnheader", { name: new RegExp(`^${GYM_MODEL.name}`) })).toContainText(
    compare.models.together,
  );
  await expect(dialog.getByRole("columnheader", { name: /^tiny-model/ })).toContainText(compare.models.parts(1));
  await expect(dialog.getByText(/log p −\d+\.\d\d a token for the line's move/).first()).toBeVisible();
});

test("scores the line by every reward, and explains each", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 3, 2);
  await app.run();
  await app.frames.last().click();
  await page.keyboard.press("Shift+s");
  const dialog = page.getByRole("dialog", { name: words.scores.title });
  await expect(dialog.getByRole("row", { name: /^gym-reward 1\.5$/ })).toBeVisible();
  await expect(dialog.getByText("1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 1 = 1.5")).toBeVisible();
  await dialog.getByRole("button", { name: "r1-v", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: new RegExp(words.scores.details("r1-v")) })).toBeVisible();
  // One that lacks what it needs says what to do.
  await dialog.getByRole("button", { name: "deepeyes-general", exact: true }).click();
  await expect(dialog.getByText(words.refusals["missing-judge"] ?? "")).toBeVisible();
  await dialog.getByText(words.scores.compose, { exact: true }).click();
  await dialog.getByLabel(words.scores.weight).fill("2");
  await expect(dialog.getByRole("row", { name: /^my-reward 3$/ })).toBeVisible();
});
