import type { FoundMark, ImageId } from "../action";
import { boxFromPoints, cornersOf, type ImageBox, imageBox, imagePoint, type Size } from "../geometry";

/** Left, top, right, bottom in whole pixels, as Python's imaging library writes boxes. */
export type Corners = readonly [left: number, top: number, right: number, bottom: number];

/** Something that was found on a picture. `words` are its class, or what was read there. */
export interface Thing {
  readonly box: Corners;
  readonly words: string;
  /** 0 to 1; null where nobody tells. */
  readonly confidence: number | null;
}

export type Scalar = string | number | boolean;

/** What a name of a program stands for. */
export type Value =
  | { readonly kind: "image"; readonly image: ImageId; readonly size: Size }
  /** Surest first. */
  | { readonly kind: "things"; readonly things: readonly Thing[] }
  | { readonly kind: "scalar"; readonly value: Scalar }
  | { readonly kind: "list"; readonly words: readonly string[] };
export type ValueKind = Value["kind"];

export const scalar = (value: Scalar): Value => ({ kind: "scalar", value });
export const things = (list: readonly Thing[]): Value => ({ kind: "things", things: list });

export const boxOfCorners = ([left, top, right, bottom]: Corners): ImageBox =>
  imageBox(left, top, right - left, bottom - top);

/** The least box of whole pixels around a mark, inside an image as VisProg has it: its last column and row at most. */
export function cornersOfMark({ outline }: FoundMark, { width, height }: Size): Corners {
  const [left, top, right, bottom] = cornersOf(boxFromPoints(outline)).map(Math.trunc);
  return [
    Math.max(0, left ?? 0),
    Math.max(0, top ?? 0),
    Math.min(right ?? 0, width - 1),
    Math.min(bottom ?? 0, height - 1),
  ];
}

/** Things as marks for the eye. */
export const marksOfThings = (list: readonly Thing[]): readonly FoundMark[] =>
  list.map(({ box: [left, top, right, bottom], words, confidence }) => ({
    outline: [imagePoint(left, top), imagePoint(right, top), imagePoint(right, bottom), imagePoint(left, bottom)],
    words,
    confidence,
  }));

/** The things that marks were made of. */
export const thingsOfMarks = (marks: readonly FoundMark[]): readonly Thing[] =>
  marks.map(({ outline, words, confidence }) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = cornersOf(boxFromPoints(outline)).map(Math.round);
    return { box: [left, top, right, bottom], words, confidence };
  });

/** A value as Python prints it; of a picture its size. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case "image":
      return `<image ${value.size.width}x${value.size.height}>`;
    case "things":
      return `[${value.things.map(({ box }) => `[${box.join(", ")}]`).join(", ")}]`;
    case "list":
      return `[${value.words.map(quoted).join(", ")}]`;
    case "scalar":
      return printScalar(value.value);
  }
}

const printScalar = (value: Scalar): string =>
  typeof value === "string" ? quoted(value) : typeof value === "boolean" ? (value ? "True" : "False") : String(value);

/** In the quotes that Python would choose. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

/** A value as an answer says it: words without quotes. */
export const sayValue = (value: Value): string =>
  value.kind === "scalar" && typeof value.value === "string" ? value.value : printValue(value);
