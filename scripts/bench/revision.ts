import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { type Measure, told } from "./measure";
import { withPage } from "./page";
import type { Context } from "./revision-page";

const ROUNDS = 40;
const ROOT = resolve(import.meta.dirname, "../..");
const PUBLIC = resolve(ROOT, "public");
const CONTEXTS: Readonly<Record<Context, string>> = {
  question: "a question",
  run: "a picture, a question and 200 words before it",
};

/**
 * How fast the built-in model writes on WASM in the page, this checkout's engine against that of another, each with its own
 * worker and runtime.
 *
 * @param other a checkout of this repository with its dependencies
 */
export async function measureRevision(other: string): Promise<Measure[]> {
  const speeds = await withEngine(other, (theirs) => withEngine(ROOT, (ours) => inTurns(ours, theirs)));
  return speeds.flatMap(({ context, ours, theirs }) => {
    const how = `the built-in model on WASM in headless Chromium after ${CONTEXTS[context]}, ninth decile of ${ROUNDS} rounds in turns`;
    const range = (all: readonly number[]): string =>
      `${how}, from ${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))} tokens/s`;
    return [
      told(`${context}: this engine`, fast(ours), "tokens/s", range(ours)),
      told(`${context}: the other`, fast(theirs), "tokens/s", range(theirs)),
      told(`${context}: this ÷ the other`, fast(ours) / fast(theirs), "ratio", how),
    ];
  });
}

interface Speeds {
  readonly context: Context;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** What else the machine does only ever slows a round down, so the fast ones tell more than the median does. */
const fast = (speeds: readonly number[]): number =>
  [...speeds].sort((a, b) => b - a)[Math.floor(speeds.length / 10)] ?? 0;

const withEngine = <T>(checkout: string, work: (page: Page) => Promise<T>): Promise<T> => {
  const alias = [{ find: /^\.\.\/\.\.\/src\/engine$/, replacement: resolve(checkout, "src/engine/index.ts") }];
  return withPage("revision.html", { publicDir: PUBLIC, resolve: { alias } }, async (browser, url) => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.evaluate(() => window.loadModel());
    return work(page);
  });
};

/** In turns, so that a busy moment does not fall on one engine alone; the first round warms up. */
async function inTurns(ours: Page, theirs: Page): Promise<Speeds[]> {
  const all: Speeds[] = [];
  for (const context of Object.keys(CONTEXTS) as Context[]) {
    const speeds: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [side, page] of [
        ["ours", ours],
        ["theirs", theirs],
      ] as const) {
        const speed = await page.evaluate(([asked, seed]) => window.measureRound(asked, seed), [
          context,
          round,
        ] as const);
        if (round > 0) speeds[side].push(speed);
      }
    }
    all.push({ context, ...speeds });
  }
  return all;
}
