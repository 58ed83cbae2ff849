import { existsSync, readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** Most bytes that the largest of the browser's page processes ever had in memory; null where the system does not say. */
export async function peakBytesOf(browser: Browser | null): Promise<number | null> {
  if (browser === null || !existsSync("/proc/self/status")) return null;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => peakOf(id));
  return Math.max(...pages);
}

function peakOf(process: number): number {
  const status = readFileSync(`/proc/${process}/status`, "utf8");
  return 1024 * Number(status.match(/^VmHWM:\s+(\d+)/m)?.[1] ?? 0);
}
