import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./scripts/browser/find";
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from "./scripts/browser/flags";

const PORT = Number(process.env.SIGHTLINE_PORT ?? 4317);
const executablePath = findBrowser() ?? undefined;
const launchOptions = (flags: readonly string[]) => ({
  args: [...QUIET_FLAGS, ...flags],
  ...(executablePath ? { executablePath } : {}),
});

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // The model of the tests is real and the machine may be slow: patience, but an end.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Two cores are what the tests must do with, and each page runs a network of its own.
  workers: process.env.CI ? 1 : 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: ".cache/reports/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    baseURL: `http://localhost:${PORT}/`,
    // A recording is worth its disk only where something went wrong; video would need another download.
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    video: "off",
    locale: "en-GB",
  },
  projects: [
    // WebGPU is switched off outright, so that these run the same with and without a graphics card.
    { name: "wasm", use: { launchOptions: launchOptions(["--disable-features=WebGPU"]) } },
    {
      name: "webgpu",
      grep: /@webgpu/,
      // A GPU made of software is tens of times slower than WASM.
      timeout: 300_000,
      expect: { timeout: 120_000 },
      use: { launchOptions: launchOptions(SOFTWARE_WEBGPU_FLAGS) },
    },
  ],
  webServer: {
    command: `npx tsx scripts/start.ts --port ${PORT} --no-build`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
