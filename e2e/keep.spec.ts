// Journey 7: what was done is kept.
import { readFile, writeFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { encodeTrace } from "../src/trace";
import { addStep, built } from "../src/trace/testing";
import { App, en, expect, test } from "./fixtures/app";
import { RED_SQUARE_PNG } from "./fixtures/files";

async function branchByHand(app: App): Promise<void> {
  await app.goTo(en.actions.zoom);
  const left = app.step.getByLabel(en.step.fields.left);
  await left.fill("12");
  await left.press("Enter");
  await expect(app.siblingPlace).toHaveText("2/2");
}

test("a reload restores the trace, the branch and the place, and so does the way back from another", async ({
  app,
  page,
}) => {
  await app.open();
  await branchByHand(app);
  const total = await app.lineLength();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await page.reload();
  await expect(app.siblingPlace).toHaveText("2/2");
  // At the crop whose number was typed; what was seen of it comes after.
  await app.expectAt(total - 1, total);

  await app.openGym("count", 1);
  await page.goBack();
  await expect(app.siblingPlace).toHaveText("2/2");
  await app.expectAt(total - 1, total);
});

test("a tab killed in mid-edit loses no committed edit", async ({ app, context }) => {
  await app.open();
  await branchByHand(app);
  // The page says that it is on the disk; then it goes without a goodbye.
  await expect(app.page.getByTestId("save-state")).toHaveText(/^Saved/);
  await app.page.close({ runBeforeUnload: false });
  const next = new App(await context.newPage());
  await next.openAgain();
  await expect(next.siblingPlace).toHaveText("2/2");
});

test("a saved file opens again with all that it held", async ({ app, page }, info) => {
  await app.open();
  await branchByHand(app);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const path = info.outputPath((await download).suggestedFilename());
  await (await download).saveAs(path);
  const files = Object.keys(unzipSync(await readFile(path)));
  expect(files).toContain("trace.json");
  expect(files.some((name) => /[0-9a-f]{64}/.test(name))).toBe(true);

  await app.openGym("count", 1);
  await app.expectAt(1, 1);
  await app.openFile(path);
  await expect(app.frames).not.toHaveCount(1);
  await app.goTo(en.actions.zoom);
  await expect(app.siblingPlace).toHaveText(/[12]\/2/);
});

test("a file that one looked for a long time is opened", async ({ app, page }, info) => {
  await app.open();
  const path = info.outputPath("trace.json");
  await writeFile(
    path,
    JSON.stringify(
      encodeTrace(built(addStep("ask", null, { kind: "problem", question: "How many boats?", images: [] }))),
    ),
  );
  // Through the browser's own protocol: a handle of Playwright's would keep the field alive by itself.
  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.enable");
  await browser.send("DOM.enable");
  await browser.send("Page.setInterceptFileChooserDialog", { enabled: true });
  const asked = new Promise<number>((resolve) =>
    browser.once("Page.fileChooserOpened", ({ backendNodeId = 0 }) => resolve(backendNodeId)),
  );
  await page.keyboard.press("Control+o");
  const backendNodeId = await asked;
  for (let i = 0; i < 3; i++) await browser.send("HeapProfiler.collectGarbage");
  await browser.send("DOM.setFileInputFiles", { files: [path], backendNodeId });
  await expect(app.frames.first()).toHaveAccessibleName(/How many boats/);
});

test("a picture that was missing is shown once a file brings it", async ({ app, page, browser }, info) => {
  await app.open();
  await app.ask(RED_SQUARE_PNG, "What is it?");
  await expect(app.step).toContainText("What is it?");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const path = info.outputPath((await download).suggestedFilename());
  await (await download).saveAs(path);
  const json = unzipSync(await readFile(path))["trace.json"] ?? new Uint8Array();

  // Another browser, which never saw the picture.
  const context = await browser.newContext();
  const other = new App(await context.newPage());
  await other.open();
  const missing = other.page.locator("#picture").getByText(en.picture.missing);
  await other.openFile({ name: "trace.json", mimeType: "application/json", buffer: Buffer.from(json) });
  await expect(missing).toBeVisible();
  await other.openFile(path);
  await expect(missing).toBeHidden();
  await context.close();
});

test("of two tabs on one trace the second can read, until it takes over", async ({ app, context }) => {
  await app.open();
  await branchByHand(app);
  const second = new App(await context.newPage());
  await second.openAgain();
  await expect(second.page.getByText(en.banners.readOnly)).toBeVisible();
  await second.page.getByRole("button", { name: en.banners.takeOver }).click();
  await expect(second.page.getByText(en.banners.readOnly)).toBeHidden();
  await expect(app.page.getByText(en.banners.readOnly)).toBeVisible();
});

test("a note stays with its step and keeps the keys while the panel goes on", async ({ app, page }) => {
  await app.open();
  const total = await app.lineLength();
  const note = app.step.getByRole("textbox", { name: en.step.note });
  await page.keyboard.press("d");
  await expect(note).toBeFocused();
  await page.keyboard.type("go");
  // Not by a key of the field's own: a run or the player walks on as this does.
  await page.evaluate(() => {
    const options = { key: "ArrowRight", bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", options));
  });
  await app.expectAt(2, total);
  await expect(note).toBeFocused();
  await page.keyboard.type("od");
  await expect(note).toHaveValue("good");
  await expect(app.step.getByText(en.step.noteFor(1))).toBeVisible();
  // Ends the note, and runs nothing.
  await page.keyboard.press("Control+Enter");
  await expect(note).not.toBeFocused();
  await expect(note).toHaveValue("");
  await app.expectAt(2, total);
  await page.keyboard.press("ArrowLeft");
  await expect(note).toHaveValue("good");
});

test("a note is kept as far as it was written when the page is hidden", async ({ app, page }) => {
  await app.open();
  const note = app.step.getByRole("textbox", { name: en.step.note });
  await page.keyboard.press("d");
  await expect(note).toBeFocused();
  await page.keyboard.type("half a thou");
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await expect(page.getByRole("button", { name: en.bar.undo(en.edits.note) })).toBeEnabled();
  await expect(note).toBeFocused();
  await expect(note).toHaveValue("half a thou");
});
