// Takes the readme's pictures from the real page: npx tsx scripts/screenshot.ts.
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "@playwright/test";
import { failingLog } from "../e2e/fixtures/failing";
import { en } from "../src/app/words/en";
import { findOrInstallBrowser } from "./browser/find";
import { QUIET_FLAGS } from "./browser/flags";
import { buildIfStale, DIST, ROOT } from "./serve/build";
import { serveFolder } from "./serve/folder";
import { freePort, listenNear } from "./serve/listen";

const WINDOW = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };

await buildIfStale();
const { server, port } = await listenNear(serveFolder(DIST), await freePort());
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
await taken(browser, "screenshot.png", branched);
await taken(browser, "review.png", judged);
await browser.close();
server.close();

async function taken(browser: Browser, name: string, show: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage(WINDOW);
  await show(page);
  // What moves has come to rest by then.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(ROOT, "docs", name) });
  await page.close();
}

function frame(page: Page, name: string): Locator {
  return page.getByRole("option", { name: new RegExp(`^Step \\d+ of \\d+: ${name}`) }).first();
}

/** A branch by hand beside the model's own crop, and the model's words after it, so that both sorts of mark show. */
async function branched(page: Page): Promise<void> {
  // The sample in which the model looks by itself.
  await page.goto(`http://localhost:${port}/?sample=find`);
  await page.locator("[data-stage][data-camera]").waitFor();
  await frame(page, en.actions.zoom).click();
  const left = page.getByLabel(en.step.fields.left);
  await left.fill(String(Number(await left.inputValue()) - 6));
  await left.press("Enter");
  await page.getByTestId("sibling-place").getByText("2/2").waitFor();
  await page.keyboard.press("Control+Enter");
  await frame(page, en.kinds.answer).waitFor({ timeout: 120_000 });
  await frame(page, en.actions.zoom).click();
}

/** Some of ten failing runs judged: where each went wrong first, the kind of failure, and what it caused. */
async function judged(page: Page): Promise<void> {
  await page.goto(`http://localhost:${port}/?sample=find`);
  await page.locator("[data-stage][data-camera]").waitFor();
  await frame(page, en.kinds.problem).waitFor();
  const { runs, files } = await failingLog(10);
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);
  await page.getByRole("searchbox").waitFor();
  for (const [i, { firstError }] of runs.slice(0, 4).entries()) {
    await page.keyboard.press(i === 0 ? "Enter" : "Shift+J");
    await page.getByRole("option", { name: /^Step 1 of / }).waitFor();
    await page.waitForTimeout(500);
    for (let place = 1; place < firstError; place++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("e");
    await page.waitForTimeout(300);
  }
  await page.getByTestId("drag-hint").getByRole("button").click();
  await page.getByRole("button", { name: en.banners.dismiss }).click();
  // What the wrong crop caused: from the crop, the first error, to the answer.
  await page.keyboard.press("y");
  await page.keyboard.press("End");
  await page.keyboard.press("y");
  await page.keyboard.press("2");
  await frame(page, en.actions.zoom).click();
  await page.keyboard.press("f");
  await page.keyboard.type("locali");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}
