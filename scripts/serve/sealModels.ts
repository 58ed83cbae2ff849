import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

const SEAL = "files.json";

/** A list of a model's files with sizes and SHA-256, by which the engine knows a file that was altered on the way. */
export function sealOf(folder: string): { readonly files: readonly { path: string; bytes: number; sha256: string }[] } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== SEAL)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return {
    files: paths.map((path) => {
      const bytes = readFileSync(path);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { path: relative(folder, path).split(sep).join("/"), bytes: bytes.length, sha256 };
    }),
  };
}

/** Seals every model that is built into the page. Made with the build, so that it can never be stale. */
export const sealModels = (): Plugin => ({
  name: "seal-models",
  apply: "build",
  writeBundle({ dir = "" }) {
    const models = join(dir, "models");
    for (const name of existsSync(models) ? readdirSync(models) : []) {
      writeFileSync(join(models, name, SEAL), JSON.stringify(sealOf(join(models, name))));
    }
  },
});
