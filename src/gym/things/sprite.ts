import type { Pixels } from "../../pixels";
import type { Atlas } from "./atlas";
import type { Thing } from "./names";
import { SPRITE_SIDE } from "./unpack";

/** Where a sprite lies on a picture, in whole pixels of the picture; it may hang over the rim. */
export interface SpriteBox {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** Sides of a part of the sprite's square, 0 at its left or top and 1 at its right or bottom. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lays the thing over `target`, an opaque picture, in place. Whole-number arithmetic: the same bytes everywhere. */
export function drawThing(target: Pixels, thing: Thing, box: SpriteBox, atlas: Atlas): void {
  const { left, top, side } = box;
  const sprite = atlas.scaledOf(thing, side);
  const firstColumn = Math.max(0, -left);
  const endColumn = Math.min(side, target.width - left);
  for (let row = Math.max(0, -top); row < Math.min(side, target.height - top); row++) {
    let from = (row * side + firstColumn) * 4;
    let to = ((top + row) * target.width + left + firstColumn) * 4;
    for (let column = firstColumn; column < endColumn; column++, from += 4, to += 4) {
      lay(sprite.data, from, target.data, to);
    }
  }
}

function lay(sprite: Uint8ClampedArray, from: number, target: Uint8ClampedArray, to: number): void {
  const alpha = sprite[from + 3]!;
  if (alpha === 0) return;
  for (let channel = 0; channel < 3; channel++) {
    const mixed = sprite[from + channel]! * alpha + target[to + channel]! * (255 - alpha);
    target[to + channel] = Math.floor((mixed + 127) / 255);
  }
}

const isOpaque = ({ data }: Pixels, column: number, row: number): boolean =>
  data[(row * SPRITE_SIDE + column) * 4 + 3]! > 127;

/** Whether the thing is opaque at a place of its square, told in parts of the side; nowhere outside. */
export function coverageOf(atlas: Atlas, thing: Thing): (u: number, v: number) => boolean {
  const pixels = atlas.pixelsOf(thing);
  const cell = (part: number) => Math.min(SPRITE_SIDE - 1, Math.floor(part * SPRITE_SIDE));
  return (u, v) => u >= 0 && u <= 1 && v >= 0 && v <= 1 && isOpaque(pixels, cell(u), cell(v));
}

/** The tightest box around the opaque part. */
export function extentOf(atlas: Atlas, thing: Thing): Extent {
  const pixels = atlas.pixelsOf(thing);
  let [left, top, right, bottom] = [SPRITE_SIDE, SPRITE_SIDE, 0, 0];
  for (let row = 0; row < SPRITE_SIDE; row++) {
    for (let column = 0; column < SPRITE_SIDE; column++) {
      if (!isOpaque(pixels, column, row)) continue;
      left = Math.min(left, column);
      top = Math.min(top, row);
      right = Math.max(right, column + 1);
      bottom = Math.max(bottom, row + 1);
    }
  }
  return {
    left: left / SPRITE_SIDE,
    top: top / SPRITE_SIDE,
    right: right / SPRITE_SIDE,
    bottom: bottom / SPRITE_SIDE,
  };
}
