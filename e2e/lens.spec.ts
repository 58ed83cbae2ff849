// The coordinate lens: which space a box is read in, another one tried, and what the system's own tool made of it.
import { type App, en, expect, test } from "./fixtures/app";
import { RED_SQUARE_PNG } from "./fixtures/files";

const jsonFile = (value: unknown) => ({
  name: "run.json",
  mimeType: "application/json",
  buffer: Buffer.from(JSON.stringify(value)),
});

async function openLog(app: App, said: string, shown: unknown = { text: "<image>" }): Promise<void> {
  const messages = [
    { role: "user", content: [{ image: "square.png" }, { text: "What colour is it?" }] },
    { role: "assistant", content: said },
    { role: "user", content: [shown] },
    { role: "assistant", content: "<think>I see.</think><answer>red</answer>" },
  ];
  const chooser = app.page.waitForEvent("filechooser");
  await app.page.keyboard.press("Control+o");
  await (await chooser).setFiles([jsonFile({ messages }), RED_SQUARE_PNG]);
  await expect(app.step).toContainText("What colour is it?");
}

const call = (name: string, input: object): string =>
  `<think>closer</think>\n<tool_call>\n${JSON.stringify({ name, arguments: input })}\n</tool_call>`;

const DEEPEYES = call("image_zoom_in_tool", { bbox_2d: [8, 8, 40, 40], label: "square" });

const space = (app: App, name: string) => app.step.getByRole("button", { name: new RegExp(`^Read as ${name}:`) });

test.beforeEach(async ({ app }) => {
  await app.open();
});

test("says which space a box is read in, shows another before it is chosen, and takes it back", async ({
  app,
  page,
}) => {
  await openLog(app, DEEPEYES);
  await app.goTo(en.actions.zoom);
  await expect(app.step).toContainText(en.lens.believed(en.lens.spaces.pixel));
  await expect(app.step).toContainText(en.lens.why.dialect("DeepEyes"));
  await expect(app.marks.filter({ hasText: "32 by 32 at 8, 8" })).toHaveCount(1);
  await expect(space(app, en.lens.spaces.pixel)).toHaveAttribute("aria-pressed", "true");

  // Pointed at, the other reading lies on the picture beside the one that holds.
  await space(app, en.lens.spaces.percent).focus();
  await expect(app.marks.filter({ hasText: en.lens.preview(en.lens.spaces.percent) })).toHaveText(/20 by 20 at 5, 5/);
  await expect(app.marks.filter({ hasText: "32 by 32 at 8, 8" })).toHaveCount(1);

  await space(app, en.lens.spaces.percent).click();
  await expect(app.marks).toHaveText([/20 by 20 at 5, 5/]);
  await expect(app.step).toContainText(en.lens.why.person(""));
  // The words are what they were.
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).click();
  await expect(app.step).toContainText("[8,8,40,40]");
  await app.step.getByRole("tab", { name: en.step.tabs.step }).click();

  await page.getByRole("button", { name: en.bar.undo(en.edits.respace) }).click();
  await expect(app.marks).toHaveText([/32 by 32 at 8, 8/]);
});

test("cuts a picture anew that the log had dropped, and says that it did", async ({ app }) => {
  await openLog(app, DEEPEYES);
  await app.goTo(en.kinds.observation);
  await expect(app.step).toContainText(en.comparison.recomputed);
  await expect(app.step.getByRole("img", { name: en.step.seen(32, 32) })).toBeVisible();
  await app.goTo(en.actions.zoom);
  await space(app, en.lens.spaces.unit).click();
  await app.goTo(en.kinds.observation);
  // Read so, the box lies beyond the picture, where the system's own tool cuts black.
  await expect(app.step.getByRole("img", { name: en.step.seen(2048, 2048) })).toBeVisible();
});

test("outlines the box that was asked for and the one that the system's tool cut", async ({ app }) => {
  await openLog(app, call("crop_image_normalized", { bbox_2d: [0.25, 0.25, 0.75, 0.75], target_image: 1 }));
  await app.goTo(en.actions.zoom);
  await expect(app.marks.filter({ hasText: en.lens.asked })).toHaveText(/32 by 32 at 16, 16/);
  await expect(app.marks.filter({ hasText: en.lens.cut })).toHaveText(/44 by 44 at 10, 10/);
  await expect(app.step.locator(".facts dt")).toHaveText([en.step.written, en.lens.asked, en.lens.cut]);
});

test("lays a picture that the log kept beside the recomputed one, and finds them different", async ({ app }) => {
  await openLog(app, DEEPEYES, { image: "square.png" });
  await app.goTo(en.kinds.observation);
  const comparison = app.step.getByRole("region", { name: en.comparison.title });
  await expect(comparison.getByRole("img", { name: en.comparison.kept })).toBeVisible();
  await expect(comparison.getByRole("img", { name: en.comparison.remade })).toBeVisible();
  await expect(comparison.getByTestId("likeness")).toContainText(/%/);
});
