import { type Action, pixelsTouched } from "../../action";
import { err, ok, type Result } from "../../base";
import { clampBox, cornersOf, type ImageBox, isRealBox, roundBox, type Size } from "../../geometry";
import type { CoordinateSpace, Declared, WordsForm } from "../../trace";
import type { Cut, DialectError, Measured, Piece, Refuses, ShownImage } from "../contract/dialect";
import { boxFromNumbers, declare, pointsFromNumbers } from "./space";

/** An action read out of words, with the numbers as they stood there. */
export interface Called {
  readonly action: Action;
  readonly declared: Declared;
}

export type CallResult = Result<Called, DialectError>;

export interface BoxReading {
  readonly space: CoordinateSpace;
  readonly layout?: Declared["layout"];
  readonly cut?: Cut;
  /** The tool fails on corners in the wrong order, which are read as a box here. */
  readonly inOrder?: true;
}

/** Four numbers on an image as a zoom. `at` is where a refusal is underlined. */
export function zoomFrom(
  numbers: readonly number[] | null,
  image: ShownImage | undefined,
  { space, layout, cut, inOrder }: BoxReading,
  at = 0,
): CallResult {
  if (!numbers) return err({ code: "bad-number", at });
  if (!image) return err({ code: "no-such-image", at });
  if (numbers.length !== 4) return err({ code: "wrong-number-count", at });
  const box = boxFromNumbers(numbers, space, image, layout);
  const declared = declare(numbers, space, image, layout);
  const isRefused = inOrder === true && layout === undefined && !areInOrder(numbers);
  const performed = isRefused ? { refused: true as const } : cut ? executedBy(cut, box, image) : {};
  return ok({ action: { kind: "zoom", image: image.id, box }, declared: { ...declared, ...performed } });
}

/** Corners from the top left to the bottom right; one that lies on the other's row or column has no inside, and is in order. */
export const areInOrder = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): boolean => x1 <= x2 && y1 <= y2;

/** What a system's own tool makes of numbers, as far as it is not what they say. */
export type Performed = Pick<Declared, "executed" | "black" | "refused">;

/**
 * What the tool cuts out for a box, where that has other pixels than the part of the picture that the box touches: a cut
 * that reaches beyond the picture is black there, one without an inside is black throughout, and some tools refuse.
 */
export function executedBy(cut: Cut, box: ImageBox, image: Measured): Performed {
  const executed = cut(box, image);
  if (executed === null) return { refused: true };
  if (![executed.left, executed.top].every(Number.isFinite)) return {};
  if (executed.width <= 0 || executed.height <= 0) return { black: "all" };
  if (reachesBeyond(executed, image.size)) return { executed, black: "outside" };
  return isRealBox(executed) && !hasSamePixels(executed, box, image.size) ? { executed } : {};
}

function reachesBeyond(box: ImageBox, { width, height }: Size): boolean {
  const [x1, y1, x2, y2] = cornersOf(box);
  return x1 < 0 || y1 < 0 || x2 > width || y2 > height;
}

function hasSamePixels(a: ImageBox, b: ImageBox, size: Size): boolean {
  const sides = cornersOf(pixelsTouched(b, size));
  return cornersOf(pixelsTouched(a, size)).every((side, i) => side === sides[i]);
}

/** PIL's `Image.crop` by a tool that first pulls the box into the image. */
export const cutByPil: Cut = (box, { size }) => clampBox(roundBox(box), size);

/** PIL's `Image.crop` as it is: what lies outside the image is black. */
export const cutByPilOnBlack: Cut = (box) => roundBox(box);

/** Four numbers on an image as a box drawn on it. */
export function markFrom(
  numbers: readonly number[] | null,
  image: ShownImage | undefined,
  { space, layout }: BoxReading,
  label: string,
  at = 0,
): CallResult {
  const zoom = zoomFrom(numbers, image, layout ? { space, layout } : { space }, at);
  if (!zoom.ok || zoom.value.action.kind !== "zoom") return zoom;
  const { image: id, box } = zoom.value.action;
  return ok({ action: { kind: "box", image: id, box, label: short(label) }, declared: zoom.value.declared });
}

/** Two numbers on an image as a point. */
export function pointFrom(
  numbers: readonly number[] | null,
  image: ShownImage | undefined,
  space: CoordinateSpace,
  label: string,
  at = 0,
): CallResult {
  if (!numbers) return err({ code: "bad-number", at });
  if (!image) return err({ code: "no-such-image", at });
  const [point] = pointsFromNumbers(numbers, space, image);
  if (numbers.length !== 2 || !point) return err({ code: "wrong-number-count", at });
  const action: Action = { kind: "point", image: image.id, at: point, label: short(label) };
  return ok({ action, declared: declare(numbers, space, image) });
}

/** Words that end up on a picture are short; the whole of them stays in the raw words. */
export const short = (words: string): string => words.slice(0, 500);

/** The piece that a call makes, or the words that could not be read as one. */
export const pieceOf = (call: CallResult, raw: string, text: string): Piece =>
  call.ok ? { kind: "action", raw, ...call.value } : { kind: "unparsed", raw, text, error: call.error };

/** A thought, unless it is blank: then its marks are filler. */
export const thought = (text: string, raw: string): readonly Piece[] =>
  text.trim() === "" ? [{ kind: "filler", raw }] : [{ kind: "thought", raw, text: text.trim() }];

/** Words that are no thought and not performed either. */
export const wordsOf = (of: WordsForm, text: string, raw: string): readonly Piece[] =>
  thought(text, raw).map((piece) => (piece.kind === "thought" ? { ...piece, of } : piece));

export const answer = (text: string, raw: string): readonly Piece[] => [{ kind: "answer", raw, text: text.trim() }];

/**
 * Refuses a part with a side below `smallest`, or so many times longer than wide. Pixels of the picture that the tool
 * cuts from: the resized one, where it has a frame.
 */
export const refusing =
  ({ smallest = 0, longest = Number.POSITIVE_INFINITY }: { smallest?: number; longest?: number }): Refuses =>
  (cut, { size, frame = size }) => {
    const [width, height] = [(cut.width * frame.width) / size.width, (cut.height * frame.height) / size.height];
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    if (short < smallest) return "too-small";
    return long > short * longest ? "too-thin" : null;
  };
