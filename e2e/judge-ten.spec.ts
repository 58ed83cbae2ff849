// Journey: an annotator who is new to the page judges ten failing runs of a log by keyboard alone.
import { type App, en, expect, test } from "./fixtures/app";
import { type FailingRun, failingLog } from "./fixtures/failing";

const RUNS = 10;
/** Keystrokes a run, on average. */
const MOST_KEYS = 6;

/** Every key goes through here, so that none goes uncounted. */
class Hand {
  keys = 0;
  private readonly app: App;
  constructor(app: App) {
    this.app = app;
  }
  async press(key: string): Promise<void> {
    this.keys++;
    await this.app.page.keyboard.press(key);
  }
}

/** Walks to the step where the run went wrong, by whichever way takes fewer keys, and says so. */
async function judge(app: App, hand: Hand, { firstError }: FailingRun): Promise<void> {
  const total = await app.frames.count();
  const fromEnd = total - firstError + 1;
  const fromStart = firstError - 1;
  if (fromEnd < fromStart) {
    await hand.press("End");
    for (let i = 1; i < fromEnd; i++) await hand.press("ArrowLeft");
  } else for (let i = 0; i < fromStart; i++) await hand.press("ArrowRight");
  await app.expectAt(firstError, total);
  await hand.press("e");
  await expectFirstError(app, firstError);
}

async function expectFirstError(app: App, place: number): Promise<void> {
  const frame = app.strip.getByRole("option", { name: new RegExp(`^Step ${place} of `) });
  await expect(frame.locator(".frame-first-error")).toHaveCount(1);
  await expect(app.strip.locator(".frame-first-error")).toHaveCount(1);
}

test("judges ten failing runs with at most six keys each", async ({ app, page }) => {
  await app.open();
  const { runs, files } = await failingLog(RUNS);
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);
  await expect(page.getByRole("listbox", { name: /runs/i }).first()).toBeVisible();

  const hand = new Hand(app);
  for (const run of runs) {
    await hand.press("Shift+J");
    await expect(app.frames.first()).toHaveAccessibleName(new RegExp(run.question.replace("?", "\\?")));
    await judge(app, hand, run);
  }
  expect(hand.keys / RUNS).toBeLessThanOrEqual(MOST_KEYS);

  // What was said is kept with each run, and with the right step of it.
  for (const run of runs.toReversed()) {
    await expectFirstError(app, run.firstError);
    await expect(page.getByRole("button", { name: en.bar.undo(en.edits["first-error"]) })).toBeEnabled();
    if (run !== runs[0]) await page.keyboard.press("Shift+K");
  }
});
