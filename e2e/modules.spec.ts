// Journey: write a program of modules, run it, change a line and run on from there, and be told where it is wrong. Halves of
// a picture need no network, so that this waits for none.
import { en, expect, test } from "./fixtures/app";

const PROGRAM = `BOX0=LOC(image=IMAGE,object='LEFT')
IMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)
ANSWER0=COUNT(box=BOX0)
ANSWER1=EVAL(expr="'one' if {ANSWER0} == 1 else 'more'")
FINAL_RESULT=RESULT(var=ANSWER1)`;

test("runs a program line by line, changes a line, and runs on from there", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("Shift+M");
  const panel = page.getByRole("region", { name: en.commands.modules });
  const source = panel.getByRole("textbox");
  await source.fill(PROGRAM);
  await source.press("Control+Enter");
  const results = panel.locator(".modules-result");
  await expect(results).toHaveCount(5);
  await expect(results.last()).toHaveText("'one'");
  await expect(app.step).toContainText("one");

  await source.fill(PROGRAM.replace("'one' if", "'single' if"));
  await expect(results).toHaveCount(3);
  await source.press("Control+Enter");
  await expect(results.last()).toHaveText("'single'");
  await results.nth(1).click();
  await expect(app.step.getByRole("img")).toBeVisible();

  await source.fill(PROGRAM.replace("COUNT(box=BOX0)", "COUNT(box=BOX7)"));
  await expect(page.getByTestId("program-refused")).toContainText("3");
  await expect(page.getByTestId("program-refused")).toContainText("BOX7");
});
