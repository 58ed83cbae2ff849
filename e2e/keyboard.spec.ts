// Journey: who cannot or will not use a mouse finds why a run of a long log is wrong, and tries a better crop.
import type { Page } from "@playwright/test";
import { LOG_WORDS } from "../src/app/words/logs";
import { gymProblem } from "../src/catalog";
import { type App, en, expect, test } from "./fixtures/app";
import { failingLog } from "./fixtures/failing";

const logs = LOG_WORDS.en;
/** The run that is sought, from 1: the wrong thing is cropped in it. */
const SOUGHT = 37;
const RUNS = 38;
/** More presses of Tab than lie between any two places of the page. */
const MOST_TABS = 80;

/** Goes on by Tab until what `css` names has the focus. */
async function tabTo(page: Page, css: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let press = 0; press < MOST_TABS; press++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, css)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to ${css}`);
}

/** Where a look of the run that is sought went, and where it should have gone; in image pixels. */
async function looksOf(run: number) {
  const { wrongMove, rightMove } = await gymProblem({ family: "find", seed: 700 + run - 1, difficulty: 1 });
  if (wrongMove?.kind !== "zoom" || rightMove?.kind !== "zoom") throw new Error(`No look: run ${run}`);
  return { wrong: wrongMove.box, right: rightMove.box };
}

/** Moves the chosen mark across and down, in steps of ten pixels and then of one. */
async function nudge(app: App, across: number, down: number): Promise<void> {
  for (const [by, towards, back] of [
    [across, "ArrowRight", "ArrowLeft"],
    [down, "ArrowDown", "ArrowUp"],
  ] as const) {
    const [key, pixels] = [by > 0 ? towards : back, Math.abs(Math.round(by))];
    for (let i = 0; i < Math.floor(pixels / 10); i++) await app.page.keyboard.press(`Control+Shift+${key}`);
    for (let i = 0; i < pixels % 10; i++) await app.page.keyboard.press(`Shift+${key}`);
  }
}

test("finds a wrong run of a long log and tries a better crop, by keys alone", async ({ app, page }) => {
  const { files } = await failingLog(RUNS);
  await app.open();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);

  // The first run is open, and the list has the keys at once: down to the run, and in.
  await expect(page.getByRole("listbox", { name: logs.list })).toBeFocused();
  await expect(app.runs.getByRole("status").getByText(logs.found(RUNS, RUNS), { exact: true })).toBeVisible();
  // A box below it is ticked by Space, which plays nothing meanwhile.
  await tabTo(page, ".runs-foot input[type=checkbox]");
  const box = app.runs.getByLabel(logs.nextWhenDone);
  await page.keyboard.press("Space");
  await expect(box).not.toBeChecked();
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  await expect(app.strip.getByRole("button", { name: en.strip.play, exact: true })).toBeVisible();
  await tabTo(page, "[role=listbox]", "Shift+Tab");
  for (let place = 1; place < SOUGHT; place++) await page.keyboard.press("ArrowDown");
  const row = app.runs.getByRole("option", { name: new RegExp(`line ${SOUGHT}\\b`) });
  await expect(row).toHaveAttribute("data-active", "true");
  await page.keyboard.press("Enter");
  // At once step by step to the look, which is at the wrong thing: the first error, with what kind it is.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(row).toHaveAttribute("aria-current", "true");
  await app.expectAt(3, 6);
  const { wrong, right } = await looksOf(SOUGHT);
  const before = await app.boxOf(app.marks.first());
  expect(Math.abs(before.left - wrong.left)).toBeLessThan(2);
  await page.keyboard.press("e");
  await expect(app.strip.locator(".frame-first-error")).toHaveCount(1);

  // On the picture the arrow keys still walk, and nothing is changed by them.
  await tabTo(page, "[data-stage]");
  await expect(app.stage).toHaveAccessibleDescription(en.stage.moveByKey);
  await page.keyboard.press("ArrowRight");
  await app.expectAt(4, 6);
  await page.keyboard.press("ArrowLeft");
  await app.expectAt(3, 6);
  await expect(app.siblingPlace).toHaveCount(0);

  // With Shift they move the crop; where it comes to is told, and so is the branch. A person looks, and corrects.
  const chosen = page.getByRole("list", { name: en.picture.marks }).locator("[aria-pressed=true]");
  const missed = async (): Promise<readonly [across: number, down: number]> => {
    const { left, top, width, height } = await app.boxOf(chosen);
    return [right.left + right.width / 2 - left - width / 2, right.top + right.height / 2 - top - height / 2];
  };
  await expect(async () => {
    await nudge(app, ...(await missed()));
    await app.restingCamera();
    const [across, down] = await missed();
    expect(Math.max(Math.abs(across), Math.abs(down))).toBeLessThan(3);
  }).toPass();
  await expect(page.getByTestId("branch-hint")).toContainText(en.hint.kept(2, 2));
  await expect(page.getByTestId("branch-hint")).toHaveRole("status");

  // The model goes on from there, and is right.
  await page.keyboard.press("Control+Enter");
  await expect(app.frames).toHaveCount(6);
  await app.waitForEnd();
  await page.keyboard.press("End");
  await expect(app.step.getByTestId("answer-check")).toContainText(en.step.right);
  // The original is beside it, as it was.
  for (let place = 6; place > 3; place--) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await expect(app.siblingPlace).toHaveText("1/2");
});
