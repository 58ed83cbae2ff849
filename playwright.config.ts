import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./scripts/browser/find";
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS, WASM_FLAGS } from "./scripts/browser/flags";

const PORT = Number(process.env.SIGHTLINE_PORT ?? 4317);
const executablePath = findBrowser() ?? undefined;
/** Longer than any journey takes on any machine: what ends one is that nothing moves, as e2e/fixtures/test.ts sees it. */
const ABSURD_MILLIS = 2 * 3_600_000;

const launchOptions = (flags: readonly string[]) => ({
  args: [...QUIET_FLAGS, ...flags],
  timeout: ABSURD_MILLIS,
  ...(executablePath ? { executablePath } : {}),
});

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  timeout: ABSURD_MILLIS,
  // No wait has an end of its own.
  expect: { timeout: 0 },
  // Two cores are what the tests must do with. A journey often waits, for a page or for a key, while another computes.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: ".cache/reports/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    baseURL: `http://localhost:${PORT}/`,
    actionTimeout: 0,
    // Kept only where something went wrong: the document at each action, and the page as it was at the end. A film of
    // every page takes more of two cores than the journeys do: one that runs the model took 55 s with it, 28 s without.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true },
    screenshot: "only-on-failure",
    video: "off",
    locale: "en-GB",
  },
  projects: [
    {
      name: "wasm",
      testIgnore: "webgpu.spec.ts",
      use: { launchOptions: launchOptions(WASM_FLAGS) },
    },
    {
      name: "webgpu",
      // A graphics device made of software is tens of times slower than WASM: here is only what it alone can get wrong.
      grep: /@webgpu/,
      use: { launchOptions: launchOptions(SOFTWARE_WEBGPU_FLAGS) },
    },
  ],
  webServer: {
    command: `npx tsx scripts/start.ts --port ${PORT} --no-build`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    timeout: ABSURD_MILLIS,
  },
});
