import { type ImageId, parseImageId, shapeOf } from "../action";
import { createRng, hexOfWord, must } from "../base";
import { type Dialect, type LogRecord, type ShownImage, textOfParts } from "../dialect";
import type { Size } from "../geometry";
import type { CoordinateSpace } from "../trace";
import { HAS_NUMBERS, type WhySize } from "./numbers";
import { extentOfObjects } from "./objects";

/**
 * The name of a picture that nobody has: made from words, so that the same missing picture has the same name.
 * It is no hash of any bytes; a picture that is found later has a name of its own.
 */
export function standInId(words: string): ImageId {
  const rng = createRng(`stand-in/${words}`);
  let id = "";
  // Eight words of eight digits are the form of an image id.
  for (let i = 0; i < 8; i++) id += hexOfWord(rng.next() * 2 ** 32);
  return must(parseImageId(id));
}

/** What a picture of which nothing is known is taken for. */
export const UNKNOWN_SIZE: Size = { width: 1000, height: 1000 };
const MAX_SIDE = 16_000;

/** What words are read on where only their numbers are asked for. */
const MEASURE: ShownImage = { id: standInId("measure"), size: UNKNOWN_SIZE, frame: UNKNOWN_SIZE };

/** How far into a record is looked for words about a picture. */
const MESSAGES_LOOKED_AT = 50;

/**
 * Whether a run of which no picture was kept speaks of one: what it marks and cuts can be read only on a picture, so a
 * stand-in holds its place. Systems that draw their own speak of pictures that were never shown.
 */
export function needsPicture({ messages }: LogRecord, dialect: Dialect): boolean {
  if (dialect.traits?.imagines && dialect.traits.acts === undefined) return false;
  const shown = [MEASURE];
  return messages.slice(0, MESSAGES_LOOKED_AT).some((message) => {
    if (message.role !== "assistant") return false;
    const reader = dialect.read(shown);
    return [...reader.push(textOfParts(message.parts)), ...reader.end()].some(
      (piece) => piece.kind === "action" && piece.action.kind !== "program",
    );
  });
}

/** The size of a picture that nobody has, and what it was taken from. */
export interface StandInSize extends Size {
  readonly ground: WhySize;
}

/**
 * The size that the log tells, else the smallest that holds everything that a record says of its pictures, where it
 * counts in pixels, else a thousand each way, where thousandths are pixels. `told` is what the log says of this one.
 */
export function sizeOfStandIn(record: LogRecord, dialect: Dialect, told: Size | null): StandInSize {
  const known = told ?? record.sizes[0] ?? record.frames[0];
  if (known) return { ...known, ground: "told" };
  const places = record.objects ? extentOfObjects(record.objects) : null;
  if (places) return { ...bounded(places), ground: "numbers" };
  const inPixels = COUNTED_IN_PIXELS.has(dialect.space);
  const { width, height } = withRight(extentOf(record, dialect), inPixels ? record.reference : null);
  // More than a thousand thousandths are pixels, whatever was believed.
  if (Math.max(width, height) <= 1 || (!inPixels && Math.max(width, height) <= MOST_BEYOND[dialect.space]))
    return { ...UNKNOWN_SIZE, ground: "nothing" };
  return { ...bounded({ width, height }), ground: "numbers" };
}

/** The place that is right has to be on the picture, too, where numbers that are marked count its pixels. */
function withRight(extent: Size, reference: LogRecord["reference"]): Size {
  if (extent.width <= 1 || !reference || !OF_PLACE.test(reference.field)) return extent;
  const numbers = (reference.answer.match(/-?\d{1,9}(?:\.\d{1,20})?/g) ?? []).map(Number);
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers;
  if (numbers.length !== 4 || Math.max(...numbers) <= 1) return extent;
  const isSize = reference.layout === "corner-and-size" || right < left || bottom < top;
  return {
    width: Math.max(extent.width, isSize ? left + right : right),
    height: Math.max(extent.height, isSize ? top + bottom : bottom),
  };
}

const OF_PLACE = /box|position/;

const bounded = ({ width, height }: Size): Size => ({
  width: Math.min(MAX_SIDE, Math.ceil(width)),
  height: Math.min(MAX_SIDE, Math.ceil(height)),
});

const COUNTED_IN_PIXELS: ReadonlySet<CoordinateSpace> = new Set<CoordinateSpace>(["pixel", "resized"]);

/** Above this, numbers cannot be in the space; those that count in pixels have no bound. */
const MOST_BEYOND: Readonly<Record<CoordinateSpace, number>> = {
  unit: 1000,
  percent: 1000,
  permille: 1050,
  pixel: Number.POSITIVE_INFINITY,
  resized: Number.POSITIVE_INFINITY,
};

/** The furthest that the numbers of a record reach, along each side. */
function extentOf(record: LogRecord, dialect: Dialect): Size {
  let [width, height] = [1, 1];
  const shown = [MEASURE];
  for (const message of record.messages) {
    if (message.role !== "assistant") continue;
    const words = textOfParts(message.parts);
    if (!HAS_NUMBERS.test(words)) continue;
    const reader = dialect.read(shown);
    for (const piece of [...reader.push(words), ...reader.end()]) {
      if (piece.kind !== "action" || shapeOf(piece.action).kind === "whole") continue;
      if (piece.declared.space !== dialect.space) continue;
      const { numbers, layout } = piece.declared;
      // The side of a box may be that of the picture; a point is within it, and one on its side would be outside.
      const isPoint = numbers.length === 2 && COUNTED_IN_PIXELS.has(dialect.space);
      for (const [i, value] of numbers.entries()) {
        const side = layout === "corner-and-size" && i >= 2 ? value + (numbers[i - 2] ?? 0) : value;
        const far = isPoint ? Math.floor(side) + 1 : side;
        if (i % 2 === 0) width = Math.max(width, far);
        else height = Math.max(height, far);
      }
    }
  }
  return { width, height };
}
