// npm run e2e: the journeys in a real Chromium, on the built page. Arguments go on to `playwright test`.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findOrInstallBrowser } from "./browser/find";
import { buildIfStale } from "./serve/build";
import { freePort } from "./serve/listen";

const browser = findOrInstallBrowser();
await buildIfStale();
const require = createRequire(import.meta.url);
const playwright = join(dirname(require.resolve("@playwright/test/package.json")), "cli.js");
const { status } = spawnSync(process.execPath, [playwright, "test", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, SIGHTLINE_CHROMIUM: browser, SIGHTLINE_PORT: String(await freePort()) },
});
process.exitCode = status ?? 1;
