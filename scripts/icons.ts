// Makes the icons that systems want as PNG from the one that is drawn: npx tsx scripts/icons.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findOrInstallBrowser } from "./browser/find";
import { QUIET_FLAGS } from "./browser/flags";
import { ROOT } from "./serve/build";

const ICONS = join(ROOT, "public/icons");
/** The ground of the icon, which has to fill what a system cuts into a shape of its own. */
const GROUND = "#1c1c1b";
/** `share` is how much of the side the icon has: a system may cut away all but the middle 80 % of a maskable one. */
const MADE = [
  { name: "icon-192", side: 192, share: 1, ground: "transparent" },
  { name: "icon-512", side: 512, share: 1, ground: "transparent" },
  { name: "touch-180", side: 180, share: 1, ground: GROUND },
  { name: "maskable-512", side: 512, share: 0.8, ground: GROUND },
] as const;

const svg = readFileSync(join(ICONS, "icon.svg")).toString("base64");
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
for (const { name, side, share, ground } of MADE) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(
    `<body style="margin: 0; display: grid; place-items: center; height: 100vh; background: ${ground}">
       <img src="data:image/svg+xml;base64,${svg}" width="${side * share}" height="${side * share}">
     </body>`,
  );
  await page.locator("img").evaluate((image: HTMLImageElement) => image.decode());
  await page.screenshot({ path: join(ICONS, `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
