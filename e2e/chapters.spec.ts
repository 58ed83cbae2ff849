// Journey: steps made into a story, kept over a reload, told before an audience, which guesses before it is shown.
import { FILM_WORDS } from "../src/app/words/film";
import { PRESENT_WORDS } from "../src/app/words/present";
import { en, expect, test } from "./fixtures/app";

const words = PRESENT_WORDS.en;

test("makes a story of steps, puts it in order, keeps it and tells it", async ({ app, page }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  // The view is moved to what matters.
  await app.stage.focus();
  await page.keyboard.press("+");
  await app.restingCamera();
  await page.keyboard.press("Shift+A");
  await expect(page.getByText(en.news.chapterAdded(1, "Shift+C"), { exact: true })).toBeVisible();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+A");
  await page.keyboard.press("Shift+C");
  const dialog = page.getByRole("dialog", { name: words.chapters.title });
  const rows = dialog.getByRole("list", { name: words.chapters.list }).getByRole("group");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(words.chapters.ownView);
  await rows.first().getByLabel(words.chapters.caption).fill("It looks closer");
  await rows.first().getByLabel(words.chapters.question).fill("Where would you look?");
  await rows.last().getByLabel(words.chapters.caption).fill("The question");
  await rows.last().focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(rows.first()).toHaveAccessibleName(words.chapters.chapter(1, "The question"));
  await dialog.getByRole("button", { name: words.chapters.film }).click();
  const film = page.getByRole("dialog", { name: FILM_WORDS.en.title });
  await expect(film.getByText(FILM_WORDS.en.chapters(2))).toBeVisible();
  await expect(film.getByTestId("film-facts")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);

  await page.reload();
  await expect(app.stage).toHaveAttribute("data-camera", /./);
  await page.keyboard.press("Shift+Enter");
  const place = page.getByTestId("talk-place");
  await expect(place).toHaveText(words.chapterPlace(1, 2));
  const said = page.getByRole("region", { name: words.step });
  await expect(said).toContainText("The question");
  await page.keyboard.press("PageDown");
  await expect(place).toHaveText(words.chapterPlace(2, 2));
  await expect(said).toContainText("Where would you look?");
  // Nothing of the step shows before it is revealed.
  await expect(app.marks).toHaveCount(0);
});

test("lets the audience guess, and shows how near each guess was", async ({ app, page }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  const { left, top, width, height } = await app.boxOf(app.marks.first());
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+T");
  await expect(page.getByTestId("talk-place")).toBeVisible();
  // Of the next step that has a place, which is not shown for that.
  await page.keyboard.press("g");
  const said = page.getByRole("region", { name: words.step });
  await expect(said).toContainText(words.guess.ask);
  await expect(app.marks).toHaveCount(0);
  // One of the audience knows, one is far off.
  await app.drag([left, top], [left + width, top + height]);
  await expect(said).toContainText(words.guess.drawn(1));
  await app.drag([20, 200], [80, 260]);
  await expect(said).toContainText(words.guess.drawn(2));
  await page.keyboard.press("PageDown");
  await expect(app.marks).toHaveCount(1);
  await expect(said.getByRole("listitem")).toHaveText([/IoU (9\d|100)%/, words.guess.overlap(2, 0)]);
  await expect(said).toContainText(words.guess.closest(1));
  await expect(page.locator(".presenter-heat").first()).toBeAttached();
});
