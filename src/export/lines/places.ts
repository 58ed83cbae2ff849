import { type Action, shapeOf } from "../../action";
import { clampBox, clampPoint, cornersOf, type Size } from "../../geometry";
import type { Declared } from "../../trace";
import type { PlaceInWords } from "../contract/form";

/** A number as systems write it in a call. */
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;
/** What may stand between the numbers of one place. Names of fields may not: a row could not put one word there. */
const BETWEEN = /^[\s,;()[\]%]*$/;

/**
 * The boxes and points of an action, each where its numbers stand in the words, in their order. Empty where the action
 * has no place, or its numbers do not stand beside each other; `from` is where in the words to begin to look.
 */
export function placesInWords(
  words: string,
  { action, declared }: { readonly action: Action; readonly declared: Declared | null },
  size: Size,
  from = 0,
): readonly PlaceInWords[] {
  const pixels = pixelsOf(action, size);
  const numbers = declared?.numbers ?? [];
  const each = pixels[0]?.length ?? 0;
  if (each === 0 || numbers.length !== pixels.length * each) return [];
  // Systems that write y first are read as x first, and the numbers stand in the words as they were written.
  const found = runOf(words, numbers, from) ?? runOf(words, inPairsTurned(numbers), from);
  if (!found) return [];
  return pixels.map((place, i) => ({
    from: found[i * each]?.from ?? 0,
    to: found[i * each + each - 1]?.to ?? 0,
    image: action.image,
    pixels: place,
    label: "label" in action ? action.label : "",
  }));
}

type Pixels = PlaceInWords["pixels"];

/** A box's corners, or a point for each that the action names. What turns or flips a picture has no place on it. */
function pixelsOf(action: Action, size: Size): readonly Pixels[] {
  const shape = shapeOf(action);
  if (shape.kind === "whole") return [];
  if (shape.kind === "box") return [cornersOf(clampBox(shape.box, size))];
  return shape.points.map((point): Pixels => {
    const { x, y } = clampPoint(point, size);
    return [x, y];
  });
}

const inPairsTurned = (numbers: readonly number[]): readonly number[] =>
  numbers.map((number, i) => numbers[i % 2 === 0 ? i + 1 : i - 1] ?? number);

interface Found {
  readonly from: number;
  readonly to: number;
}

/** Where these numbers stand one after the other, with nothing but brackets and commas within each place. */
function runOf(words: string, numbers: readonly number[], from: number): readonly Found[] | null {
  const all = [...words.matchAll(NUMBER)].flatMap((match) =>
    match.index < from ? [] : { from: match.index, to: match.index + match[0].length, value: Number(match[0]) },
  );
  for (let first = 0; first + numbers.length <= all.length; first++) {
    const run = all.slice(first, first + numbers.length);
    const fits = run.every(({ value, from: at }, i) => {
      const before = run[i - 1];
      return value === numbers[i] && (!before || BETWEEN.test(words.slice(before.to, at)));
    });
    if (fits) return run;
  }
  return null;
}
