import type { Browser } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { withPage } from "./page";

export interface StageCost {
  readonly marks: number;
  /** Median milliseconds of main thread a frame of panning and zooming, rasterising included. */
  readonly oursMillis: number;
  /** The same for a react-konva node a mark, with the viewport in React's state. */
  readonly naiveMillis: number;
  /** Ours over naive; smaller is better. */
  readonly ratio: number;
}

const COUNTS = [100, 1_000, 10_000];

/** Opens the benchmark page in Chromium and measures both stages in turn. */
export const benchStage = (): Promise<StageCost[]> => withPage("stage.html", { plugins: [react()] }, measureAll);

async function measureAll(browser: Browser, url: string): Promise<StageCost[]> {
  const costs: StageCost[] = [];
  for (const marks of COUNTS) {
    // A page of its own for each count: what one leaves behind must not slow the next.
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(url);
    const { oursMillis, naiveMillis } = await page.evaluate((count) => window.measureStage(count), marks);
    costs.push({ marks, oursMillis, naiveMillis, ratio: oursMillis / naiveMillis });
    await page.close();
  }
  return costs;
}
