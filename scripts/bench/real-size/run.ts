import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { findOrInstallBrowser } from "../../browser/find";
import { QUIET_FLAGS } from "../../browser/flags";
import { buildPage } from "../page";
import { OWNER, serveHub } from "./hub";
import { peakBytesOf } from "./memory";
import { MODELS } from "./models";
import type { SideName } from "./page";
import type { LoadAsked, Loaded, Written } from "./sides";

/** A model and what is prescribed of it. */
export interface Setting {
  readonly model: string;
  readonly dtype: string | null;
  readonly threads: number | null;
}

/** One side's page, with a model in it. */
export interface Session {
  readonly loaded: Loaded;
  /** Of the page's process while it loaded; null where the system does not say. */
  readonly peakBytes: number | null;
  readonly page: Page;
  write(tokens: number): Promise<Written>;
}

export interface Stand {
  /** Opens a page, loads a model that the browser has kept, does the work, and closes the page. */
  withSide<T>(side: SideName, setting: Setting, work: (session: Session) => Promise<T>): Promise<T>;
  /** Of a page that has loaded nothing. */
  emptyBytes(): Promise<number | null>;
}

const PAGE = "real-size.html";

/** Where the browser keeps what a page stores: in a profile on the disk, as people have it, or in memory for one window. */
export type Window = "profile" | "private";

/**
 * A private window keeps files in the memory of a process of its own, which each read of a part has to ask: there a model
 * of 260 MB took twice to three times as long to load, which says nothing of the window that people open.
 */
export async function withStand<T>(work: (stand: Stand) => Promise<T>, window: Window = "profile"): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-real-size-"));
  await buildPage(PAGE, join(folder, "page"), { publicDir: false });
  const { server, port } = await serveHub(join(folder, "page"), MODELS);
  const { context, close } = await openWindow(window, join(folder, "profile"));
  try {
    return await work(standOf(context, `http://localhost:${port}`));
  } finally {
    await close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openWindow(window: Window, profile: string) {
  const options = { executablePath: findOrInstallBrowser(), args: QUIET_FLAGS };
  if (window === "profile") {
    const context = await chromium.launchPersistentContext(profile, options);
    return { context, close: () => context.close() };
  }
  const browser = await chromium.launch(options);
  return { context: await browser.newContext(), close: () => browser.close() };
}

function standOf(context: BrowserContext, origin: string): Stand {
  let picture = 100;
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${origin}/${PAGE}`);
    return page;
  };
  const visited = new Set<string>();
  const load = async (side: SideName, asked: LoadAsked): Promise<{ page: Page; loaded: Loaded }> => {
    const page = await open();
    const loaded = await page.evaluate(([name, what]) => window.bench.load(name, what), [side, asked] as const);
    return { page, loaded };
  };
  return {
    async withSide(side, { model, dtype, threads }, job) {
      const asked: LoadAsked = { hubUrl: origin, repo: `${OWNER}/${model}`, backend: "wasm", dtype, threads };
      const name = JSON.stringify([side, model, dtype]);
      // The first visit fetches; what is measured is every later one.
      if (!visited.has(name)) await (await load(side, asked)).page.close();
      visited.add(name);
      const { page, loaded } = await load(side, asked);
      try {
        const write = (tokens: number): Promise<Written> =>
          page.evaluate(([seed, count]) => window.bench.write(seed, count), [picture++, tokens] as const);
        return await job({ loaded, peakBytes: await peakBytesOf(context.browser()), page, write });
      } finally {
        await page.close();
      }
    },
    async emptyBytes() {
      const page = await open();
      const bytes = await peakBytesOf(context.browser());
      await page.close();
      return bytes;
    },
  };
}
