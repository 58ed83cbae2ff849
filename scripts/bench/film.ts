import type { FilmCost } from "./film-page";
import { withPage } from "./page";
import { peakBytesOf } from "./real-size/memory";

/** What films of a replay cost. */
export interface FilmCosts {
  readonly webm: FilmCost;
  readonly gif: FilmCost;
  /** Memory at its most while a film of three times the length was made, over that of the film; null where it is not told. */
  readonly growth: number | null;
}

const SECONDS = 20;

export async function benchFilm(): Promise<FilmCosts> {
  const webm = await measure("webm", SECONDS);
  const gif = await measure("gif", SECONDS);
  const long = await measure("webm", 3 * SECONDS);
  const growth = webm.peakBytes && long.peakBytes ? long.peakBytes / webm.peakBytes : null;
  return { webm: webm.cost, gif: gif.cost, growth };
}

interface Measured {
  readonly cost: FilmCost;
  readonly peakBytes: number | null;
}

/** In a browser of its own: memory is counted by process. */
const measure = (container: "webm" | "gif", seconds: number): Promise<Measured> =>
  withPage("film.html", {}, async (browser, url) => {
    const page = await browser.newPage();
    await page.goto(url);
    const cost = await page.evaluate(([kind, long]) => window.measureFilm(kind, long), [container, seconds] as const);
    if (!cost) throw new Error(`This browser makes no ${container}`);
    return { cost, peakBytes: await peakBytesOf(browser) };
  });
