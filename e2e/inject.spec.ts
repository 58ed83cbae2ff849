// Journey 5: put an action or a thought of one's own into the run.
import { en, expect, test } from "./fixtures/app";

test("a crop by hand is looked at and the model thinks on from it", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await page.keyboard.press("c");
  await app.drag([100, 100], [190, 190]);
  await expect(app.framesOf(en.kinds.observation)).toHaveCount(1);
  await expect(app.step).toContainText(/Picture of 9\d × 9\d px/);
  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
});

const DRAWN = [
  { tool: "box", key: "r", name: en.actions.box },
  { tool: "highlight", key: "m", name: en.actions.highlight },
  { tool: "arrow", key: "a", name: en.actions.arrow },
] as const;

for (const { tool, key, name } of DRAWN) {
  test(`draws with the ${tool} tool`, async ({ app, page }) => {
    await app.open();
    await app.openGym("count", 2);
    await page.keyboard.press(key);
    await app.drag([60, 60], [160, 140]);
    await expect(app.framesOf(name)).toHaveCount(1);
    await expect(app.marks.filter({ hasText: name })).toHaveCount(1);
    await expect(app.step).toContainText(en.step.by(en.authors.human));
  });
}

test("draws points, lines and labels, turns the picture, and adds a thought", async ({ app, page }) => {
  await app.open();
  await app.openGym("count", 2);
  await page.keyboard.press("p");
  await app.clickAt(100, 100);
  await expect(app.framesOf(en.actions.point)).toHaveCount(1);
  await page.keyboard.press("l");
  await app.clickAt(50, 50);
  await app.clickAt(200, 80);
  await page.keyboard.press("Enter");
  await expect(app.framesOf(en.actions.line)).toHaveCount(1);
  await page.keyboard.press("t");
  await app.clickAt(150, 200);
  await page.getByRole("textbox", { name: en.stage.labelField }).fill("here");
  await page.keyboard.press("Enter");
  await expect(app.framesOf(en.actions.label)).toHaveCount(1);
  await page.getByRole("button", { name: en.picture.turn }).click();
  await page.getByRole("menuitem", { name: en.commands.rotateRight }).click();
  await expect(app.framesOf(en.actions.rotate)).toHaveCount(1);
  await expect(app.framesOf(en.kinds.observation)).toHaveCount(1);
  await page.keyboard.press("i");
  await page.getByPlaceholder(en.picture.thoughtPlaceholder).fill("I should look again");
  await page.getByRole("button", { name: en.picture.addThought }).click();
  await expect(app.step).toContainText("I should look again");
});

test("asks for several siblings, each with another seed", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await page.keyboard.press("Control+Shift+Enter");
  await app.waitForEnd();
  await expect(app.siblingPlace).toHaveText("3/3");
});
