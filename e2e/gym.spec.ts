// Journey: run the model through problems of the gym, see how much looking is worth, open one that it got wrong.

import { EXPORT_WORDS } from "../src/app/words/export";
import { FLYWHEEL_WORDS } from "../src/app/words/flywheel";
import { GYM_WORDS } from "../src/app/words/gym";
import { FAMILY_CARDS } from "../src/catalog";
import { en, expect, test } from "./fixtures/app";

const words = GYM_WORDS.en;
const find = FAMILY_CARDS.find(({ family }) => family === "find")?.title.en ?? "";

test("runs a batch beside the open trace, and opens what was got wrong", async ({ app, page }) => {
  await app.open();
  // Behind a dialog nothing has a role.
  const open = page.locator(".bar-problem");
  const title = await open.textContent();
  await app.bar.getByRole("button", { name: en.commands.gym }).click();
  const dialog = page.getByRole("dialog", { name: words.title });
  await dialog.getByRole("radio", { name: find }).check();
  await dialog.getByRole("radio", { name: "1", exact: true }).check();
  // A seed is brought into the range that the problems have.
  await dialog.getByLabel(en.problem.seed).fill("-4");
  await expect(dialog.getByLabel(en.problem.seed)).toHaveValue("4");
  await expect(dialog.locator("canvas")).toHaveCount(1);
  // The answer is told to whoever asks for it.
  await expect(dialog.getByText(words.truth("N"))).toHaveCount(0);
  await dialog.getByRole("button", { name: words.showTruth }).press("Enter");
  await expect(dialog.getByText(words.truth("N"))).toBeVisible();
  await expect(dialog.getByRole("button", { name: words.hideTruth })).toBeFocused();

  await dialog.getByLabel(words.problems).fill("2");
  await dialog.getByRole("radio", { name: words.levelsOf.this }).check();
  await dialog.getByRole("button", { name: words.start }).click();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  const table = dialog.getByRole("table", { name: words.results });
  await expect(table.getByRole("row").nth(2)).toContainText(words.conditions.refused);
  await expect(dialog.getByRole("button", { name: words.start })).toBeVisible();
  await expect(table.getByRole("row").nth(1)).toContainText(find);
  await expect(dialog.getByRole("status").filter({ hasText: words.progress(4, 4) })).toBeVisible();
  await expect(dialog.getByRole("img", { name: words.plot })).toBeVisible();
  // Nothing happened to what was open.
  expect(await open.textContent()).toBe(title);

  const failure = dialog.getByRole("button", { name: new RegExp(words.conditions.refused) }).first();
  await expect(failure).toContainText(words.level(1));
  await failure.click();
  await expect(dialog).toBeHidden();
  await expect(app.frames.first()).toContainText(en.kinds.problem);
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  await app.frames.last().click();
  await expect(app.step.getByTestId("answer-check")).toBeVisible();
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);

  // What the batch came to outlives a reload.
  await page.reload();
  await expect(app.frames.first()).toBeVisible();
  await page.keyboard.press("g");
  await expect(table.getByRole("row").nth(1)).toContainText(find);
  await expect(dialog.getByRole("button", { name: new RegExp(words.conditions.refused) }).first()).toBeVisible();
  await page.keyboard.press("Escape");

  // Problems that are made and checked: those that pass are exported all at once, made again from their seeds.
  const made = FLYWHEEL_WORDS.en;
  await page.keyboard.press("Control+k");
  await page.keyboard.type(made.title);
  await page.keyboard.press("Enter");
  const wheel = page.getByRole("dialog", { name: made.title });
  await wheel.getByLabel(made.pictures).fill("6");
  await wheel.getByRole("button", { name: made.start, exact: true }).click();
  await expect(wheel.getByRole("button", { name: made.exportAll })).toBeVisible();
  const passed = await wheel.getByRole("button", { name: made.open, exact: true }).count();
  await expect(wheel.getByRole("heading", { name: `${made.made} ${passed}` })).toBeVisible();
  await expect(
    wheel.getByText(new RegExp(`^${made.stages.question} \\d+ · ${made.stages.picture} \\d+`)),
  ).toBeVisible();
  await wheel.getByRole("button", { name: made.exportAll }).click();
  const exporting = page.getByRole("dialog", { name: EXPORT_WORDS.en.title });
  await expect(exporting.getByRole("radio", { name: EXPORT_WORDS.en.scopes.made })).toBeChecked();
  await expect(exporting.getByRole("status").filter({ hasText: EXPORT_WORDS.en.from(passed, passed) })).toBeVisible();
});

test("compares the model's own work with what it makes of a person's first move", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: words.title });
  await dialog.getByRole("radio", { name: find }).check();
  await dialog.getByLabel(words.problems).fill("1");
  await dialog.getByRole("radio", { name: words.besideOf.moves }).check();
  await dialog.getByRole("button", { name: words.start }).click();
  const rows = dialog.getByRole("table", { name: words.results }).getByRole("row");
  await expect(rows).toHaveCount(4);
  for (const [i, condition] of (["looking", "injected-right", "injected-wrong"] as const).entries()) {
    await expect(rows.nth(i + 1)).toContainText(words.conditions[condition]);
  }
});

test("stops a batch at once", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: words.title });
  await dialog.getByRole("button", { name: words.start }).press("Enter");
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  // By key: the focus stays where the batch was begun, and is ended.
  const cancel = dialog.getByRole("button", { name: words.cancel, exact: true });
  await expect(cancel).toBeFocused();
  await cancel.press("Enter");
  await expect(dialog.getByRole("button", { name: words.start })).toBeFocused();
  await expect(dialog.getByRole("progressbar")).toHaveCount(0);
  // The model is free again.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await app.waitForEnd();
});
