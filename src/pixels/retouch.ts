import { centerOf, type ImageBox, roundBox } from "../geometry";
import { gaussianBlurred } from "./blur";
import { boxCorners, drawBox } from "./draw/box";
import { fillCircle } from "./draw/circle";
import { drawLine } from "./draw/line";
import { fillPolygon } from "./draw/polygon";
import { drawText, textSize } from "./draw/text";
import type { Color, Pixels } from "./pixels";

/** The faces that VisProg's prompt for editing names. */
export const EMOJI = ["smiling_face", "winking_face", "face_with_tongue", "smiling_face_with_sunglasses"] as const;
export type Emoji = (typeof EMOJI)[number];

/**
 * A change to pixels that modules of programs ask for and no action has. Boxes in pixels of the image, taken on whole
 * ones. Arithmetic of allenai/visprog 9626868 (`engine/step_interpreters.py`), where a mask is a box here, and for `dim-outside`
 * of AntResearchNLP/VisualReasoner 1d86ae4 (`utils.py`).
 */
export type Retouch =
  | { readonly kind: "grey-outside" | "blur-outside" | "dim-outside"; readonly boxes: readonly ImageBox[] }
  | { readonly kind: "tag"; readonly tags: readonly { readonly box: ImageBox; readonly words: string }[] }
  | { readonly kind: "emoji"; readonly boxes: readonly ImageBox[]; readonly emoji: Emoji };

/** The image with that change made; the one given is left as it is. */
export function retouch(pixels: Pixels, change: Retouch): Pixels {
  switch (change.kind) {
    case "grey-outside":
      return merged(pixels, greyed(pixels), maskOf(pixels, change.boxes));
    case "blur-outside": {
      const mask = gaussianBlurred(maskOf(pixels, change.boxes), 5);
      return merged(pixels, gaussianBlurred(pixels, 2), mask);
    }
    case "dim-outside":
      return merged(pixels, dimmed(pixels), maskOf(pixels, change.boxes));
    case "tag":
      return drawnOn(pixels, (made) => {
        for (const tag of change.tags) drawTag(made, tag);
      });
    case "emoji":
      return drawnOn(pixels, (made) => {
        for (const box of change.boxes) drawEmoji(made, box, change.emoji);
      });
  }
}

function drawnOn({ width, height, data }: Pixels, draw: (made: Pixels) => void): Pixels {
  const made = { width, height, data: new Uint8ClampedArray(data) };
  draw(made);
  return made;
}

/** White within the boxes, black elsewhere. */
function maskOf({ width, height }: Pixels, boxes: readonly ImageBox[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const box of boxes) {
    const { left, top, width: wide, height: high } = roundBox(box);
    const [from, to] = [Math.max(0, left), Math.min(width, left + wide)];
    for (let y = Math.max(0, top); y < Math.min(height, top + high); y++)
      if (from < to) data.fill(255, (y * width + from) * 4, (y * width + to) * 4);
  }
  return { width, height, data };
}

/** One image where the mask is white, another where it is black, a mixture between; broken values are cut off. */
function merged(inside: Pixels, outside: Pixels, mask: Pixels): Pixels {
  const { width, height } = inside;
  const data = new Uint8ClampedArray(inside.data);
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue;
    const share = (mask.data[at] ?? 0) / 255;
    data[at] = Math.floor(share * (inside.data[at] ?? 0) + (1 - share) * (outside.data[at] ?? 0));
  }
  return { width, height, data };
}

/** Brightness as Pillow's mode L has it: ITU-R 601-2 in 16 bits. */
function greyed({ width, height, data: from }: Pixels): Pixels {
  const data = new Uint8ClampedArray(from);
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = from.subarray(at, at + 3);
    data.fill((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16, at, at + 3);
  }
  return { width, height, data };
}

function dimmed({ width, height, data: from }: Pixels): Pixels {
  const data = new Uint8ClampedArray(from);
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = Math.floor((from[at] ?? 0) / 4);
  return { width, height, data };
}

const GREEN: Color = [0, 128, 0];
const WHITE: Color = [255, 255, 255];
/** The height of a letter is seven dots: as near to 16 pixels as whole dots come. */
const DOT = 2;

/** A frame of four pixels and a label under it, or above its upper edge where there is no room under it. */
function drawTag(pixels: Pixels, { box, words }: { readonly box: ImageBox; readonly words: string }): void {
  drawBox(pixels, box, 4, GREEN);
  if (words === "") return;
  const label = words.slice(0, 60);
  const { width, height } = textSize(label, DOT);
  const [wide, high] = [width + 2 * DOT, height + 2 * DOT];
  const bottom = box.top + box.height;
  const isBeyond = box.left + wide > pixels.width || bottom + high > pixels.height;
  const top = isBeyond ? box.top - high : bottom;
  fillPolygon(pixels, boxCorners(box.left, top, box.left + wide, top + high), GREEN);
  drawText(pixels, label, { x: box.left + DOT, y: top + DOT }, DOT, WHITE);
}

const YELLOW: Color = [255, 204, 51];
const DARK: Color = [60, 40, 20];
const RED: Color = [220, 60, 80];

/** A face two thirds as high as the box, about its middle. */
function drawEmoji(pixels: Pixels, box: ImageBox, emoji: Emoji): void {
  const radius = box.height / 3;
  const { x, y } = centerOf(box);
  const at = (dx: number, dy: number) => ({ x: x + dx * radius, y: y + dy * radius });
  fillCircle(pixels, { x, y }, radius, YELLOW);
  const mouth = [at(-0.45, 0.3), at(-0.2, 0.48), at(0.2, 0.48), at(0.45, 0.3)];
  for (const [i, to] of mouth.slice(1).entries())
    drawLine(pixels, mouth[i] ?? to, to, Math.max(1, radius * 0.12), DARK);
  if (emoji === "face_with_tongue") fillCircle(pixels, at(0, 0.6), radius * 0.2, RED);
  if (emoji === "smiling_face_with_sunglasses") {
    for (const side of [-1, 1]) fillCircle(pixels, at(side * 0.4, -0.2), radius * 0.32, DARK);
    drawLine(pixels, at(-0.9, -0.3), at(0.9, -0.3), Math.max(1, radius * 0.1), DARK);
    return;
  }
  fillCircle(pixels, at(-0.35, -0.2), radius * 0.12, DARK);
  if (emoji === "winking_face") drawLine(pixels, at(0.2, -0.2), at(0.5, -0.2), Math.max(1, radius * 0.1), DARK);
  else fillCircle(pixels, at(0.35, -0.2), radius * 0.12, DARK);
}
