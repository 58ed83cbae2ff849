// On a phone a run can be replayed: the picture, the strip and one sheet remain.
import { en, expect, test } from "./fixtures/app";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("replays on a phone, with nothing beyond the edge", async ({ app, page }) => {
  await app.open();
  const total = await app.frames.count();
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

test("is in Chinese for those who read it", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await context.close();
});
