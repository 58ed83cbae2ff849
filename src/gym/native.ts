import { cornersOf, type ImageBox, type Point, type Size } from "../geometry";

// What the built-in model reads and writes: coordinates are whole percents of the picture, x1 y1 x2 y2.

export const think = (words: string): string => `<think>${words}</think>`;

/** `image` counts from 0; the first is not named. */
export const act = (name: string, numbers: string, { label = "", image = 0 } = {}): string =>
  `<act>${name} ${numbers}${label === "" ? "" : ` ${JSON.stringify(label)}`}${image === 0 ? "" : ` in ${image + 1}`}</act>`;

export const answer = (words: string | number): string => `<answer>${words}</answer>`;

/** "12 8 30 26": the corners of a box in whole percents of an image of this size, never past its rim. */
export function percents(box: ImageBox, size: Size): string {
  const [x1, y1, x2, y2] = cornersOf(box);
  return percentsAlong(
    [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ],
    size,
  );
}

/** "12 8 30 26 41 26": points in whole percents of an image of this size, never past its rim. */
export const percentsAlong = (points: readonly Point[], size: Size): string =>
  points.flatMap(({ x, y }) => [percent(x, size.width), percent(y, size.height)]).join(" ");

export const percent = (at: number, extent: number): number =>
  Math.min(100, Math.max(0, Math.round((at / extent) * 100)));

/** "a red circle", "an orange star". */
export const withArticle = (name: string): string => (/^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`);
