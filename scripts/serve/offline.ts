import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { build, type Plugin } from "vite";
import type { Built } from "../../src/offline";

const ENTRY = resolve(import.meta.dirname, "../../src/offline/serviceWorker.ts");
const WORKER = "sw.js";

/**
 * Whether a file is fetched as soon as the page has settled: the page with all its panels, in both languages, and the
 * recorded samples. Models, the runtime that they need and the pieces of the Chinese font are kept when they are first used.
 */
export const isFirst = (path: string): boolean =>
  path === "index.html" ||
  path === "manifest.webmanifest" ||
  /^(?:icons|samples)\//.test(path) ||
  (/^assets\/.*\.(?:js|css)$/.test(path) && !/^assets\/ort\W/.test(path));

/** Every file of a built page with its hash, but the service worker itself. */
export function builtFiles(folder: string): Built {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => path !== WORKER)
    .sort();
  const hash = (path: string): string =>
    createHash("sha256")
      .update(readFileSync(join(folder, path)))
      .digest("hex");
  return { files: Object.fromEntries(paths.map((path) => [path, hash(path)])), first: paths.filter(isFirst) };
}

/** Builds the service worker once all files of the page are there, with their list in it. */
export const offline = (): Plugin => ({
  name: "offline",
  apply: "build",
  writeBundle: {
    // After the models were sealed, which writes files too.
    order: "post",
    sequential: true,
    async handler({ dir = "" }) {
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        define: { BUILT: JSON.stringify(builtFiles(dir)) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: "es2023",
          lib: { entry: ENTRY, formats: ["iife"], name: "offline", fileName: () => WORKER },
        },
      });
    },
  },
});
