// Journey: a sample becomes a film, which is opened again and looked at; another is stopped half-way.
import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { FILM_WORDS } from "../src/app/words/film";
import { expect, test } from "./fixtures/app";

const words = FILM_WORDS.en;

async function filmDialog(page: Page): Promise<Locator> {
  await page.keyboard.press("Shift+v");
  const dialog = page.getByRole("dialog", { name: words.title, exact: true });
  await expect(dialog.getByTestId("film-facts")).toBeVisible();
  return dialog;
}

const choose = (dialog: Locator, name: string | RegExp): Promise<void> =>
  dialog.getByRole("radio", { name, exact: typeof name === "string" }).check();

/** "0:12 · 353 frames · 1280 × 720", as numbers. */
async function factsIn(dialog: Locator) {
  const text = (await dialog.getByTestId("film-facts").textContent()) ?? "";
  const [, minutes, seconds, frames, width, height] = /(\d+):(\d+) · ([\d,]+) frames? · (\d+) × (\d+)/.exec(text) ?? [];
  return {
    seconds: Number(minutes) * 60 + Number(seconds),
    frames: Number(frames?.replaceAll(",", "")),
    width: Number(width),
    height: Number(height),
  };
}

async function made(page: Page, dialog: Locator): Promise<Uint8Array<ArrayBuffer>> {
  const download: Promise<Download> = page.waitForEvent("download");
  await dialog.getByRole("button", { name: words.save.film, exact: true }).click();
  const bytes = await readFile(await (await download).path());
  await expect(dialog.getByTestId("film-outcome")).toHaveText(/^Saved /);
  return new Uint8Array(bytes);
}

/** What a player of the browser makes of a film: its size, and whether its last moment can be shown. */
const played = (page: Page, bytes: Uint8Array, type: string) =>
  page.evaluate(
    async ([base64, type]) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const video = document.createElement("video");
      video.muted = true;
      const told = (event: string) =>
        new Promise<boolean>((resolve) => {
          video.addEventListener(event, () => resolve(true), { once: true });
          video.addEventListener("error", () => resolve(false), { once: true });
        });
      const loaded = told("loadeddata");
      video.src = URL.createObjectURL(new Blob([data], { type }));
      const isLoaded = await loaded;
      const sought = told("seeked");
      video.currentTime = video.duration - 0.01;
      return { isShown: isLoaded && (await sought), size: [video.videoWidth, video.videoHeight] };
    },
    [Buffer.from(bytes).toString("base64"), type] as const,
  );

test("makes a film that has every frame at its time, and that plays", async ({ app, page }) => {
  await app.open();
  const dialog = await filmDialog(page);
  await choose(dialog, "4×");
  await choose(dialog, words.sizes.readme);
  for (const [name, type] of [
    [/^WebM/, "video/webm"],
    [/^MP4/, "video/mp4"],
  ] as const) {
    await choose(dialog, name);
    const { seconds, frames, width, height } = await factsIn(dialog);
    const bytes = await made(page, dialog);
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
    const track = await input.getPrimaryVideoTrack();
    expect([track?.displayWidth, track?.displayHeight]).toEqual([width, height]);
    expect((await track?.computePacketStats())?.packetCount).toBe(frames);
    // The last picture has its length as well.
    expect(Math.abs((await input.computeDuration()) - frames / 30)).toBeLessThan(0.001);
    expect(Math.abs(frames / 30 - seconds)).toBeLessThan(1);
    expect(await played(page, bytes, type)).toEqual({ isShown: true, size: [width, height] });
  }
});

test("makes the same GIF again, to the byte", async ({ app, page }) => {
  await app.open();
  const dialog = await filmDialog(page);
  await choose(dialog, "4×");
  await choose(dialog, words.sizes.readme);
  await choose(dialog, "GIF");
  const { frames, width, height } = await factsIn(dialog);
  const [first, second] = [await made(page, dialog), await made(page, dialog)];
  expect(Buffer.compare(first, second)).toBe(0);
  const decoded = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: "image/gif" });
    await decoder.tracks.ready;
    await decoder.completed;
    let micros = 0;
    let size: readonly number[] = [];
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    for (let frameIndex = 0; frameIndex < count; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      micros += image.duration ?? 0;
      size = [image.displayWidth, image.displayHeight];
      image.close();
    }
    return { count, seconds: micros / 1_000_000, size };
  }, Buffer.from(first).toString("base64"));
  expect(decoded.size).toEqual([width, height]);
  // Pictures that stay are written once.
  expect(decoded.count).toBeGreaterThan(1);
  expect(decoded.count).toBeLessThan(frames);
  expect(Math.abs(decoded.seconds - frames / 25)).toBeLessThan(0.011);
});

test("stops half-way and saves nothing", async ({ app, page }) => {
  await app.open();
  const dialog = await filmDialog(page);
  await choose(dialog, words.sizes["full-hd"]);
  await dialog.getByRole("button", { name: words.save.film, exact: true }).click();
  await dialog.getByRole("button", { name: words.stop, exact: true }).click();
  await expect(dialog.getByTestId("film-outcome")).toHaveText(words.stopped);
  await expect(dialog.getByRole("button", { name: words.save.film, exact: true })).toBeEnabled();
});

test("prints a sheet as it is shown: every step, so many beside each other, in words that can be read", async ({
  app,
  page,
}) => {
  // The browser's own printing would wait for a person; what it would be given is kept.
  await page.addInitScript(() => {
    const append = Element.prototype.append;
    Element.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      for (const frame of nodes) {
        if (!(frame instanceof HTMLIFrameElement) || !frame.contentWindow) continue;
        const root = frame.contentWindow.document.documentElement;
        frame.contentWindow.print = () => Reflect.set(window, "printed", document.importNode(root, true));
      }
    };
  });
  await app.open();
  const steps = await app.lineLength();
  const dialog = await filmDialog(page);
  await choose(dialog, words.kinds.sheet);
  const columns = dialog.getByRole("slider", { name: words.columns });
  await columns.focus();
  await page.keyboard.press("End");
  await expect(columns).toHaveValue(String(steps));
  await dialog.getByRole("button", { name: words.print }).click();
  const printed = await page.waitForFunction(() => {
    const root: unknown = Reflect.get(window, "printed");
    if (!(root instanceof Element)) return null;
    return {
      columns: root instanceof HTMLElement ? root.style.getPropertyValue("--columns") : "",
      figures: [...root.querySelectorAll("figure")].map((figure) => figure.querySelector("img") !== null),
      words: root.querySelector("main")?.textContent ?? "",
    };
  });
  const {
    columns: beside,
    figures,
    words: said,
  } = (await printed.jsonValue()) ?? { columns: "", figures: [], words: "" };
  expect(beside).toBe(String(steps));
  expect(figures).toEqual(Array(steps).fill(true));
  expect(said).toContain("a purple cross");
});
