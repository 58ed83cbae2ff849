import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "vite";

export const ROOT = resolve(import.meta.dirname, "../..");
export const DIST = join(ROOT, "dist");

const SOURCES = ["src", "public", "index.html", "embed.html", "vite.config.ts", "package-lock.json"];

/** Builds the page, unless the last build is younger than everything it is made of. */
export async function buildIfStale(): Promise<"built" | "fresh"> {
  const builtMillis = millisOf(join(DIST, "index.html"));
  if (builtMillis > Math.max(...SOURCES.map((source) => newestMillis(join(ROOT, source))))) return "fresh";
  await build({ root: ROOT, logLevel: "warn" });
  return "built";
}

/** When the youngest file of a folder was last changed; tests do not count, for they are not in the page. */
function newestMillis(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return millisOf(path);
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) => !file.includes(".test."));
  return Math.max(0, ...files.map((file) => millisOf(join(path, file))));
}

const millisOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
