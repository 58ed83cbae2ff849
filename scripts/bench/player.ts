// What a reader waits for who opens a trace in another page: the player, and its first picture.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "@playwright/test";
import { must } from "../../src/base";
import { printLink } from "../../src/sharing";
import { packTrace } from "../../src/storage";
import { isKept, parseTrace } from "../../src/trace";
import { findOrInstallBrowser } from "../browser/find";
import { QUIET_FLAGS } from "../browser/flags";
import { DIST, ROOT } from "../serve/build";
import { serveFolder } from "../serve/folder";
import { freePort, listenNear } from "../serve/listen";

export interface PlayerCosts {
  /** Of its one script, styles and words among it. */
  readonly gzipBytes: number;
  /** From the frame in the page to a first picture in it, the median of several browsers' first visits. */
  readonly firstPictureMillis: number;
}

const VISITS = 7;

export async function benchPlayer(): Promise<PlayerCosts> {
  const gzipBytes = gzipSync(readFileSync(join(DIST, "player.js")), { level: 9 }).length;
  const { server, port } = await listenNear(serveFolder(DIST), await freePort());
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: QUIET_FLAGS });
  try {
    const link = await sampleLink(`http://localhost:${port}/embed.html`);
    const visits: number[] = [];
    for (let i = 0; i < VISITS; i++) visits.push(await firstPicture(browser, link));
    return { gzipBytes, firstPictureMillis: visits.sort((a, b) => a - b)[VISITS >> 1] ?? Number.NaN };
  } finally {
    await browser.close();
    server.close();
  }
}

/** A sample with its picture, whole in an address. */
async function sampleLink(player: string): Promise<string> {
  const file = (name: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(readFileSync(join(ROOT, "public/samples", name)));
  const trace = must(parseTrace(JSON.parse(new TextDecoder().decode(file("find.json")))));
  const kept = [...trace.images.values()].filter(isKept).map(({ id }) => id);
  const pack = must(await packTrace(trace, async (id) => (id === kept[0] ? file("find.png") : null)));
  return printLink(player, new Uint8Array(await pack.arrayBuffer()));
}

/** In a context of its own, which has nothing of the page from before. */
async function firstPicture(browser: Browser, link: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.route("**/host.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Host</title>" }),
  );
  await page.goto(new URL("host.html", link).href);
  const millis = await page.evaluate(
    (src) =>
      new Promise<number>((resolve, reject) => {
        const start = performance.now();
        addEventListener("message", ({ data }) => {
          if (data?.event === "failed") reject(new Error(`The player failed: ${data.code}`));
          else if (data?.event === "ready") requestAnimationFrame(() => resolve(performance.now() - start));
        });
        const frame = document.createElement("iframe");
        frame.width = "1280";
        frame.height = "720";
        frame.src = src;
        document.body.append(frame);
      }),
    link,
  );
  await context.close();
  return millis;
}
