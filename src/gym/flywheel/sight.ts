// Reads a picture back without knowing how it was made: shapes by their colours and outlines, letters by their dots. It is
// the check's own eye, so that what a picture hides or says otherwise is found out.
import { boxFromPoints, type ImageBox, imageBox, imagePoint } from "../../geometry";
import { type Color, drawText, fillPolygon, GLYPH_HEIGHT, GLYPH_WIDTH, type Pixels, plain } from "../../pixels";
import { COLOURS, type Colour, INK, LETTERS, PAINT, SHAPES, type Shape } from "../kinds";
import { outlineOf } from "../outline";
import { RIM } from "../paint";
import { LETTER_DOT } from "../scene";
import type { Shown } from "./plan";

/** An object that was found in a picture. */
export interface Seen extends Shown {
  readonly box: ImageBox;
}

/** How near a pixel is to a paint, each channel. Grounds and rims keep further off. */
const SAME_PAINT = 6;
/** Of a shape's pixels at the least; letters and grains are fewer. */
const LEAST_AREA = 150;
/** How much of an outline and of what is seen have to lie on each other. */
const LEAST_LIKENESS = 0.8;
/** How many of a letter's 140 pixels may be otherwise than its drawing says. */
const MOST_WRONG = 10;

/** What was seen in pictures that are still about: each is asked of again with every harder question. */
const KNOWN = new WeakMap<Pixels, readonly Seen[]>();

/** The objects of a picture, as far as they can be told. */
export function seenIn(pixels: Pixels): readonly Seen[] {
  const seen = KNOWN.get(pixels) ?? look(pixels);
  KNOWN.set(pixels, seen);
  return seen;
}

function look(pixels: Pixels): readonly Seen[] {
  return COLOURS.flatMap((colour) =>
    patchesOf(pixels, colour).flatMap((patch): readonly Seen[] => {
      const found = letterIn(pixels, patch.box, colour);
      const shape = found && shapeOf(patch, found);
      const { left, top, width, height } = patch.box;
      const center = { x: left + width / 2, y: top + height / 2 };
      return shape ? [{ shape, colour, letter: found.letter, box: patch.box, center }] : [];
    }),
  );
}

/** Pixels that hang together, the holes of a letter filled. */
interface Patch {
  readonly box: ImageBox;
  /** One byte a pixel of the box: 1 where the patch is. */
  readonly mask: Uint8Array;
}

function patchesOf({ width, height, data }: Pixels, colour: Colour): readonly Patch[] {
  const [red, green, blue] = PAINT[colour];
  const isPainted = (i: number): boolean =>
    Math.abs(data[4 * i]! - red) <= SAME_PAINT &&
    Math.abs(data[4 * i + 1]! - green) <= SAME_PAINT &&
    Math.abs(data[4 * i + 2]! - blue) <= SAME_PAINT;
  const known = new Uint8Array(width * height);
  const patches: Patch[] = [];
  for (let start = 0; start < known.length; start++) {
    if (known[start] || !isPainted(start)) continue;
    const found = [start];
    known[start] = 1;
    for (let at = 0; at < found.length; at++) {
      const i = found[at]!;
      const x = i % width;
      for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width])
        if (next >= 0 && next < known.length && !known[next] && isPainted(next)) {
          known[next] = 1;
          found.push(next);
        }
    }
    if (found.length >= LEAST_AREA) patches.push(patchOf(found, width));
  }
  return patches;
}

function patchOf(found: readonly number[], across: number): Patch {
  const box = boxFromPoints(found.map((i) => imagePoint(i % across, Math.floor(i / across))));
  const [width, height] = [box.width + 1, box.height + 1];
  const mask = new Uint8Array(width * height);
  for (const i of found) mask[(Math.floor(i / across) - box.top) * width + (i % across) - box.left] = 1;
  return { box: imageBox(box.left, box.top, width, height), mask };
}

