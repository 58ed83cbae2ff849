// On a phone, and on a page at 200 %, the picture has the room, nothing lies on it but a hint, and what is to be pressed is in
// sight.
import type { Locator, Page } from "@playwright/test";
import { BREAKPOINT_WORDS } from "../src/app/words/breakpoints";
import { LOG_WORDS } from "../src/app/words/logs";
import { PRESENT_WORDS } from "../src/app/words/present";
import { type App, en, expect, test } from "./fixtures/app";
import { failingLog } from "./fixtures/failing";

const stops = BREAKPOINT_WORDS.en;
const { guess } = PRESENT_WORDS.en;

const SCREENS = [
  // The share of the height that is the picture's by itself, and with a sheet up; a low window has that beside the picture.
  { name: "a phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true }, alone: 0.5, besideSheet: 0.25 },
  {
    name: "a page at 200 %",
    use: { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
    alone: 0.4,
    besideSheet: 0.4,
  },
] as const;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(what: Locator): Promise<Box> {
  const box = await what.boundingBox();
  if (!box) throw new Error(`${what} is not on the screen`);
  return box;
}

/** Whether two boxes share more than an edge, which may lie between two pixels. */
const meet = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1;

async function expectInSight(page: Page, what: Locator): Promise<void> {
  const { x, y, width, height } = await boxOf(what);
  const window = page.viewportSize() ?? { width: 0, height: 0 };
  expect([x >= 0, y >= 0, x + width <= window.width, y + height <= window.height]).toEqual(Array(4).fill(true));
}

/** The box of the first mark on the picture, in CSS pixels of the screen. */
async function firstMark(app: App): Promise<Box> {
  const { left, top, width, height } = await app.boxOf(app.marks.first());
  const start = await app.screenOf(left, top);
  const end = await app.screenOf(left + width, top + height);
  return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
}

/** Holds a file of the model back, so that it stays on its way; what comes back lets it go. */
async function holdModel(page: Page): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/decoder_model_merged.onnx", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: "ignoreErrors" });
  };
}

