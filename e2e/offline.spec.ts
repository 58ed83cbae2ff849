// Journey: the page is visited once, then the network is gone; a new version comes and is taken when the person says so.
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { DIST } from "../scripts/serve/build";
import { serveFolder } from "../scripts/serve/folder";
import { freePort, listenNear } from "../scripts/serve/listen";
import { FILM_WORDS } from "../src/app/words/film";
import { type App, test as base, en, expect } from "./fixtures/app";
import { RED_SQUARE_PNG } from "./fixtures/files";

interface Site {
  /** A copy of the built page, to be changed. */
  readonly folder: string;
  readonly address: string;
  stop(): Promise<void>;
}

/** What the server never answers. */
const UNANSWERED = "unanswered.txt";

/** A server of its own, so that it can be stopped. */
const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off the pattern
  site: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-offline-"));
    cpSync(DIST, folder, { recursive: true });
    const serve = serveFolder(folder);
    const { server, port } = await listenNear(
      (request, response) => {
        if (!request.url?.endsWith(UNANSWERED)) serve(request, response);
      },
      await freePort(),
    );
    await use({ folder, address: `http://localhost:${port}/?offline`, stop: () => stop(server) });
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  },
});

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Opens the page, and waits until it is kept and served from there. */
async function visit(app: App, page: Page, { address }: Site): Promise<void> {
  await page.goto(address);
  await expect(app.frames.first()).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
}

test("runs with the server gone, model and panels and all, once it was used", async ({ app, page, site }) => {
  await visit(app, page, site);
  await app.openGym("find", 4);
  await app.run();
  await site.stop();
  await page.goto(site.address);
  await expect(app.frames.first()).toBeVisible();
  await app.openGym("find", 5);
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  await page.keyboard.press("Shift+v");
  await expect(page.getByRole("dialog", { name: FILM_WORDS.en.title })).toBeVisible();
});

/** Puts another version of the page on the server, and waits until it is announced. */
async function announced(page: Page, { folder }: Site): Promise<Locator> {
  const news = page.getByText(en.banners.update);
  await expect(news).toBeHidden();
  appendFileSync(join(folder, "sw.js"), "// Another build.\n");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(news).toBeVisible();
  return news;
}

test("announces a new version, and takes it when the person says so", async ({ app, page, site }) => {
  await visit(app, page, site);
  const news = await announced(page, site);
  // The page is as it was until then.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await app.expectAt(2, await app.lineLength());
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: en.banners.takeUpdate, exact: true }).click();
  await reloaded;
  await expect(app.frames.first()).toBeVisible();
  await expect(news).toBeHidden();
});

test("takes a new version while the old one waits for an answer that never comes", async ({ app, page, site }) => {
  await visit(app, page, site);
  const news = await announced(page, site);
  await page.evaluate((path) => void fetch(path).catch(() => undefined), UNANSWERED);
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: en.banners.takeUpdate, exact: true }).click();
  await reloaded;
  await expect(app.frames.first()).toBeVisible();
  await expect(news).toBeHidden();
});

test("takes a picture that is shared with it, and a file that is opened with it", async ({ app, page, site }) => {
  // Only a system that has installed the page fills the queue of what is opened with it.
  await page.addInitScript(() => {
    const launchQueue = { setConsumer: (take: unknown) => Reflect.set(window, "takeLaunched", take) };
    Object.defineProperty(window, "launchQueue", { value: launchQueue });
  });
  await visit(app, page, site);
  // As the share sheet of a system posts it, from outside the page and its policy.
  writeFileSync(join(site.folder, "sheet.html"), "<!doctype html><title>Share</title>");
  await page.goto(new URL("sheet.html", site.address).href);
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "square.png", { type: "image/png" }));
    const form = document.createElement("form");
    Object.assign(form, { method: "post", enctype: "multipart/form-data", action: "./share" });
    form.append(Object.assign(document.createElement("input"), { type: "file", name: "files", files: files.files }));
    document.body.append(form);
    form.submit();
  }, RED_SQUARE_PNG.buffer.toString("base64"));
  const dialog = page.getByRole("dialog", { name: en.problem.title });
  await expect(dialog.getByLabel(en.problem.question)).toBeVisible();
  await expect(page).not.toHaveURL(/shared/);

  await page.keyboard.press("Escape");
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const take: unknown = Reflect.get(window, "takeLaunched");
    if (typeof take !== "function") throw new Error("Nobody takes what is opened with the page");
    await take({ files: [{ getFile: async () => new File([bytes], "opened.png", { type: "image/png" }) }] });
  }, RED_SQUARE_PNG.buffer.toString("base64"));
  await expect(dialog.getByText(en.problem.chosen("opened.png"))).toBeVisible();
});
