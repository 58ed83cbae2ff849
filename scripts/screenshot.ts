// Takes the readme's picture from the real page: npx tsx scripts/screenshot.ts.
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { en } from "../src/app/words/en";
import { findOrInstallBrowser } from "./browser/find";
import { QUIET_FLAGS } from "./browser/flags";
import { buildIfStale, DIST, ROOT } from "./serve/build";
import { serveFolder } from "./serve/folder";
import { freePort, listenNear } from "./serve/listen";

await buildIfStale();
const { server, port } = await listenNear(serveFolder(DIST), await freePort());
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
await page.goto(`http://localhost:${port}/`);
await page.locator("[data-stage][data-camera]").waitFor();
// At the model's first look, in a branch of its own by hand, so that both sorts of mark and the tree show.
await page.getByRole("region", { name: en.strip.label }).getByText(en.actions.zoom, { exact: true }).first().click();
await page.waitForTimeout(1500);
await page.screenshot({ path: join(ROOT, "docs/screenshot.png") });
await browser.close();
server.close();
