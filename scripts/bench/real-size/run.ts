import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
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

export async function withStand<T>(work: (stand: Stand) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-real-size-"));
  await buildPage(PAGE, folder, { publicDir: false });
  const { server, port } = await serveHub(folder, MODELS);
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
  try {
    return await work(standOf(browser, await browser.newContext(), `http://localhost:${port}`));
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function standOf(browser: Browser, context: BrowserContext, origin: string): Stand {
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
        return await job({ loaded, peakBytes: await peakBytesOf(browser), page, write });
      } finally {
        await page.close();
      }
    },
    async emptyBytes() {
      const page = await open();
      const bytes = await peakBytesOf(browser);
      await page.close();
      return bytes;
    },
  };
}
