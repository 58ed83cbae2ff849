import { resolve } from "node:path";
import type { Build } from "./builds-page";
import { type Measure, told } from "./measure";
import { withPage } from "./page";

const BUILDS: readonly Build[] = ["plain", "jspi", "asyncify"];
const ROUNDS = 40;
const PUBLIC = resolve(import.meta.dirname, "../../public");

/** How fast the built-in model writes on WASM in the page, with each build of the runtime. */
export async function measureBuilds(): Promise<Measure[]> {
  const speeds = await withPage("builds.html", { publicDir: PUBLIC }, async (browser, url) => {
    const page = await browser.newPage();
    await page.goto(url);
    return page.evaluate((rounds) => window.measureBuilds(rounds), ROUNDS);
  });
  // What else the machine does only ever slows a round down, so the fast ones tell more than the median does.
  const fast = (build: Build): number => [...speeds[build]].sort((a, b) => b - a)[Math.floor(ROUNDS / 10)] ?? 0;
  return BUILDS.flatMap((build) => {
    const range = `from ${Math.round(Math.min(...speeds[build]))} to ${Math.round(Math.max(...speeds[build]))}`;
    const how = `the built-in model on WASM in headless Chromium, 1 thread, ninth decile of ${ROUNDS} rounds in turns, ${range} tokens/s`;
    return [
      told(`${build} build`, fast(build), "tokens/s", how),
      told(`${build} build ÷ asyncify build`, fast(build) / fast("asyncify"), "ratio", how),
    ];
  });
}
