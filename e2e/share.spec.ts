// Journeys: a trace goes out as a link, as a page and as a picture, and is the same where it comes in.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { SHARE_WORDS } from "../src/app/words/share";
import { must } from "../src/base";
import { decodePng } from "../src/raster";
import { parseLink } from "../src/sharing";
import { unpackTrace } from "../src/storage";
import { App, en, expect, test } from "./fixtures/app";
import { axeOn, findingsOf } from "./fixtures/axe";

const words = SHARE_WORDS.en;

/** The dialog, once what would be shared was made and read back. */
async function shareDialog(page: Page): Promise<Locator> {
  await page.keyboard.press("Control+Shift+l");
  const dialog = page.getByRole("dialog", { name: words.title, exact: true });
  await expect(dialog.getByTestId("share-told")).toContainText(words.checked);
  return dialog;
}

async function savedBy(page: Page, dialog: Locator, button: string, path: string): Promise<string> {
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await (await download).saveAs(path);
  return path;
}

const linkIn = async (dialog: Locator): Promise<string> =>
  (await dialog.getByRole("button", { name: words.copyLink }).getAttribute("data-link")) ?? "";

test("a link opens to the same step and the same pixels, beside what the reader has", async ({
  app,
  page,
  browser,
}) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  // Nearer, so that the link has a place on the picture to keep.
  await app.stage.hover();
  await page.mouse.wheel(0, -240);
  // What is pointed at is drawn stronger.
  await page.mouse.move(0, 0);
  await app.restingCamera();
  const shown = await app.stage.screenshot();
  const place = await app.position.textContent();
  const link = await linkIn(await shareDialog(page));
  expect(link).toContain("&step=");
  expect(link).toContain("&region=");

  const context = await browser.newContext({ viewport: page.viewportSize() });
  const reader = new App(await context.newPage());
  const asked: string[] = [];
  reader.page.on("request", (request) => asked.push(request.url()));
  await reader.page.goto(link);
  await expect(reader.position).toHaveText(place ?? "");
  await reader.restingCamera();
  expect(Buffer.compare(await reader.stage.screenshot(), shown)).toBe(0);
  // Neither in the address nor on its way to any server.
  expect(new URL(reader.page.url()).hash).not.toContain("trace=");
  expect(asked.filter((url) => url.includes("s1."))).toEqual([]);
  await context.close();
});

test("a page plays from a disk, and a picture is the trace again", async ({ app, page, context }, info) => {
  await app.open();
  const total = await app.lineLength();
  await app.goTo(en.actions.zoom);
  const dialog = await shareDialog(page);
  const file = await savedBy(page, dialog, words.savePage, info.outputPath("trace.html"));
  const picture = await savedBy(page, dialog, words.savePicture, info.outputPath("trace.png"));
  expect((await readFile(file)).length).toBeLessThan(1_000_000);

  const reader = await context.newPage();
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(request.url()));
  const complaints: string[] = [];
  reader.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await reader.goto(pathToFileURL(file).href);
  const current = reader.locator("[aria-current=step]");
  await expect(current).toContainText(en.actions.zoom);
  await reader.keyboard.press("End");
  await expect(current).toContainText(`${total} ${en.kinds.answer}`);
  await reader.getByRole("button", { name: "Verify" }).click();
  await expect(reader.locator("output")).toContainText("Unchanged");
  expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("blob:"))).toEqual([]);
  expect(complaints).toEqual([]);
  await reader.close();

  await page.keyboard.press("Escape");
  await app.openGym("count", 1);
  await app.openFile(picture);
  await expect(app.frames).toHaveCount(total);
});

test("what is withheld and blacked is in nothing that goes out", async ({ app, page }) => {
  const secret = "/home/ada/private/run.jsonl";
  await app.open();
  await page.keyboard.press("d");
  await expect(app.step.getByRole("textbox", { name: en.step.note })).toBeFocused();
  await page.keyboard.type(`see ${secret}, ask ada@example.org for Lovelace`);
  await page.keyboard.press("Control+Enter");
  const dialog = await shareDialog(page);
  await expect(dialog.getByText(secret).first()).toBeVisible();
  // A name that no pattern knows, in any case.
  await dialog.getByText(words.ownWords.title, { exact: true }).click();
  await dialog.getByLabel(words.ownWords.label).fill("lovelace");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("checkbox", { name: words.kinds.own })).not.toBeChecked();
  await dialog.getByText(words.blackOut, { exact: true }).click();
  await dialog.getByTestId("black-out").scrollIntoViewIfNeeded();
  const picture = await dialog.getByTestId("black-out").boundingBox();
  if (!picture) throw new Error("The picture is not on the screen");
  await page.mouse.move(picture.x + 10, picture.y + 10);
  await page.mouse.down();
  await page.mouse.move(picture.x + picture.width / 2, picture.y + picture.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(dialog.getByTestId("share-told")).toContainText(words.blackened(1, 0));
  expect(await findingsOf(axeOn(page).include("[role=dialog]"))).toEqual([]);
  const link = parseLink(new URL(await linkIn(dialog)).hash);
  if (!link.ok || !link.value.pack) throw new Error("The link holds no trace");
  const unpacked = await unpackTrace(new Blob([link.value.pack]));
  if (!unpacked.ok) throw new Error(unpacked.error.code);
  const [bytes] = unpacked.value.images.values();
  const { data, width } = must(await decodePng(bytes ?? new Uint8Array()));
  const at = (60 * width + 60) * 4;
  expect([...data.subarray(at, at + 4)]).toEqual([0, 0, 0, 255]);
  const notes = [...unpacked.value.trace.judgements.values()].map(({ value }) => value.note);
  expect(notes).toEqual([
    `see ${"•".repeat(secret.length)}, ask ${"•".repeat("ada@example.org".length)} for ${"•".repeat("Lovelace".length)}`,
  ]);
});
