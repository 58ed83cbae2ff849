import { type ImageId, parseImageId, shapeOf } from "../action";
import { createRng, must } from "../base";
import { type Dialect, type LogRecord, textOfParts } from "../dialect";
import type { Size } from "../geometry";

/**
 * The name of a picture that nobody has: made from words, so that the same missing picture has the same name.
 * It is no hash of any bytes; a picture that is found later has a name of its own.
 */
export function standInId(words: string): ImageId {
  const rng = createRng(`stand-in/${words}`);
  const word = (): string =>
    Math.floor(rng.next() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  // Eight words of eight digits are the form of an image id.
  return must(parseImageId(Array.from({ length: 8 }, word).join("")));
}

/** What a picture of which nothing is known is taken for. */
export const UNKNOWN_SIZE: Size = { width: 1000, height: 1000 };
const MAX_SIDE = 16_000;

/** How far into a record is looked for words about a picture. */
const MESSAGES_LOOKED_AT = 50;

/**
 * Whether a run of which no picture was kept speaks of one: what it marks and cuts can be read only on a picture, so a
 * stand-in holds its place. Systems that draw their own speak of pictures that were never shown.
 */
export function needsPicture({ messages }: LogRecord, dialect: Dialect): boolean {
  if (dialect.traits?.imagines && dialect.traits.acts === undefined) return false;
  const shown = [{ id: standInId("any"), size: UNKNOWN_SIZE, frame: UNKNOWN_SIZE }];
  return messages.slice(0, MESSAGES_LOOKED_AT).some((message) => {
    if (message.role !== "assistant") return false;
    const reader = dialect.read(shown);
    return [...reader.push(textOfParts(message.parts)), ...reader.end()].some(
      (piece) => piece.kind === "action" && piece.action.kind !== "program",
    );
  });
}

/** The smallest size that holds everything that a record says of its pictures, where it counts in pixels. */
export function guessSize(record: LogRecord, dialect: Dialect): Size {
  const told = record.sizes[0] ?? record.frames[0];
  if (told) return told;
  if (dialect.space !== "pixel" && dialect.space !== "resized") return UNKNOWN_SIZE;
  let [width, height] = [1, 1];
  const shown = [{ id: standInId("measure"), size: UNKNOWN_SIZE, frame: UNKNOWN_SIZE }];
  for (const message of record.messages) {
    if (message.role !== "assistant") continue;
    const reader = dialect.read(shown);
    for (const piece of [...reader.push(textOfParts(message.parts)), ...reader.end()]) {
      if (piece.kind !== "action" || shapeOf(piece.action).kind === "whole") continue;
      if (piece.declared.space !== dialect.space) continue;
      for (const [i, value] of piece.declared.numbers.entries())
        if (i % 2 === 0) width = Math.max(width, value);
        else height = Math.max(height, value);
    }
  }
  if (width <= 1 || height <= 1) return UNKNOWN_SIZE;
  return { width: Math.min(MAX_SIDE, Math.ceil(width)), height: Math.min(MAX_SIDE, Math.ceil(height)) };
}
