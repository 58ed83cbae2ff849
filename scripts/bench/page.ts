import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { build, type InlineConfig, preview } from "vite";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";

const ROOT = { root: import.meta.dirname, configFile: false, logLevel: "error" } as const;

/** Builds one page of this folder as an app would be built. */
export const buildPage = (name: string, outDir: string, config: PageConfig): Promise<unknown> =>
  build({
    ...ROOT,
    ...config,
    worker: { format: "es" },
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2023",
      rollupOptions: { input: join(import.meta.dirname, name) },
    },
  });

type PageConfig = Pick<InlineConfig, "plugins" | "publicDir" | "resolve">;

/** Builds one page and does something with it in Chromium. */
export async function withPage<T>(
  name: string,
  config: PageConfig,
  work: (browser: Browser, url: string) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), "sightline-bench-"));
  try {
    await buildPage(name, outDir, config);
    const server = await preview({ ...ROOT, ...config, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
    try {
      const browser = await chromium.launch({
        executablePath: findOrInstallBrowser(),
        args: [...QUIET_FLAGS, ...flags],
      });
      try {
        return await work(browser, new URL(name, server.resolvedUrls?.local[0] ?? "").href);
      } finally {
        await browser.close();
      }
    } finally {
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
