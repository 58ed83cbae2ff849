import { cornersOf, type ImageBox, type Size } from "../geometry";

// What the built-in model reads and writes: coordinates are whole percents of the picture, x1 y1 x2 y2.

export const think = (words: string): string => `<think>${words}</think>`;

export const act = (name: string, box: string, label?: string): string =>
  `<act>${name} ${box}${label === undefined ? "" : ` ${JSON.stringify(label)}`}</act>`;

export const answer = (words: string | number): string => `<answer>${words}</answer>`;

/** "12 8 30 26": the corners of a box in whole percents of an image of this size, never past its rim. */
export function percents(box: ImageBox, size: Size): string {
  const [x1, y1, x2, y2] = cornersOf(box);
  return [percent(x1, size.width), percent(y1, size.height), percent(x2, size.width), percent(y2, size.height)].join(
    " ",
  );
}

const percent = (at: number, extent: number): number => Math.min(100, Math.max(0, Math.round((at / extent) * 100)));

/** "a red circle", "an orange star". */
export const withArticle = (name: string): string => (/^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`);