for (const { name, use, alone, besideSheet } of SCREENS) {
  test.describe(name, () => {
    test.use(use);

    test("has room for the picture, and what is to be pressed in sight", async ({ app, page }) => {
      const release = await holdModel(page);
      await app.open();
      const share = async (): Promise<number> => (await boxOf(app.stage)).height / use.viewport.height;
      expect(await share()).toBeGreaterThan(alone);

      // What to press first is said beside the buttons, and over nothing.
      const walk = await boxOf(page.getByTestId("first-hint"));
      for (const other of [page.locator("#picture"), app.strip.getByRole("listbox"), app.bar])
        expect(meet(walk, await boxOf(other))).toBe(false);

      // The next hint stands at its mark and leaves it to the hand.
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      const hint = page.getByTestId("drag-hint");
      const [said, mark] = [await boxOf(hint), await firstMark(app)];
      expect(meet(said, mark)).toBe(false);
      await expectInSight(page, hint);

      // A model on its way is told of beside the picture, and the sheet that a run brings up leaves it its part.
      await page.keyboard.press("Control+Enter");
      const loading = page.getByRole("status", { name: /^Loading/ });
      await expect(loading).toBeVisible();
      expect(meet(await boxOf(loading), await boxOf(app.stage))).toBe(false);
      expect(await share()).toBeGreaterThan(besideSheet);
      await page.keyboard.press("Escape");
      await expect(loading).toBeHidden();
      await release();

      // Words of a step keep several lines beside all that a rater has there.
      await page.keyboard.press("d");
      await expect(app.step.getByRole("textbox", { name: en.step.note, exact: true })).toBeFocused();
      const words = app.step.locator(".step-scroll");
      expect((await boxOf(words)).height).toBeGreaterThan(90);
      await page.keyboard.press("Escape");

      // Whichever model is chosen, and wherever its list is scrolled to.
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: en.palette.placeholder })).toBeFocused();
      await page.keyboard.type(en.commands.model);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: en.model.title });
      const load = dialog.getByRole("button", { name: new RegExp(`^${en.model.load}`) });
      await expectInSight(page, load);
      await dialog.getByRole("radio").last().check();
      await expectInSight(page, load);
      await dialog.locator(".dialog-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
      await expectInSight(page, load);
      await page.keyboard.press("Escape");

      // Of the runs of a log several are seen beside each other, above all that is done with them.
      const { files } = await failingLog(6);
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Control+o");
      await (await chooser).setFiles([...files]);
      const rows = app.runs.getByRole("listbox", { name: LOG_WORDS.en.list }).getByRole("option");
      await expect(rows).toHaveCount(6);
      for (const place of [0, 1, 2, 3]) await expectInSight(page, rows.nth(place));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });

    test("keeps the picture beside breakpoints, which are one sheet of several", async ({ app, page }) => {
      await app.open();
      const share = async (): Promise<number> => (await boxOf(app.stage)).height / use.viewport.height;
      const panel = page.getByRole("region", { name: stops.title });
      await page.keyboard.press("Shift+b");
      await expect(panel).toBeVisible();
      expect(await share()).toBeGreaterThan(besideSheet);
      await panel.getByRole("combobox", { name: stops.add }).selectOption(stops.conditions["same-action"]);
      await expect(panel.getByRole("checkbox", { name: stops.isOn(stops.conditions["same-action"]) })).toBeChecked();
      // A run that is watched leaves it there.
      await page.keyboard.press("Control+Enter");
      await expect(app.stopButton).toBeVisible();
      await app.waitForEnd();
      await expect(panel).toBeVisible();
      expect(await share()).toBeGreaterThan(besideSheet);
      // Another sheet takes its place, and it takes that one's.
      await page.getByRole("tab", { name: en.tree.title }).click();
      await expect(panel).toBeHidden();
      await expect(app.tree).toBeVisible();
      await page.keyboard.press("Shift+b");
      await expect(panel).toBeVisible();
      await expect(app.tree).toBeHidden();
      await panel.getByRole("button", { name: stops.close }).click();
      await expect(panel).toBeHidden();
      // In colours of the system, which have no backgrounds, one sees what is chosen.
      await page.emulateMedia({ forcedColors: "active" });
      await expect(app.strip.locator("[aria-selected=true]")).toHaveCSS("outline-style", "solid");
      // At 400 % the window has no height for all: it scrolls, and the picture is there.
      await page.setViewportSize({ width: 320, height: 256 });
      await expect.poll(async () => (await boxOf(app.stage)).height).toBeGreaterThan(100);
    });

    test("keeps the buttons of a guess in sight, however many guesses there are", async ({ app, page }) => {
      await app.open();
      await page.keyboard.press("Shift+T");
      await expect(page.getByTestId("presenter")).toBeVisible();
      await page.keyboard.press("g");
      const reveal = page.getByRole("button", { name: guess.reveal });
      await expect(reveal).toBeVisible();
      await expect(app.stage).toBeFocused();
      for (let drawn = 1; drawn <= 5; drawn++) {
        // A box is put down, moved and given.
        for (const key of ["ArrowLeft", "ArrowUp", "Enter"]) await page.keyboard.press(key);
        await expect(page.getByText(guess.drawn(drawn), { exact: true })).toBeVisible();
        await expectInSight(page, reveal);
      }
      await reveal.click();
      const again = page.getByRole("button", { name: guess.again });
      await expect(page.getByRole("list", { name: guess.guesses }).getByRole("listitem")).toHaveCount(5);
      const [pressed, foot] = [await boxOf(again), await boxOf(page.locator(".presenter-foot"))];
      expect(pressed.y + pressed.height).toBeLessThanOrEqual(foot.y + 1);
    });
  });
}
