import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type FileChooser, type Page } from "@playwright/test";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";
import { type LongestTask, longestTaskOf } from "../browser/tasks";
import { DIST } from "../serve/build";
import { serveFolder } from "../serve/folder";
import { listenNear } from "../serve/listen";
import { writeLogFile } from "./logFile";

export interface LogCost {
  readonly bytes: number;
  readonly listedMillis: number;
  /** From the last key of a search to the rows that fit. */
  readonly foundMillis: number;
  /** From handing the file over to the last row. */
  readonly longest: LongestTask;
  /** Of the page and its worker together, once the log is listed. */
  readonly heapBytes: number;
}

const RUNS = 100_000;
const LINE_BYTES = 2050;

/** Opens a log of 200 MB in the built page, walks its list, searches it and opens a run from near its end. */
export async function benchLogs(): Promise<LogCost> {
  const folder = mkdtempSync(join(tmpdir(), "log-bench-"));
  const { server, port } = await listenNear(serveFolder(DIST), 4400);
  // Without the flag memory is only measured when the browser next cleans up by itself.
  const args = [...QUIET_FLAGS, "--enable-blink-features=ForceEagerMeasureMemory"];
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args });
  try {
    const path = join(folder, "runs.jsonl");
    const bytes = writeLogFile(path, RUNS, LINE_BYTES);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    // Listened for from the start: Chromium is told to give choosers to Playwright a moment after that asks for them.
    const chooser = page.waitForEvent("filechooser");
    await page.goto(`http://localhost:${port}/`);
    await page.locator("[data-stage][data-camera]").waitFor();
    await page.keyboard.press("Control+o");
    return { bytes, ...(await measure(browser, page, await chooser, path)) };
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  browser: Browser,
  page: Page,
  given: FileChooser,
  path: string,
): Promise<Omit<LogCost, "bytes">> {
  let [listedMillis, foundMillis] = [0, 0];
  const longest = await longestTaskOf(browser, page, async () => {
    const start = performance.now();
    await given.setFiles(path);
    const list = page.getByRole("listbox", { name: "Runs" });
    await list.waitFor({ timeout: 500_000 });
    listedMillis = performance.now() - start;
    await list.focus();
    for (const key of ["End", "Home", "PageDown", "PageDown"]) await page.keyboard.press(key);
    await page.getByRole("searchbox").fill("sign 99000 ");
    const asked = performance.now();
    await list.getByRole("option", { name: /What does sign 99000 say/ }).waitFor();
    foundMillis = performance.now() - asked;
  });
  const heapBytes = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
  return { listedMillis, foundMillis, longest, heapBytes };
}

declare global {
  interface Performance {
    measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
  }
}
