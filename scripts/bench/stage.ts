import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build, preview } from "vite";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";

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

/** Builds the benchmark page as an app would be built, opens it in Chromium and measures both stages in turn. */
export async function benchStage(): Promise<StageCost[]> {
  const outDir = mkdtempSync(join(tmpdir(), "stage-bench-"));
  try {
    const page = { root: import.meta.dirname, configFile: false, logLevel: "error" } as const;
    const input = join(import.meta.dirname, "stage.html");
    await build({ ...page, plugins: [react()], build: { outDir, emptyOutDir: true, rollupOptions: { input } } });
    const server = await preview({ ...page, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
    try {
      return await measureAll(new URL("stage.html", server.resolvedUrls?.local[0] ?? "").href);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function measureAll(url: string): Promise<StageCost[]> {
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
  try {
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
  } finally {
    await browser.close();
  }
}
