// Journey: judge parts of a run, so that its chain of failure is drawn: words, a region, cause and effect, an omission.
import { JUDGE_WORDS } from "../src/app/words/judge";
import { type App, en, expect, test } from "./fixtures/app";

const words = JUDGE_WORDS.en;

const parts = (app: App) => app.step.getByRole("list", { name: words.parts }).getByRole("listitem");
const verdict = (app: App, name: string) => app.step.getByRole("button", { name, exact: true });

/** By the key for a note, which opens the row of the verdict; Escape leaves the note's field and not the row. */
async function openRow({ step, page }: App, note = ""): Promise<void> {
  await page.keyboard.press("d");
  await expect(step.getByRole("textbox", { name: en.step.note })).toBeFocused();
  await page.keyboard.type(note);
  await page.keyboard.press("Escape");
}

test.beforeEach(async ({ app }) => {
  await app.open();
});

test("judges words that are selected by hand, and from sentence to sentence by key", async ({ app, page }) => {
  await app.goTo(en.kinds.thought);
  await openRow(app);
  await page.keyboard.press("q");
  await expect(app.step.getByText(en.step.about(en.step.aboutWords("find the purple cross")))).toBeVisible();
  await page.keyboard.press("2");
  // The step as a whole was not judged, and one is still on it.
  await app.expectAt(2, 6);
  await expect(parts(app)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(verdict(app, en.step.verdicts.wrong)).toHaveAttribute("aria-pressed", "false");

  // A double click selects a word, as everywhere.
  const thought = app.step.getByText("find the purple cross").first();
  await thought.dblclick({ position: { x: 8, y: 8 } });
  await expect(app.step.getByText(en.step.about(en.step.aboutWords("find")))).toBeVisible();
  await page.keyboard.press("1");
  await expect(parts(app)).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(parts(app)).toHaveCount(1);
});

test("draws a region in the colour of its verdict, and finds it again by a click", async ({ app, page }) => {
  await page.keyboard.press("u");
  await expect(page.getByText(en.hint.drawing.region)).toBeVisible();
  await app.drag([40, 60], [120, 160]);
  await page.keyboard.press("2");
  await openRow(app, "Nothing here.");
  await expect(parts(app)).toHaveText(/80 × 100/);
  await expect(page.locator("[data-judged]")).toHaveAttribute("data-judged", "1");
  await page.keyboard.press("Escape");
  const name = parts(app).getByRole("button").first();
  await expect(name).toHaveAttribute("aria-pressed", "false");
  await app.clickAt(80, 110);
  await expect(name).toHaveAttribute("aria-pressed", "true");
  // Undone one by one: the note, the verdict, the region.
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
  await expect(page.locator("[data-judged]")).toHaveCount(0);
});

test("links a cause to its effect and tells of a missing step, in the strip and on the picture", async ({
  app,
  page,
}) => {
  const total = await app.lineLength();
  await app.goTo(en.actions.zoom);
  await page.keyboard.press("y");
  await expect(app.step.getByText(words.linkFrom(3))).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.press("y");
  await page.keyboard.press("2");
  await expect(parts(app)).toHaveText(/3 Crop → 6 Answer/);
  await expect(page.locator(".reel-arc.verdict-wrong")).toHaveCount(1);
  await expect(page.locator("[data-judged]")).toHaveAttribute("data-judged", "1");

  // The other way: begun at the effect, ended by a click on the frame of the cause.
  await page.keyboard.press("y");
  await app.framesOf(en.kinds.thought).first().click();
  await app.expectAt(2, total);
  await expect(page.locator(".reel-arc")).toHaveCount(2);

  await page.keyboard.press("z");
  await page.keyboard.type("Compare both crosses");
  await page.keyboard.press("Enter");
  await page.keyboard.press("2");
  const place = app.strip.getByRole("option", { name: en.strip.missingAfter(2, "Compare both crosses", 1) });
  await expect(place).toBeVisible();
  await expect(app.frames).toHaveCount(total);

  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);
  await page.reload();
  await expect(page.locator(".reel-arc")).toHaveCount(2);
  await place.click();
  await app.expectAt(2, total);
  await expect(verdict(app, en.step.verdicts.wrong)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Delete");
  await expect(place).toHaveCount(0);
  await expect(app.frames).toHaveCount(total);
});

test("goes on after a verdict, which can be switched off and stays so", async ({ app, page }) => {
  await page.keyboard.press("4");
  await app.expectAt(2, 6);
  await openRow(app);
  await app.step.getByRole("switch", { name: words.advance }).click();
  await page.keyboard.press("1");
  await app.expectAt(2, 6);
  await page.reload();
  await app.expectAt(2, 6);
  await page.keyboard.press("3");
  await expect(verdict(app, en.step.verdicts.unsure)).toHaveAttribute("aria-pressed", "true");
  await app.expectAt(2, 6);
});

test("shows first hints on what they speak of, until they are followed", async ({ app, page }) => {
  const drag = page.getByTestId("drag-hint");
  await expect(page.getByTestId("first-hint")).toBeVisible();
  await expect(drag).toHaveCount(0);
  // It keeps nothing beside it from the hand.
  await page.getByRole("button", { name: en.picture.layers }).click();
  await expect(page.getByTestId("first-hint")).toBeVisible();
  await app.goTo(en.actions.zoom);
  await expect(page.getByTestId("first-hint")).toHaveCount(0);
  await expect(drag).toBeVisible();
  // Walking on is no reason to leave.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(drag).toBeVisible();
  const { left, top, width } = await app.boxOf(app.marks.first());
  await app.drag([left + width / 2, top], [left + width / 2 + 20, top + 10]);
  await expect(app.siblingPlace).toHaveText("2/2");
  await expect(drag).toHaveCount(0);
  const branch = page.getByTestId("branch-hint");
  await expect(branch).toContainText(en.hint.kept(2, 2));
  await branch.getByRole("button", { name: en.hint.compare }).click();
  await expect(app.siblingPlace).toHaveText("1/2");
  await expect(branch).toHaveCount(0);
  await page.reload();
  await app.goTo(en.actions.zoom);
  await expect(drag).toHaveCount(0);
});

test("lets go of the arrows after a click on a tab or a column's edge, and shows where the focus is", async ({
  app,
  page,
}) => {
  await app.stepTab("raw");
  await page.keyboard.press("ArrowRight");
  await app.expectAt(2, 6);
  const edge = page.getByRole("separator", { name: en.tree.width });
  await edge.click();
  await page.keyboard.press("ArrowRight");
  await app.expectAt(3, 6);
  await expect(page.getByRole("separator", { name: en.step.width })).toBeVisible();
  // Whoever came to the tabs by key walks them by key.
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(app.step.getByRole("tab", { name: en.step.tabs.tokens })).toHaveAttribute("aria-selected", "true");
  await app.expectAt(3, 6);
  // The ring lies above the picture, not beneath it.
  await app.stage.focus();
  await page.keyboard.press("Shift");
  const ring = await app.stage.evaluate((stage) => {
    const { content, zIndex, borderTopWidth } = getComputedStyle(stage, "::after");
    return { shown: content !== "none", above: Number(zIndex) > 0, wide: Number.parseFloat(borderTopWidth) >= 2 };
  });
  expect(ring).toEqual({ shown: true, above: true, wide: true });
});
