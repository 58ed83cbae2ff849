import type { Page } from "@playwright/test";
import { SPRITE_SIDE } from "../../src/gym/things/unpack";
import type { Pixels } from "../../src/pixels";

/** A square part of an icon, in units of the icon. */
interface Window {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The icons of the set are drawn on a square of this many units. */
const ICON_SIDE = 32;
/** How finely an icon is looked at to find where it is opaque. */
const SURVEY_SIDE = 320;
/** By how much the window closes in while the icon's tip is still too thin to reach the rim. */
const CLOSER = 0.996;

/** Draws the SVG `body` so that its opaque part, centred, reaches two facing rims of the sprite. */
export async function renderIcon(page: Page, body: string): Promise<Pixels> {
  let window = await trimmedWindow(page, body);
  for (let attempt = 0; attempt < 20; attempt++) {
    const pixels = await raster(page, body, window, SPRITE_SIDE);
    const { left, top, right, bottom } = opaqueSides(pixels);
    if (Math.max(right - left, bottom - top) === SPRITE_SIDE) return pixels;
    const cut = window.side * (1 - CLOSER);
    window = { left: window.left + cut / 2, top: window.top + cut / 2, side: window.side - cut };
  }
  throw new Error("the icon does not reach the rim");
}

async function trimmedWindow(page: Page, body: string): Promise<Window> {
  const whole = { left: 0, top: 0, side: ICON_SIDE };
  const { left, top, right, bottom } = opaqueSides(await raster(page, body, whole, SURVEY_SIDE));
  const unit = ICON_SIDE / SURVEY_SIDE;
  const side = Math.max(right - left, bottom - top) * unit;
  return { left: ((left + right) * unit - side) / 2, top: ((top + bottom) * unit - side) / 2, side };
}

async function raster(page: Page, body: string, { left, top, side }: Window, pixels: number): Promise<Pixels> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${side} ${side}" width="${pixels}" height="${pixels}">${body}</svg>`;
  const values = await page.evaluate(
    async ({ source, pixels }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const context = new OffscreenCanvas(pixels, pixels).getContext("2d");
      context?.drawImage(image, 0, 0, pixels, pixels);
      return Array.from(context?.getImageData(0, 0, pixels, pixels).data ?? []);
    },
    { source: `data:image/svg+xml,${encodeURIComponent(svg)}`, pixels },
  );
  return { width: pixels, height: pixels, data: Uint8ClampedArray.from(values) };
}

function opaqueSides({ width, data }: Pixels) {
  let [left, top, right, bottom] = [width, width, 0, 0];
  for (let at = 0; at < data.length / 4; at++) {
    if (data[at * 4 + 3]! <= 127) continue;
    const [column, row] = [at % width, Math.floor(at / width)];
    left = Math.min(left, column);
    top = Math.min(top, row);
    right = Math.max(right, column + 1);
    bottom = Math.max(bottom, row + 1);
  }
  return { left, top, right, bottom };
}
