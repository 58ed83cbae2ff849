// On a phone a run can be replayed: the picture, the strip and one sheet remain.
import { GYM_WORDS } from "../src/app/words/gym";
import { en, expect, test } from "./fixtures/app";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("replays on a phone, with nothing beyond the edge", async ({ app, page }) => {
  await app.open();
  const total = await app.lineLength();
  await app.strip.getByRole("button", { name: en.strip.next }).tap();
  await app.expectAt(2, total);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const stage = await app.stage.boundingBox();
  expect(stage?.width).toBeGreaterThan(300);
  expect(stage?.height).toBeGreaterThan(300);
});

test("says on a phone, too, that nothing is saved", async ({ app, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("Nothing is kept here", "SecurityError");
    };
  });
  await app.open();
  await expect(page.getByText(en.save.failed(en.failures["storage-unavailable"] ?? ""))).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("brings up the tree to name a branch in", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: en.tree.renameLabel }).fill("a first look");
  await page.keyboard.press("Enter");
  await expect(app.tree).toContainText("a first look");
});

test("shows what a batch came to, to be read on a phone", async ({ app, page }) => {
  const words = GYM_WORDS.en;
  await app.open();
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: words.title });
  // A run at each level: as wide as the table gets.
  await dialog.getByLabel(words.problems).fill("5");
  await dialog.getByRole("radio", { name: words.besideOf.nothing }).check();
  await dialog.getByRole("button", { name: words.start }).click();
  await expect(dialog.getByRole("status").filter({ hasText: words.progress(5, 5) })).toBeVisible();
  const figure = dialog.getByRole("figure");
  await figure.getByText(words.numbers).click();
  await expect(figure.getByRole("table")).toBeVisible();
  expect(await figure.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  // Drawn at its own size, or its words would be too small.
  const drawing = figure.getByRole("img");
  expect(await drawing.evaluate((svg: SVGSVGElement) => svg.getScreenCTM()?.a)).toBeGreaterThan(0.9);
  await expect(figure.getByRole("listitem")).toHaveText([words.conditions.looking]);
});

test("is in Chinese for those who read it", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await context.close();
});
