// Journey 1: a stranger opens the page.
import { en, expect, test } from "./fixtures/app";

test("opens on a recorded run, at its first step, and says what to press", async ({ app, page }) => {
  await app.open();
  await expect(app.position).toHaveText(/^1\//);
  await expect(app.frames).toHaveCount(await app.lineLength());
  const hint = await page.getByTestId("first-hint").boundingBox();
  await expect(page.getByText(en.hint.walk)).toBeVisible();
  // In the strip itself, over no column.
  expect(hint?.y).toBeGreaterThanOrEqual((await app.strip.boundingBox())?.y ?? Number.POSITIVE_INFINITY);
  await page.keyboard.press("ArrowRight");
  await app.expectAt(2, await app.lineLength());
  await expect(page.getByText(en.hint.walk)).toBeHidden();
});

test("shows a stranger boxes on a photograph", async ({ app, page }) => {
  await page.goto("./");
  // The call of the tool has a mark of its own, without a confidence.
  await expect(app.marks.filter({ hasText: /person 0\.\d/ })).toHaveCount(1);
  await expect(page.getByTestId("found")).toContainText("person");
});

test("fetches no model and no runtime before they are needed", async ({ app, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await app.open();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => /\.(onnx|wasm)|\/models\/|ort[.-]/.test(url))).toEqual([]);
});

test("offers seven samples, one of them a failure", async ({ app }) => {
  await app.open();
  const dialog = await app.problemDialog();
  const samples = dialog.getByRole("listitem").getByRole("button");
  await expect(samples).toHaveCount(7);
  const failure = samples.filter({ hasText: en.problem.failure });
  await expect(failure).toHaveCount(1);
  await failure.click();
  await expect(dialog).toBeHidden();
  await expect(app.position).toHaveText(/^1\//);
  await expect(app.frames).toHaveCount(await app.lineLength());
});
