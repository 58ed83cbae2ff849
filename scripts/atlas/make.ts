// Makes src/gym/things/sprites.data.ts: npx tsx scripts/atlas/make.ts path/to/icons.json
//
// The file named is `icons.json` of the npm package @iconify-json/fluent-emoji-flat, version 1.2.6: Microsoft's Fluent
// UI Emoji, under the MIT licence, whose notice stands in src/gym/things/LICENSE. `npm pack` brings the package.
// The linter then formats the new file: npm run format.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { THINGS } from "../../src/gym/things/names";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";
import { ROOT } from "../serve/build";
import { iconOf } from "./icons";
import { packSprite } from "./pack";
import { renderIcon } from "./render";

const [path] = process.argv.slice(2);
if (!path) throw new Error("say where icons.json of the icon set is");
// As the format of the icon set has it; a set of another shape fails below, at the first icon.
const { icons } = JSON.parse(readFileSync(path, "utf8")) as { icons: Record<string, { body: string } | undefined> };

const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
const page = await browser.newPage();
const lines: string[] = [];
for (const thing of THINGS) {
  const icon = icons[iconOf(thing)];
  if (!icon) throw new Error(`the set has no icon ${iconOf(thing)}`);
  lines.push(`  ${thing}: "${packSprite(await renderIcon(page, icon.body))}",`);
}
await browser.close();

const header = [
  "// Made by scripts/atlas/make.ts from Fluent UI Emoji, copyright Microsoft, MIT; see LICENSE beside this file.",
  'import type { Thing } from "./names";',
  "",
  "export const SPRITES: Readonly<Record<Thing, string>> = {",
];
writeFileSync(join(ROOT, "src/gym/things/sprites.data.ts"), [...header, ...lines, "};", ""].join("\n"));
