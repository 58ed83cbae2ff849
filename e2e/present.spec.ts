// Journey: a line before an audience, with keys, notes in a second window, a live run, and the recorded line as its net.
import type { Page } from "@playwright/test";
import { PRESENT_WORDS } from "../src/app/words/present";
import { zh } from "../src/app/words/zh";
import { type App, en, expect, test } from "./fixtures/app";
import { axeOn, findingsOf } from "./fixtures/axe";

async function expectNothingFound(page: Page): Promise<void> {
  expect(await findingsOf(axeOn(page))).toEqual([]);
}

const place = ({ page }: App) => page.getByTestId("talk-place");

for (const { name, locale, colorScheme, viewport } of [
  { name: "on a projector", locale: "en-GB", colorScheme: "light", viewport: { width: 1280, height: 720 } },
  { name: "on an old one, in Chinese", locale: "zh-CN", colorScheme: "dark", viewport: { width: 1024, height: 768 } },
] as const) {
  test.describe(name, () => {
    test.use({ locale, colorScheme, viewport });
    const words = PRESENT_WORDS[locale === "zh-CN" ? "zh" : "en"];
    const common = locale === "zh-CN" ? zh : en;

    test("is shown to an audience, and axe finds nothing", async ({ app, page }) => {
      await app.open();
      const total = await page.getByRole("listbox", { name: common.strip.label }).getByRole("option").count();
      await page.keyboard.press("Shift+T");
      const talk = page.getByRole("main", { name: words.title });
      await expect(talk).toBeVisible();
      await expect(app.bar).toBeHidden();
      await expect(place(app)).toHaveText(words.place(1, total));
      // A remote sends these; a verdict by an accidental key is not given.
      await page.keyboard.press("PageDown");
      await page.keyboard.press("2");
      await page.keyboard.press("PageDown");
      await expect(place(app)).toHaveText(words.place(3, total));
      await expect(page.getByRole("region", { name: words.step })).toContainText(common.actions.zoom);
      await app.restingCamera();
      await expectNothingFound(page);

      await page.keyboard.press(".");
      await expect(page.getByRole("button", { name: words.dark })).toBeVisible();
      await page.keyboard.press("b");
      await page.keyboard.press("?");
      await expect(page.getByRole("region", { name: words.keysTitle })).toBeVisible();
      await expectNothingFound(page);
      await page.keyboard.press("?");

      // By itself to the end, with a countdown of what comes.
      await page.keyboard.press("s");
      await expect(talk).toContainText(words.nextIn(common.kinds.observation, 0).split(" 0")[0] ?? "");
      await page.keyboard.press("s");
      await page.keyboard.press("Escape");
      await expect(talk).toBeHidden();
      await expect(page.getByTestId("strip-position")).toHaveText(common.strip.position(3, total));
    });
  });
}

test("goes on live, and back to the recorded line; the speaker reads notes in a second window", async ({
  app,
  page,
}) => {
  const words = PRESENT_WORDS.en;
  await app.open();
  const total = await app.lineLength();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("d");
  const note = page.getByRole("textbox", { name: en.step.note, exact: true });
  await expect(note).toBeFocused();
  await note.fill("Wait for it.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+T");
  await expect(place(app)).toHaveText(words.place(2, total));
  const opening = page.waitForEvent("popup");
  await page.keyboard.press("n");
  const notes = await opening;
  await expect(notes.getByRole("region", { name: words.notes.notes })).toContainText("Wait for it.");
  await expect(notes.getByTestId("talk-elapsed")).toHaveText(/^\d+:\d\d$/);
  await notes.getByLabel(words.notes.planned).fill("20");
  await notes.keyboard.press("Enter");
  await expect(notes.getByRole("timer", { name: words.notes.left })).toHaveText(/19:\d\d|20:00/);
  // The keys work there, too.
  await notes.getByRole("main").click();
  await notes.keyboard.press("PageDown");
  await expect(place(app)).toHaveText(words.place(3, total));
  await expectNothingFound(notes);
  await page.keyboard.press("n");
  await expect.poll(() => notes.isClosed()).toBe(true);

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Enter");
  const recorded = page.getByRole("button", { name: words.keys.recorded });
  await expect(recorded).toBeVisible();
  await page.keyboard.press("r");
  await expect(place(app)).toHaveText(words.place(2, total));
});