/** The shape whose outline, as large as the patch, lies on it best; null where none does well. */
function shapeOf({ box: { left, top, width, height }, mask }: Patch, letter: Letter): Shape | null {
  // The letter hides what is below it: there, either is right.
  const isHidden = (i: number): boolean => {
    const [x, y] = [left + (i % width) - letter.left, top + Math.floor(i / width) - letter.top];
    return x >= -1 && y >= -1 && x <= LETTER.width && y <= LETTER.height;
  };
  const likeness = SHAPES.map((shape) => {
    const unit = outlineOf(shape, imagePoint(0, 0), Math.max(width, height) / 2 + RIM, RIM);
    const extent = boxFromPoints(unit);
    const made = plain({ width, height }, [0, 0, 0]);
    fillPolygon(
      made,
      unit.map(({ x, y }) => ({
        x: ((x - extent.left) * width) / extent.width,
        y: ((y - extent.top) * height) / extent.height,
      })),
      [255, 255, 255],
    );
    return { shape, share: overlap(mask, made, isHidden) };
  });
  const best = likeness.reduce((a, b) => (b.share > a.share ? b : a));
  return best.share >= LEAST_LIKENESS ? best.shape : null;
}

/** Both over either, but for what is hidden. */
function overlap(mask: Uint8Array, { data }: Pixels, isHidden: (i: number) => boolean): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (isHidden(i)) continue;
    const drawn = data[4 * i]! >= 128;
    both += Number(drawn && mask[i] === 1);
    either += Number(drawn || mask[i] === 1);
  }
  return both / (either || 1);
}

/** How large a letter is, in pixels. */
const LETTER = { width: GLYPH_WIDTH * LETTER_DOT, height: GLYPH_HEIGHT * LETTER_DOT };

/** A letter with its top left corner in the picture. */
interface Letter {
  readonly letter: string;
  readonly left: number;
  readonly top: number;
}

/** The letter within a box of a colour; null where no letter's dots are there. */
function letterIn(pixels: Pixels, box: ImageBox, colour: Colour): Letter | null {
  const left = Math.round(box.left + box.width / 2 - LETTER.width / 2);
  const top = Math.round(box.top + box.height / 2 - LETTER.height / 2);
  const ink = inkIn(pixels, box, colour);
  let best: (Letter & { readonly share: number }) | null = null;
  // A triangle's letter stands below the middle of its box.
  for (let dy = -2; dy <= Math.ceil(box.height / 4); dy++)
    for (let dx = -2; dx <= 2; dx++)
      for (const letter of LETTERS) {
        const share = likeness(ink, box, left + dx, top + dy, glyphOf(letter));
        if (share > (best?.share ?? 0)) best = { letter, left: left + dx, top: top + dy, share };
      }
  return best;
}

/** One byte a pixel of a box: 1 where it is nearer to the ink of a colour than to its paint, by the sum of squares. */
function inkIn({ width, height, data }: Pixels, box: ImageBox, colour: Colour): Uint8Array {
  const off = (at: number, [red, green, blue]: Color): number =>
    (data[at]! - red) ** 2 + (data[at + 1]! - green) ** 2 + (data[at + 2]! - blue) ** 2;
  return Uint8Array.from({ length: box.width * box.height }, (_, i) => {
    const [x, y] = [box.left + (i % box.width), box.top + Math.floor(i / box.width)];
    if (x >= width || y >= height) return 0;
    const at = 4 * (y * width + x);
    return off(at, INK[colour]) < off(at, PAINT[colour]) ? 1 : 0;
  });
}

/** The share of a letter's pixels that are ink where its drawing has a dot, and none where it has none; 0 for too few. */
function likeness(ink: Uint8Array, box: ImageBox, left: number, top: number, glyph: Uint8Array): number {
  const [shiftX, shiftY] = [left - box.left, top - box.top];
  if (shiftX < 0 || shiftY < 0 || shiftX + LETTER.width > box.width || shiftY + LETTER.height > box.height) return 0;
  let wrong = 0;
  for (let y = 0; y < LETTER.height; y++)
    for (let x = 0; x < LETTER.width; x++)
      if (ink[(shiftY + y) * box.width + shiftX + x] !== glyph[y * LETTER.width + x] && ++wrong > MOST_WRONG) return 0;
  return 1 - wrong / glyph.length;
}

const GLYPHS = new Map<string, Uint8Array>();

/** One byte a pixel of a letter: 1 where it has a dot. */
function glyphOf(letter: string): Uint8Array {
  const known = GLYPHS.get(letter);
  if (known) return known;
  const drawn = plain(LETTER, [0, 0, 0]);
  drawText(drawn, letter, { x: 0, y: 0 }, LETTER_DOT, [255, 255, 255]);
  const made = Uint8Array.from({ length: LETTER.width * LETTER.height }, (_, i) => (drawn.data[4 * i]! >= 128 ? 1 : 0));
  GLYPHS.set(letter, made);
  return made;
}
