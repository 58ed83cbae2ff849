// Journey: judge a step, export for a trainer and for an annotation tool, and hold what is in the zips to the trace.
import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { type ImageId, pixelsTouched } from "../src/action";
import { EXPORT_WORDS } from "../src/app/words/export";
import { must } from "../src/base";
import { crop, type Pixels } from "../src/pixels";
import { decodePng } from "../src/raster";
import { parseTrace, type Trace } from "../src/trace";
import { type App, en, expect, test } from "./fixtures/app";
import { axeOn, graveFindingsOf } from "./fixtures/axe";
import { rotatedJpeg } from "./fixtures/files";

const words = EXPORT_WORDS.en;

type Zip = Readonly<Record<string, Uint8Array>>;

async function unzipped(download: Download): Promise<Zip> {
  return unzipSync(await readFile(await download.path()));
}

const textIn = (zip: Zip, path: string): string => new TextDecoder().decode(zip[path]);

/** The open trace with its source pictures, as the page saves it. */
async function savedTrace(page: Page): Promise<{ trace: Trace; source(image: ImageId): Promise<Pixels> }> {
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const zip = await unzipped(await download);
  const trace = must(parseTrace(JSON.parse(textIn(zip, "trace.json"))));
  return { trace, source: async (image) => must(await decodePng(zip[`images/${image}.png`] ?? new Uint8Array())) };
}

/** The pixels of the trace's first picture, and those of its first crop, cut again here. */
async function pixelsOf({ trace, source }: Awaited<ReturnType<typeof savedTrace>>) {
  const zoom = [...trace.steps.values()].find(({ body }) => body.kind === "action" && body.action.kind === "zoom");
  if (zoom?.body.kind !== "action" || zoom.body.action.kind !== "zoom") throw new Error("The sample looks closer");
  const { image, box } = zoom.body.action;
  const picture = await source(image);
  return { picture, cropped: crop(picture, pixelsTouched(box, picture)), image, box };
}

