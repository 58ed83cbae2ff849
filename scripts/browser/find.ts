import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

const APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The executable of a Chromium that is already on this machine, or null. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const asked = environment.SIGHTLINE_CHROMIUM;
  if (asked) {
    if (!isExecutable(asked)) throw new Error(`SIGHTLINE_CHROMIUM names no program: ${asked}`);
    return asked;
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const commands = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...commands, ...APPLICATIONS, chromium.executablePath()].find(isExecutable) ?? null;
}

/** Finds a browser, or installs one: Playwright's own, else Debian's where this is root. Throws with what to do. */
export function findOrInstallBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.error("No Chromium found; installing one for the tests.");
  return install() ?? fail();
}

function install(): string | null {
  if (succeeds("npx", ["playwright", "install", "chromium"])) {
    const own = findBrowser();
    if (own && starts(own)) return own;
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return null;
  succeeds("apt-get", ["update"]);
  succeeds("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  return findBrowser();
}

function fail(): never {
  throw new Error(
    [
      "No Chromium could be found or installed. Any one of these will do:",
      "  - set SIGHTLINE_CHROMIUM to the path of Chromium, Chrome or Edge",
      "  - npx playwright install --with-deps chromium",
      "  - apt-get install chromium (Debian), or your system's own package",
    ].join("\n"),
  );
}

/** A downloaded browser may lack libraries of the system; one that cannot say its version is of no use. */
const starts = (path: string): boolean => spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;

const succeeds = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
