import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { buildPlayer } from "./scripts/player/plugin.ts";
import { contentPolicy } from "./scripts/serve/contentPolicy.ts";
import { offline } from "./scripts/serve/offline.ts";
import { sandboxPrograms } from "./scripts/serve/sandboxPrograms.ts";
import { sealModels } from "./scripts/serve/sealModels.ts";

// Cross-origin isolation gives WASM its threads. `credentialless` lets the Hub's files in without their consent headers.
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "credentialless",
};

/** What properties draw from, as `PROPERTY_SEED` or the commit says; by chance where there is neither. */
function propertySeed(): string {
  const { PROPERTY_SEED } = process.env;
  if (PROPERTY_SEED) return PROPERTY_SEED;
  try {
    const commit = execFileSync("git", ["rev-parse", "--short=8", "HEAD"], { encoding: "utf8", stdio: "pipe" });
    return String(Number.parseInt(commit.slice(0, 7), 16));
  } catch {
    return "";
  }
}

export default defineConfig({
  // Relative, so that the built page works from any folder of any host.
  base: "./",
  // What is kept offline is known by its bytes, so that goes last.
  plugins: [react(), buildPlayer(), sealModels(), sandboxPrograms(), contentPolicy(), offline()],
  worker: { format: "es" },
  // Found late, inside the worker; without this hint the dev server reloads the page once in the middle of a load.
  optimizeDeps: { include: ["onnxruntime-web/wasm", "onnxruntime-web/jspi", "onnxruntime-web/webgpu"] },
  build: {
    target: "es2023",
    chunkSizeWarningLimit: 1000,
    // All that the first load needs is one chunk, with its dependencies: cut where later chunks share a part of it, it
    // came in fifty pieces, which pack worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "shell", test: /\/src\/main\.tsx$/ }] } },
    },
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "training/**/*.test.ts", "e2e/**/*.test.ts"],
    alias: [
      { find: /^fast-check$/, replacement: fileURLToPath(new URL("scripts/testing/properties.ts", import.meta.url)) },
    ],
    env: { PROPERTY_SEED: propertySeed() },
    // Test files share the modules that they import (decision 80): taking each one's graph in anew was most of the time.
    isolate: false,
    unstubGlobals: true,
    restoreMocks: true,
    // One core is left idle otherwise, which of two is half of the machine.
    maxWorkers: "100%",
    // Only against a test that hangs: how long one takes says how busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The second is for CI, which counts.
    reporters: ["default", "json"],
    outputFile: { json: ".cache/reports/unit.json" },
  },
});
