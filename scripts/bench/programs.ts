import { type Browser, chromium, type Page } from "@playwright/test";
import * as z from "zod/mini";
import { FLYWHEEL_WORDS } from "../../src/app/words/flywheel";
import { MODULE_WORDS } from "../../src/app/words/modules";
import { programs as words } from "../../src/app/words/programs/en";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";
import { DIST } from "../serve/build";
import { serveFolder } from "../serve/folder";
import { freePort, listenNear } from "../serve/listen";

export interface ProgramFigures {
  /** The sample of VisProg from its first line on, the networks loaded, by the clock. */
  readonly sampleMillis: number;
  /** The longest task of the page's own thread, in the thread's time, while hostile programs run. */
  readonly hostileMillis: number;
  /** The same while problems are made and checked. */
  readonly makingMillis: number;
}

/** Runs the sample, programs that mean no good, and the making of problems in the built page in headless Chromium. */
export async function benchPrograms(): Promise<ProgramFigures> {
  const { server, port } = await listenNear(serveFolder(DIST), await freePort());
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
  try {
    const url = `http://localhost:${port}/`;
    return {
      sampleMillis: await timeSample(browser, url),
      hostileMillis: await longestTask(browser, `${url}?sample=photograph`, runHostile),
      makingMillis: await longestTask(browser, `${url}?sample=find`, makeProblems),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

const opened = async (browser: Browser, url: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(url);
  await page.locator("[data-stage][data-camera]").waitFor();
  return page;
};

/** The first run fetches the networks; the median of three that follow counts. */
async function timeSample(browser: Browser, url: string): Promise<number> {
  const page = await opened(browser, `${url}?sample=program`);
  await page.keyboard.press("Shift+M");
  const again = page.getByRole("button", { name: MODULE_WORDS.en.runFrom(1) });
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    await again.waitFor();
    await again.focus();
    // Functions that have a name are not to be handed over: the loader of these scripts wraps them.
    const millis = await again.evaluate(async (button: HTMLButtonElement) => {
      const began = performance.now();
      button.click();
      await new Promise(requestAnimationFrame);
      // Busy, the buttons that run lines are disabled.
      while (button.isConnected && button.disabled) await new Promise(requestAnimationFrame);
      return performance.now() - began;
    });
    times.push(millis);
  }
  await page.context().close();
  return times.slice(1).sort((a, b) => a - b)[1] ?? 0;
}

const HOSTILE = [
  "while True: print('x' * 1000)",
  "while True: display(image_1)",
  "held = [0]\nwhile True: held += held",
  "from PIL import Image\nImage.new('RGB', (60000, 60000))",
  "image_1.resize((6000, 6000))",
] as const;

async function runHostile(page: Page): Promise<void> {
  for (const [at, program] of HOSTILE.entries()) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(words.write);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: words.write });
    // The segments of a choice lie over its radio buttons.
    await dialog.getByRole("radio", { name: words.languages.python, exact: true }).check({ force: true });
    await dialog.getByRole("textbox").fill(program);
    await dialog.getByRole("button", { name: at === 0 ? words.allowAndRun : words.writeAndRun }).click();
    // It is running by the time that its dialog is gone.
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: words.stop, exact: true }).waitFor({ state: "hidden", timeout: 60_000 });
    await page.waitForTimeout(500);
  }
}

async function makeProblems(page: Page): Promise<void> {
  const made = FLYWHEEL_WORDS.en;
  await page.keyboard.press("Control+k");
  await page.keyboard.type(made.title);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: made.title });
  await dialog.getByLabel(made.pictures).fill("20");
  await dialog.getByRole("button", { name: made.start, exact: true }).click();
  await dialog.getByRole("button", { name: made.exportAll }).waitFor({ timeout: 120_000 });
}

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.optional(z.number()),
      args: z.optional(z.unknown()),
    }),
  ),
});
const startedSchema = z.object({
  data: z.object({ frames: z.array(z.object({ url: z.string(), processId: z.optional(z.number()) })) }),
});
const threadSchema = z.object({ name: z.string() });

/** By the thread's own time: what other processes take of the machine counts for nothing. */
async function longestTask(browser: Browser, url: string, work: (page: Page) => Promise<void>): Promise<number> {
  const page = await opened(browser, url);
  const categories = ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"];
  await browser.startTracing(page, { categories });
  await work(page);
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString()));
  await page.context().close();
  const frames = traceEvents.flatMap(({ name, args }) => {
    const started = name === "TracingStartedInBrowser" ? startedSchema.safeParse(args) : null;
    return started?.success ? started.data.data.frames : [];
  });
  const own = frames.find((frame) => frame.url.startsWith(url.split("?")[0] ?? ""))?.processId;
  const main = traceEvents.find(
    ({ name, pid, args }) =>
      name === "thread_name" && pid === own && threadSchema.safeParse(args).data?.name === "CrRendererMain",
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith("RunTask") && pid === own && tid === main?.tid,
  );
  if (tasks.length === 0) throw new Error("The trace has no tasks of the page");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
