// Journey: an annotator who is new to the page judges ten failing runs of a log by keyboard alone.
import { logs } from "../src/app/words/logs/en";
import { type App, expect, test } from "./fixtures/app";
import { type FailingRun, failingLog } from "./fixtures/failing";

const RUNS = 10;
/** Keystrokes a run, on average. */
const MOST_KEYS = 6;
/** For all of them, with whatever the page does between two keys: a page that is slower than a person judges would miss it. */
const MOST_MILLIS = 3 * 60 * 1000;

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

/** Walks to the step where the run went wrong, and says so. */
async function judge(app: App, hand: Hand, { firstError }: FailingRun): Promise<void> {
  for (let place = 1; place < firstError; place++) await hand.press("ArrowRight");
  await app.expectAt(firstError, await app.lineLength());
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
  // The list is walked at once, and Enter goes on with what is marked in it.
  const list = page.getByRole("listbox", { name: logs.list });
  await expect(list).toBeFocused();
  await expect(list.getByRole("option")).toHaveCount(RUNS);

  const hand = new Hand(app);
  const started = Date.now();
  for (const run of runs) {
    await hand.press(run === runs[0] ? "Enter" : "Shift+J");
    await expect(app.frames.first()).toHaveAccessibleName(new RegExp(`Problem, ${run.question.replace("?", "\\?")}`));
    await judge(app, hand, run);
  }
  expect(hand.keys / RUNS).toBeLessThanOrEqual(MOST_KEYS);
  expect(Date.now() - started).toBeLessThan(MOST_MILLIS);

  // What was said is kept with each run, and with the right step of it.
  for (const run of runs.toReversed()) {
    await expectFirstError(app, run.firstError);
    if (run !== runs[0]) await page.keyboard.press("Shift+K");
  }
});
