import type { Browser, Page } from "@playwright/test";

/** The longest task of the pages' own threads while something was done. */
export interface LongestTask {
  /** By the clock: what else the machine does is in it. */
  readonly wallMillis: number;
  /** Of the thread itself: what the page costs, on a busy machine as on an idle one. */
  readonly threadMillis: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Does something while Chromium writes down every task of the page's thread. */
export async function longestTaskOf(browser: Browser, page: Page, work: () => Promise<void>): Promise<LongestTask> {
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const pages = traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const threads = new Set(pages.map(threadOf));
  const longest = { wallMillis: 0, threadMillis: 0 };
  for (const event of traceEvents) {
    if (!event.name.endsWith("RunTask") || !threads.has(threadOf(event))) continue;
    longest.wallMillis = Math.max(longest.wallMillis, (event.dur ?? 0) / 1000);
    longest.threadMillis = Math.max(longest.threadMillis, (event.tdur ?? 0) / 1000);
  }
  if (longest.threadMillis === 0) throw new Error("The browser wrote down no task of the page's thread");
  return longest;
}