async function exportDialog(page: Page): Promise<Locator> {
  await page.keyboard.press("Control+Shift+s");
  const dialog = page.getByRole("dialog", { name: words.title, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Chooses a target, saves, and opens what was saved. */
async function exported(page: Page, dialog: Locator, title: RegExp): Promise<Zip> {
  await dialog.getByRole("radio", { name: title }).check();
  const save = dialog.getByRole("button", { name: words.save });
  await expect(save).toBeEnabled();
  const download = page.waitForEvent("download");
  await save.click();
  const zip = await unzipped(await download);
  await expect(dialog.getByTestId("export-outcome")).toHaveText(/^Saved /);
  return zip;
}

async function judgeAnswer(app: App, page: Page): Promise<void> {
  await app.open();
  await page.keyboard.press("End");
  await page.keyboard.press("1");
  await expect(app.step.getByRole("button", { name: en.step.verdicts.correct, exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
}

test("exports what was judged, with pictures that are the same to the pixel", async ({ app, page }) => {
  await judgeAnswer(app, page);
  const saved = await savedTrace(page);
  const { picture, cropped, image, box } = await pixelsOf(saved);
  const dialog = await exportDialog(page);

  const trl = await exported(page, dialog, /^TRL SFT Fine-tune on whole runs/);
  const [row, ...more] = textIn(trl, "metadata.jsonl").trimEnd().split("\n");
  expect(more).toEqual([]);
  const { messages, images_file_names: files } = JSON.parse(row ?? "");
  const placeholders = messages.flatMap(({ content }: { content: { type: string }[] }) =>
    content.filter(({ type }) => type === "image"),
  );
  expect(placeholders).toHaveLength(files.length);
  const shown = await Promise.all(
    files.map(async (file: string) => must(await decodePng(trl[file] ?? new Uint8Array()))),
  );
  expect(shown).toEqual([picture, cropped]);
  // Every word that the model wrote is in its own turns.
  const said = messages
    .filter(({ role }: { role: string }) => role === "assistant")
    .flatMap(({ content }: { content: { text: string | null }[] }) => content.map(({ text }) => text ?? ""))
    .join("");
  for (const { author, raw } of saved.trace.steps.values()) if (author === "model") expect(said).toContain(raw.trim());
  expect(textIn(trl, "README.md")).toContain("max_length=None");

  const coco = await exported(page, dialog, /^COCO /);
  const { images, annotations } = JSON.parse(textIn(coco, "annotations/instances_model.json"));
  expect(annotations[0]).toMatchObject({
    id: 1,
    image_id: images[0].id,
    bbox: [box.left, box.top, box.width, box.height],
    iscrowd: 0,
  });
  expect(images[0]).toMatchObject({ file_name: `${image}.png`, width: picture.width, height: picture.height });
  expect(must(await decodePng(coco[`images/${image}.png`] ?? new Uint8Array()))).toEqual(picture);
});

test("[P4] writes a photograph upright, without the tag that would turn it again", async ({ app, page }) => {
  await app.open();
  await app.ask(await rotatedJpeg(page), "What is to be seen here?");
  await expect(app.stage).toHaveAccessibleName(/40 × 60/);
  const zip = await exported(page, await exportDialog(page), /^Label Studio/);
  const pictures = Object.entries(zip).filter(([path]) => path.startsWith("images/"));
  expect(pictures).toHaveLength(1);
  for (const [, bytes] of pictures) {
    expect(must(await decodePng(bytes))).toMatchObject({ width: 40, height: 60 });
    // The chunk in which a PNG keeps what a camera noted.
    expect(Buffer.from(bytes).includes("eXIf")).toBe(false);
  }
});

test("says what is left out and why, and exports the judgements of every kept trace", async ({ app, page }) => {
  await judgeAnswer(app, page);
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);
  const dialog = await exportDialog(page);
  // One branch cannot be preferred to another.
  await dialog.getByRole("radio", { name: /^TRL DPO/ }).check();
  await expect(dialog).toContainText(words.reasons["no-fork"]);
  await expect(dialog.getByRole("button", { name: words.save })).toBeDisabled();
  await dialog.getByRole("radio", { name: words.scopes.judged }).check();
  const csv = await exported(page, dialog, /^CSV /);
  const [head, ...rows] = textIn(csv, "judgements.csv")
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");
  expect(head).toMatch(/^trace,trace_title,/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(",correct,");
});

test("is found in the menu, kept while it is closed, and left by key", async ({ app, page }) => {
  await app.open();
  await app.bar.getByRole("button", { name: en.app.more }).click();
  await page.getByRole("menuitem", { name: en.commands.export }).click();
  const dialog = page.getByRole("dialog", { name: words.title, exact: true });
  // The chosen target has the focus; the arrows walk on.
  await expect(dialog.getByRole("radio", { name: /^TRL SFT Fine-tune on whole runs/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: /^TRL SFT, one row a step/ })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("Control+Shift+s");
  await expect(dialog.getByRole("radio", { name: /^TRL SFT, one row a step/ })).toBeChecked();
});

for (const [name, colorScheme, locale, width] of [
  ["light", "light", "en-GB", 1280],
  ["dark, in Chinese", "dark", "zh-CN", 1280],
  ["on a phone", "light", "en-GB", 390],
] as const) {
  test.describe(name, () => {
    test.use({ colorScheme, locale, viewport: { width, height: 844 } });

    test("axe finds nothing serious", async ({ app, page }) => {
      await app.open();
      await page.keyboard.press("Control+Shift+s");
      const spoken = EXPORT_WORDS[locale === "zh-CN" ? "zh" : "en"];
      const dialog = page.getByRole("dialog", { name: spoken.title, exact: true });
      await expect(dialog.getByRole("button", { name: spoken.save })).toBeEnabled();
      expect(await graveFindingsOf(axeOn(page))).toEqual([]);
      // Nothing is wider than the screen.
      expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    });
  });
}
