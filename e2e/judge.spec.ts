// Journey: judge a run by keyboard alone, with hints by machine that are nobody's verdict until accepted.
import { OWN_TAXONOMY } from "../src/annotation";
import { en, expect, test } from "./fixtures/app";

const PERCEPTION = OWN_TAXONOMY.tags[0]?.name ?? "";
const LAST = OWN_TAXONOMY.tags.at(-1)?.name ?? "";

test("says what went wrong, where it began and of which kind, by keys, and keeps it", async ({ app, page }) => {
  await app.open();
  const total = await app.lineLength();
  await page.keyboard.press("End");
  await app.expectAt(total, total);
  await page.keyboard.press("2");
  await page.keyboard.press("e");
  await page.keyboard.press("f");
  const sought = page.getByRole("combobox", { name: en.step.findTag });
  await expect(sought).toBeFocused();
  // The arrows go round, and the list scrolls to what they mark.
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("option", { name: new RegExp(`^${LAST}`) })).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.type(PERCEPTION.slice(0, 5));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: new RegExp(`^${PERCEPTION}`) })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Escape");
  // Whoever goes on to the note writes there, although the list that closes gives the focus back to where it was.
  await page.keyboard.press("d");
  await page.keyboard.type("Not the one that was asked for.");
  await expect(sought).toBeHidden();
  const note = app.step.getByRole("textbox", { name: en.step.note, exact: true });
  await expect(note).toHaveValue("Not the one that was asked for.");
  await page.keyboard.press("Escape");

  const pressed = (name: string) => app.step.getByRole("button", { name, exact: true });
  const tags = app.step.getByRole("list", { name: en.step.tags });
  const said = async () => {
    await expect(pressed(en.step.verdicts.wrong)).toHaveAttribute("aria-pressed", "true");
    await expect(pressed(en.step.firstError)).toHaveAttribute("aria-pressed", "true");
    await expect(tags).toContainText(PERCEPTION);
  };
  await said();
  const address = page.url();

  // A line has one first error: an earlier one takes the mark along.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("e");
  await expect(pressed(en.step.firstError)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("ArrowRight");
  await expect(pressed(en.step.firstError)).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Control+z");
  // Undo goes to where it changed something.
  await page.keyboard.press("End");
  await said();

  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);
  // The address follows a moment behind the step, and a reload asks for the one that stands there.
  await expect(page).toHaveURL(address);
  await page.reload();
  await app.expectAt(total, total);
  await said();
});

test("takes what is typed while the list of tags is still being fetched for the list", async ({ app, page }) => {
  let fetch = (): void => {};
  const fetched = new Promise<void>((resolve) => {
    fetch = resolve;
  });
  await page.route(/\/TagPicker-/, async (route) => {
    await fetched;
    await route.continue();
  });
  await app.open();
  const total = await app.lineLength();
  await page.keyboard.press("End");
  await app.expectAt(total, total);
  const asked = page.waitForRequest(/\/TagPicker-/);
  await page.keyboard.press("f");
  await asked;
  await page.keyboard.type(PERCEPTION);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  fetch();
  await expect(app.step.getByRole("list", { name: en.step.tags })).toContainText(PERCEPTION);
  await expect(page.getByRole("combobox", { name: en.step.findTag })).toBeHidden();
  // No letter of it was taken for a command.
  await app.expectAt(total, total);
  expect(await app.lineLength()).toBe(total);
});

test("goes from hint to hint, accepts one and dismisses another", async ({ app, page }) => {
  await app.open();
  // A thought that tells of a look, put before the first look; and an answer that follows nothing.
  await page.keyboard.press("Home");
  await page.keyboard.press("i");
  await page.keyboard.type("After zooming in I see a K.");
  await app.step.getByRole("button", { name: en.picture.addThought, exact: true }).click();
  const hints = app.step.getByRole("list", { name: en.hints.label });
  await expect(hints).toContainText("After zooming");
  await expect(app.strip.getByRole("option", { name: new RegExp(en.hints.onFrame(1)) }).first()).toBeVisible();
  await page.keyboard.press("Home");
  await expect(hints).toBeHidden();
  await page.keyboard.press(".");
  await expect(hints).toContainText("After zooming");
  await hints.getByRole("button", { name: en.hints.accept }).first().click();
  await expect(app.step.getByRole("list", { name: en.step.tags })).toContainText("Hallucinated evidence");
  await expect(app.step.getByRole("button", { name: en.step.verdicts.wrong, exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(hints.filter({ hasText: "After zooming" })).toBeHidden();
});
