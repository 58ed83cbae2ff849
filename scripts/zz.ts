import { chromium } from "@playwright/test";
import { writeLogFile } from "./bench/logFile";
import { findOrInstallBrowser } from "./browser/find";
import { QUIET_FLAGS } from "./browser/flags";
import { DIST } from "./serve/build";
import { serveFolder } from "./serve/folder";
import { freePort, listenNear } from "./serve/listen";

const OUT = "/tmp/w/runs-shots";

import { mkdirSync } from "node:fs";

mkdirSync(OUT, { recursive: true });
writeLogFile("/tmp/w/runs30.jsonl", 30, 1200);
const { server, port } = await listenNear(serveFolder(DIST), await freePort());
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
for (const [w, h, scheme, locale] of [
  [1440, 900, "light", "en-GB"],
  [1440, 900, "dark", "zh-CN"],
  [390, 844, "light", "en-GB"],
] as const) {
  const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, locale });
  const page = await context.newPage();
  page.on("pageerror", (e) => console.log("ERR", e.message));
  page.on("console", (m) => {
    if (m.type() === "error") console.log("console", m.text());
  });
  await page.goto(`http://localhost:${port}/`);
  await page.locator("[data-stage][data-camera]").waitFor();
  await page.waitForTimeout(500);
  const shot = async (n: string) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${OUT}/${w}-${scheme}-${n}.png` });
  };
  await shot("0first");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles("/tmp/w/runs30.jsonl");
  await page.getByRole("listbox").first().waitFor();
  await page.waitForTimeout(800);
  await shot("1list");
  await page.getByRole("option", { name: /sign 3 / }).click();
  await page.waitForTimeout(700);
  await page.keyboard.press("End");
  await page.keyboard.press("e");
  await page.keyboard.press("2");
  await page.waitForTimeout(1200);
  await shot("2judged");
  await page.locator(".question-row").click();
  if (w > 500) await page.locator(".runs-filters summary").click();
  await shot("3open");
  if (w > 500) {
    await page.locator(".runs-filters summary").click();
    await page.locator(".runs-sources .segment").last().click();
    await page.waitForTimeout(600);
    await shot("4kept");
  }
  await page.reload();
  await page.locator("[data-stage][data-camera]").waitFor();
  await page.waitForTimeout(800);
  await shot("5reload");
  await context.close();
}
await browser.close();
server.close();
