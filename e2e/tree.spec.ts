// Journey 6: find one's way among branches; nothing is lost by exploring.
import { en, expect, test } from "./fixtures/app";

/** Two branches at the first crop: the recorded one, and one by hand. */
test.beforeEach(async ({ app }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  const left = app.step.getByLabel(en.step.fields.left);
  await left.fill("12");
  await left.press("Enter");
  await expect(app.siblingPlace).toHaveText("2/2");
  // The field keeps the focus, and with it the keys.
  await left.blur();
});

test("switches between branches", async ({ app, page }) => {
  await page.getByRole("button", { name: en.tree.previousSibling }).first().click();
  await expect(app.siblingPlace).toHaveText("1/2");
  await page.keyboard.press("ArrowDown");
  await expect(app.siblingPlace).toHaveText("2/2");
});

test("names and stars a branch", async ({ app, page }) => {
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: en.tree.renameLabel }).fill("a second look");
  await page.keyboard.press("Enter");
  await expect(app.tree).toContainText("a second look");
  await page.keyboard.press("s");
  await expect(app.tree.getByRole("treeitem", { name: /a second look.*starred/ })).toBeVisible();
});

test("unfolds a branch to name it", async ({ app, page }) => {
  const items = app.tree.getByRole("treeitem");
  await items.first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect(items).toHaveCount(1);
  await app.goTo(en.kinds.observation);
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: en.tree.renameLabel }).fill("a second look");
  await page.keyboard.press("Enter");
  await expect(app.tree).toContainText("a second look");
});

test("deletes a branch softly, and undo brings it back by name", async ({ app, page }) => {
  await page.keyboard.press("Delete");
  await expect(app.siblingPlace).toHaveCount(0);
  const undo = page.getByRole("button", { name: en.bar.undo(en.edits.remove) });
  await expect(undo).toBeEnabled();
  await undo.click();
  await expect(app.siblingPlace).toHaveText(/[12]\/2/);
  await expect(page.getByRole("button", { name: en.bar.redo(en.edits.remove) })).toBeEnabled();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: en.bar.redo(en.edits["change-action"]) })).toBeEnabled();
  await expect(app.siblingPlace).toHaveCount(0);
  await page.keyboard.press("Control+Shift+z");
  await expect(app.siblingPlace).toHaveText(/[12]\/2/);
  await expect(app.frames.first()).toBeVisible();
});

test("walks and folds the tree with the keys", async ({ app, page }) => {
  const items = app.tree.getByRole("treeitem");
  const all = await items.count();
  await items.first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => items.count()).toBeLessThan(all);
  await page.keyboard.press("ArrowRight");
  await expect(items).toHaveCount(all);
});
