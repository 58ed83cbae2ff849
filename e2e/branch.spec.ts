// Journey 4: the model looked in the wrong place; show it the right one.
import { en, expect, test } from "./fixtures/app";

test("dragging the model's crop makes a branch that the model thinks on from", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  const before = await app.lineLength();
  await app.goTo(en.actions.zoom);
  const { left, top, width, height } = await app.boxOf(app.marks.first());
  // Taken by its rim: the inside of a large box belongs to the picture.
  await app.drag([left + width / 2, top + height / 2], [left + width / 2 + 40, top + height / 2 + 20]);

  // The original stays, a sibling by the person appears and is gone to, its observation computed anew.
  await expect(app.siblingPlace).toHaveText("2/2");
  await expect(app.tree.getByRole("treeitem", { name: /by you, Branch 2 of 2/ })).toHaveCount(1);
  await expect(app.marks.filter({ hasText: en.authors.human })).not.toHaveCount(0);
  await expect(app.framesOf(en.kinds.observation)).toHaveCount(1);

  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  // The question and its picture were paid for already.
  const { reused, all } = await app.reuse();
  expect(reused).toBeGreaterThan(16);
  expect(all).toBeGreaterThan(reused);

  await page.keyboard.press("ArrowUp");
  await expect(app.siblingPlace).toHaveText("1/2");
  await expect(app.frames).toHaveCount(before);
});

test("numbers typed into the panel do the same", async ({ app }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  const left = app.step.getByLabel(en.step.fields.left);
  await left.fill("12");
  await left.press("Enter");
  await expect(app.siblingPlace).toHaveText("2/2");
  await expect(app.tree.getByRole("treeitem", { name: /by you, Branch 2 of 2/ })).toHaveCount(1);
});

test("numbers typed field by field change one branch, and are never taken for commands", async ({ app, page }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  const left = app.step.getByLabel(en.step.fields.left, { exact: true });
  const top = app.step.getByLabel(en.step.fields.top, { exact: true });
  await left.fill("12");
  await left.press("Tab");
  await expect(app.siblingPlace).toHaveText("2/2");
  await expect(top).toBeFocused();
  await page.keyboard.type("31");
  // Takes the number; the model is not run on what there was before it.
  await page.keyboard.press("Control+Enter");
  await expect(top).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(top).not.toBeFocused();
  await expect(left).toHaveValue("12");
  await expect(top).toHaveValue("31");
  await expect(app.siblingPlace).toHaveText("2/2");
  await expect(app.framesOf(en.kinds.answer)).toHaveCount(0);
  await expect(app.step.locator(".verdict[aria-pressed=true]")).toHaveCount(0);
});

test("arrows nudge the chosen mark", async ({ app, page }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  const { left } = await app.boxOf(app.marks.first());
  await app.marks.first().press("Enter");
  await app.stage.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+Shift+ArrowLeft");
  await expect(app.siblingPlace).toHaveText("2/2");
  // Where the keys come slowly they are several changes, and the last of them has to be waited for.
  const moved = app.marks.filter({ hasText: en.authors.human }).first();
  await expect.poll(async () => (await app.boxOf(moved)).left - left).toBeCloseTo(-30, 0);
  await expect(app.siblingPlace).toHaveText("2/2");
});
