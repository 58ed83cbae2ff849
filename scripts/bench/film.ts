import type { FilmCost } from "./film-page";
import { withPage } from "./page";

/** What films of a replay cost, of its length and of three times that. */
export interface FilmCosts {
  readonly webm: FilmCost;
  readonly gif: FilmCost;
  /** The heap at its most in a film of three times the length, over that of the shorter. */
  readonly growth: number;
}

const SECONDS = 20;

export const benchFilm = (): Promise<FilmCosts> =>
  withPage("film.html", {}, async (browser, url) => {
    const measure = async (container: "webm" | "gif", seconds: number): Promise<FilmCost> => {
      // A page of its own for each: what one leaves behind must not be counted with the next.
      const page = await browser.newPage();
      await page.goto(url);
      const cost = await page.evaluate(([kind, long]) => window.measureFilm(kind, long), [container, seconds] as const);
      await page.close();
      if (!cost) throw new Error(`This browser makes no ${container}`);
      return cost;
    };
    const [webm, gif] = [await measure("webm", SECONDS), await measure("gif", SECONDS)];
    const long = await measure("webm", 3 * SECONDS);
    return { webm, gif, growth: (long.heapBytes - long.bytes) / Math.max(webm.heapBytes - webm.bytes, 2 ** 20) };
  });
