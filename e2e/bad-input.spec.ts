// Files that should be refused are, in words that say what to do, and what was open stays open.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GYM_MODEL } from "../src/catalog";
import { type App, en, expect, test } from "./fixtures/app";
import {
  ANIMATED_GIF,
  BROKEN_PNG,
  HUGE_PNG,
  NOT_AN_IMAGE,
  rotatedJpeg,
  SCRIPTED_SVG,
  TRACE_FILES,
  TRACE_WITHOUT_ITS_IMAGE,
} from "./fixtures/files";
import { writeTinyModel } from "./fixtures/tiny";

const QUESTION = "What is to be seen here?";
const wordsFor = (code: string): string => en.failures[code] ?? `no words for ${code}`;

test.beforeEach(async ({ app }) => {
  await app.open();
});

/** The recorded run that was open at first is open still. */
async function expectUntouched(app: App, before: string): Promise<void> {
  await app.page.keyboard.press("Escape");
  await expect(app.page.getByRole("dialog")).toBeHidden();
  await expect(app.step).toContainText(before);
  await expect(app.frames).not.toHaveCount(1);
}

const BAD_IMAGES = [
  { file: NOT_AN_IMAGE, code: "not-an-image" },
  { file: HUGE_PNG, code: "too-large" },
  { file: BROKEN_PNG, code: "damaged" },
  { file: SCRIPTED_SVG, code: "svg-with-script" },
] as const;

for (const { file, code } of BAD_IMAGES) {
  test(`refuses ${file.name}: ${code}`, async ({ app, page }) => {
    const question = (await app.step.getByText(/\?/).first().textContent()) ?? "";
    await app.give(file);
    await expect(page.getByText(wordsFor(code))).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
    await expectUntouched(app, question);
  });
}

test("takes the first picture of an animation, and says so", async ({ app, page }) => {
  await app.ask(ANIMATED_GIF, QUESTION);
  await expect(app.step).toContainText(QUESTION);
  await expect(page.getByText(en.problem.notes.animated ?? "")).toBeVisible();
});

test("turns a photograph upright as its camera noted", async ({ app, page }) => {
  await app.ask(await rotatedJpeg(page), QUESTION);
  await expect(app.step).toContainText(QUESTION);
  await expect(app.stage).toHaveAccessibleName(/40 × 60/);
});

const BAD_TRACES = [
  { name: "a zip that breaks off", file: TRACE_FILES.notAZip, code: "not-a-zip" },
  { name: "JSON that is no trace", file: TRACE_FILES.notATrace, code: "not-a-trace" },
  { name: "a trace of a later version", file: TRACE_FILES.newerVersion, code: "newer-version" },
  { name: "a zip bomb", file: TRACE_FILES.bomb, code: "zip-bomb" },
] as const;

for (const { name, file, code } of BAD_TRACES) {
  test(`refuses ${name}`, async ({ app, page }) => {
    const question = (await app.step.getByText(/\?/).first().textContent()) ?? "";
    await app.openFile(file);
    await expect(page.getByText(wordsFor(code))).toBeVisible();
    await expectUntouched(app, question);
  });
}

test("opens a trace whose image is missing, and says so", async ({ app, page }) => {
  await app.openFile(TRACE_WITHOUT_ITS_IMAGE);
  await expect(app.step).toContainText("What is it?");
  await expect(page.getByText(en.banners.missing(1))).toBeVisible();
  await expect(page.locator("#picture").getByText(en.picture.missing)).toBeVisible();
  // Nobody knows the size of what nobody has.
  await expect(page.locator("#picture").getByText(/\d+ × \d+ px/)).toHaveCount(0);
});

test("refuses a model file that was cut short", async ({ app, page }) => {
  await page.route("**/models/gym/onnx/vision_encoder.onnx", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 5000), headers: {} });
  });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(wordsFor("corrupt-file"))).toBeVisible();
  await expect(app.frames).not.toHaveCount(1);
});

test("refuses a model file that was altered", async ({ page }) => {
  await page.route("**/models/gym/onnx/decoder_model_merged.onnx", async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body.fill(255, 100_000, 101_000);
    await route.fulfill({ response, body });
  });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(wordsFor("corrupt-file"))).toBeVisible();
});

test("keeps the model and the trace where a folder's files are cut, and says which", async ({ app, page }, info) => {
  await app.run();
  const steps = await app.tree.getAttribute("data-steps");
  const folder = info.outputPath("cut-model");
  writeTinyModel(folder);
  const network = join(folder, "onnx/decoder_model_merged.onnx");
  writeFileSync(network, readFileSync(network).subarray(0, 5000));
  const dialog = await app.modelDialog();
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: en.model.folderPick }).click();
  await (await chooser).setFiles(folder);
  await dialog.getByRole("button", { name: /^Load/ }).first().click();
  const banner = page.getByRole("alert").filter({ hasText: wordsFor("corrupt-file") });
  await expect(banner.getByText(/decoder_model_merged\.onnx is damaged .*Fetch it again/)).toBeVisible();
  expect(await app.tree.getAttribute("data-steps")).toBe(steps);
  // The one before was never let go of.
  const models = await app.modelDialog();
  await models.getByRole("radio", { name: GYM_MODEL.name }).check();
  await expect(models.getByText(en.model.loaded, { exact: true })).toBeVisible();
});

test("says which file a model's folder lacks", async ({ app, page }) => {
  const dialog = await app.modelDialog();
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: en.model.folderPick }).click();
  await (await chooser).setFiles("docs");
  const said = page.getByText(wordsFor("missing-file"));
  await expect(said).toContainText("config.json");
  // The button stands far below where it is said.
  await expect(said).toBeInViewport({ ratio: 1 });
});

test("runs where there is no WebGPU, and says on what", async ({ app, page }) => {
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull();
  await app.run();
  const dialog = await app.modelDialog();
  await expect(dialog.getByText(/on WASM, \d+ threads?/)).toBeVisible();
});

test("runs where the page is not isolated, on one thread", async ({ app, page }) => {
  await page.route(
    ({ pathname }) => pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const {
        "cross-origin-opener-policy": _opener,
        "cross-origin-embedder-policy": _embedder,
        ...headers
      } = response.headers();
      await route.fulfill({ response, headers });
    },
  );
  await app.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await app.run();
  await expect((await app.modelDialog()).getByText(/on WASM, 1 thread /)).toBeVisible();
});
