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
// The sample in which the model looks by itself.
await page.goto(`http://localhost:${port}/?sample=find`);
await page.locator("[data-stage][data-camera]").waitFor();
const frame = (name: string) => page.getByRole("option", { name: new RegExp(`^Step \\d+ of \\d+: ${name}`) }).first();
// A branch by hand beside the model's own crop, and the model's words after it, so that both sorts of mark show.
await frame(en.actions.zoom).click();
const left = page.getByLabel(en.step.fields.left);
await left.fill(String(Number(await left.inputValue()) - 6));
await left.press("Enter");
await page.getByTestId("sibling-place").getByText("2/2").waitFor();
await page.keyboard.press("Control+Enter");
await frame(en.kinds.answer).waitFor({ timeout: 120_000 });
await frame(en.actions.zoom).click();
await page.waitForTimeout(1500);
await page.screenshot({ path: join(ROOT, "docs/screenshot.png") });
await browser.close();
server.close();
