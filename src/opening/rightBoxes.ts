// Boxes that a log says are right, in pixels of the picture. A data set tells them as bare numbers, or in words like the
// model's own: those are read as the model's are.
import { shapeOf } from "../action";
import {
  boxFromNumbers,
  createDialect,
  type Dialect,
  guessSpaceOfAll,
  type LogRecord,
  readByNumbers,
  type ShownImage,
  type ToldReference,
} from "../dialect";
import { type ImageBox, isRealBox, type Size } from "../geometry";
import type { ActionBody, CoordinateSpace } from "../trace";
import type { NumbersRead } from "./numbers";
import { readTurn } from "./turn";

/** What the numbers are of, and how the record's own are read. */
export interface BoxReading {
  readonly image: ShownImage;
  /** False for a stand-in of which nobody told the size: pixels and shares of it do not go together. */
  readonly isSizeKnown: boolean;
  readonly dialect: Dialect;
  readonly numbers: Pick<NumbersRead, "read">;
}

/** The boxes of a reference; none where it holds none, or where they cannot be placed on a picture that nobody has. */
export function rightBoxes({ reference, question }: LogRecord, reading: BoxReading): readonly ImageBox[] {
  if (!reference || reference.answer.length > MOST_CHARACTERS) return [];
  const words = answerIn(reference.answer);
  const bare = bareGroups(words);
  const boxes = bare ? boxesOfNumbers(bare, reference, question, reading) : boxesOfWords(words, reading);
  return boxes.filter(isRealBox).slice(0, MOST_BOXES);
}

const MOST_CHARACTERS = 50_000;
const MOST_BOXES = 1000;

/** What stands in the last `<answer>`, as VLM-R1's and Visual-RFT's sets write what is right; all of it where there is none. */
function answerIn(text: string): string {
  const from = text.lastIndexOf("<answer>");
  if (from < 0) return text.trim();
  const to = text.indexOf("</answer>", from);
  return text.slice(from + "<answer>".length, to < 0 ? text.length : to).trim();
}

/** Numbers in brackets and nothing else, four by four; null where there is more to it, or they are no boxes. */
function bareGroups(words: string): readonly (readonly number[])[] | null {
  if (!/^[[(<{][-\d.,;\s[\]()<>{}]*[\])>}]$/.test(words)) return null;
  const numbers = (words.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  if (numbers.length === 0 || numbers.length % 4 !== 0) return null;
  return Array.from({ length: numbers.length / 4 }, (_, i) => numbers.slice(4 * i, 4 * i + 4));
}

function boxesOfNumbers(
  groups: readonly (readonly number[])[],
  { field, layout }: ToldReference,
  question: string,
  { image, isSizeKnown, dialect }: BoxReading,
): readonly ImageBox[] {
  // Four numbers may as well be an answer of four numbers.
  if (!NAMED_BOX.test(field) && !ASKS_FOR_BOX.test(question)) return [];
  const isOrdered = groups.every(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => x1 < x2 && y1 < y2);
  const told = layout ?? (isOrdered ? undefined : "corner-and-size");
  const space = isSizeKnown ? guessSpaceOfAll(groups.map((numbers) => ({ numbers, size: image.size }))) : "pixel";
  return isSizeKnown || countsPixels(dialect.space)
    ? groups.map((numbers) => boxFromNumbers(numbers, space, image, told))
    : [];
}

const NAMED_BOX = /b(?:ounding_?)?box/i;
const ASKS_FOR_BOX = /box|coordinate|locat|where|region|ground|position|detect|框|坐标|位置|定位|哪里/i;

const countsPixels = (space: CoordinateSpace): boolean => space === "pixel" || space === "resized";

/** Boxes in words, read as the system reads its model's; by a plain reader where it has no words for boxes. */
function boxesOfWords(words: string, reading: BoxReading): readonly ImageBox[] {
  for (const reader of [reading.dialect, createDialect("think-answer")]) {
    const { pieces } = readTurn(`<answer>${words}</answer>`, reader, [reading.image]);
    const boxes = pieces.flatMap((piece): readonly ImageBox[] => {
      if (piece.kind !== "action" || piece.action.kind !== "box") return [];
      const { action, declared } = piece;
      const shape = shapeOf(inPicture({ kind: "action", action, declared }, reader, reading).action);
      return shape.kind === "box" ? [shape.box] : [];
    });
    if (boxes.length > 0) return boxes;
  }
  return [];
}

/** Counted as the record's own numbers are, unless the box cannot lie on the picture then. */
function inPicture(body: ActionBody, reader: Dialect, { image, isSizeKnown, numbers }: BoxReading): ActionBody {
  if (!isSizeKnown || !body.declared) return body;
  const read = numbers.read(body, image);
  const { size } = image;
  const shape = shapeOf(read.action);
  if (shape.kind !== "box" || isWithin(shape.box, size)) return read;
  const space = guessSpaceOfAll([{ numbers: body.declared.numbers, size }]);
  return readByNumbers(body, { space, asStored: false }, size, reader) ?? read;
}

/** Of a side, how much a careless box may reach beyond it. */
const SLACK = 1.05;
const isWithin = ({ left, top, width, height }: ImageBox, size: Size): boolean =>
  left + width <= size.width * SLACK && top + height <= size.height * SLACK;
