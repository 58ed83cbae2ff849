import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { build, type InlineConfig, preview } from "vite";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";

/** Builds one page of this folder as an app would be built, and does something with it in Chromium. */
export async function withPage<T>(
  name: string,
  config: Pick<InlineConfig, "plugins" | "publicDir">,
  work: (browser: Browser, url: string) => Promise<T>,
): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), "sightline-bench-"));
  try {
    const shared = { root: import.meta.dirname, configFile: false, logLevel: "error", ...config } as const;
    const input = join(import.meta.dirname, name);
    await build({
      ...shared,
      worker: { format: "es" },
      build: { outDir, emptyOutDir: true, target: "es2023", rollupOptions: { input } },
    });
    const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
    try {
      const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
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
