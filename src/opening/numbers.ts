// What the numbers of a record count in: what its dialect says, unless they cannot be that. Then they are read as what
// they look like, and the report says so with the reason.
import { shapeOf } from "../action";
import {
  type Dialect,
  type DialectName,
  FOREIGN_SYSTEMS,
  type Ground,
  groundOfAll,
  guessSpaceOfAll,
  type LogRecord,
  type Numbers,
  type Piece,
  readByNumbers,
  type ShownImage,
  textOfParts,
} from "../dialect";
import { type Orientation, storedSize } from "../geometry";
import type { ActionBody, CoordinateSpace } from "../trace";
import { readTurn, type TurnRead } from "./turn";

/** What was not told and had to be assumed, and why. */
export type Assumption =
  | {
      readonly kind: "space";
      readonly believed: CoordinateSpace;
      readonly taken: CoordinateSpace;
      readonly ground: Ground;
    }
  | {
      readonly kind: "orientation";
      readonly orientation: Orientation;
      readonly asStored: boolean;
      readonly ground: WhyTurned;
    }
  | { readonly kind: "size"; readonly width: number; readonly height: number; readonly ground: WhySize };

/** The system is known never to turn pictures, or the numbers fit in one position only. */
export type WhyTurned = "never-turns" | "fits-as-stored" | "fits-upright";
/** The log tells the size, the numbers do, or nothing does. */
export type WhySize = "told" | "numbers" | "nothing";

/** How the numbers of one record are read. */
export interface NumbersRead {
  readonly assumed: readonly Assumption[];
  /** Numbers lie outside the picture, in the space that its system is known to write. */
  readonly outside: boolean;
  /** What was read to find that out: turns by their words, on the pictures of the problem and with nothing remembered. */
  readonly turns: ReadonlyMap<string, TurnRead>;
  /** The action as it is to be kept. */
  read(body: ActionBody, image: ShownImage | undefined): ActionBody;
}

/** An action's numbers, and the image that they are of. */
interface Written extends Numbers {
  readonly image: ShownImage;
}

/** What is looked at; the rest of a long run is read as its beginning. */
const MESSAGES_LOOKED_AT = 200;

/** Words without a digit tell no place, and need not be read to know what their numbers are. */
export const HAS_NUMBERS = /\d/;

/** How much of a side a box may reach beyond it, by the carelessness of a model that does count in pixels. */
const SLACK = 1.05;

/**
 * `images` are those that the question shows. `told` is true where the form of the log or a person says whose the words
 * are: a box outside the picture is then the model's own mistake, and no sign of another space.
 */
export function numbersOfRecord(
  record: LogRecord,
  dialect: Dialect,
  images: readonly ShownImage[],
  told: boolean,
): NumbersRead {
  // A dialect without traits is our own, whose words are no foreign log's.
  const turns = new Map<string, TurnRead>();
  const written = dialect.traits && dialect.space !== "percent" ? writtenIn(record, dialect, images, turns) : [];
  const asStored = images[0]?.orientation === undefined ? null : position(written, dialect, images[0].orientation);
  const counted = written.map((one) => inCounted(one, dialect, asStored?.asStored ?? false));
  const mistaken = written.length > 0 && cannotBe(dialect.space, counted, told);
  const taken = mistaken ? guessSpaceOfAll(counted) : dialect.space;
  const isOther = taken !== dialect.space && !(dialect.space === "resized" && taken === "pixel");
  const space = isOther ? taken : dialect.space;
  const assumed: Assumption[] = asStored ? [{ kind: "orientation", ...asStored }] : [];
  if (isOther) assumed.push({ kind: "space", believed: dialect.space, taken, ground: groundOfAll(counted) });
  const turned = asStored?.asStored ?? false;
  return {
    assumed,
    turns,
    outside: !isOther && (mistaken || liesOutside(space, counted)),
    read(body, image) {
      const isChanged = isOther || (turned && image?.orientation !== undefined);
      if (!isChanged || !image || body.declared?.space !== dialect.space) return body;
      const { width, height } = image.size;
      const sized = { width, height, ...(image.orientation ? { orientation: image.orientation } : {}) };
      return readByNumbers(body, { space, asStored: turned }, sized, dialect) ?? body;
    },
  };
}

/** Whether it is known whose the words of a record are: a person says what they do not, a form does, or a model's name. */
export function isTold(record: LogRecord, system: DialectName): boolean {
  for (const { name, by } of FOREIGN_SYSTEMS.fitting(record)) return name !== system || by !== "words";
  return system !== "talk";
}

/** The numbers that a record tells of the pictures of its problem; keeps in `turns` what it reads. */
function writtenIn(
  record: LogRecord,
  dialect: Dialect,
  images: readonly ShownImage[],
  turns: Map<string, TurnRead>,
): readonly Written[] {
  const byId = new Map(images.map((image) => [image.id, image]));
  return [...record.messages, ...(record.rejected?.messages ?? [])]
    .slice(0, MESSAGES_LOOKED_AT)
    .filter(({ role }) => role === "assistant")
    .flatMap(({ parts }) => {
      const words = textOfParts(parts);
      if (!HAS_NUMBERS.test(words)) return [];
      const turn = turns.get(words) ?? readTurn(words, dialect, images);
      turns.set(words, turn);
      return ownActions(turn.pieces);
    })
    .flatMap(({ action, declared }): readonly Written[] => {
      const image = byId.get(action.image);
      if (!image || !declared || declared.space !== dialect.space || shapeOf(action).kind === "whole") return [];
      const numbers = declared.layout === "corner-and-size" ? cornersTold(declared.numbers) : declared.numbers;
      return numbers.length < 2 ? [] : [{ numbers, size: image.size, image }];
    });
}

const cornersTold = ([x = 0, y = 0, width = 0, height = 0]: readonly number[]): readonly number[] => [
  x,
  y,
  x + width,
  y + height,
];

/** Actions with numbers of the model's own: what a program computes is no writing. */
function ownActions(pieces: readonly Piece[]): readonly Extract<Piece, { kind: "action" }>[] {
  let computed = 0;
  return pieces.flatMap((piece) => {
    if (piece.kind !== "action") return [];
    if (piece.action.kind === "program") {
      computed = piece.action.readings;
      return [];
    }
    return computed-- > 0 ? [] : [piece];
  });
}

type Position = Omit<Extract<Assumption, { kind: "orientation" }>, "kind">;

/** In which position the picture was that the numbers are of; null where they would be the same in both. */
function position(written: readonly Written[], { space, traits }: Dialect, orientation: Orientation): Position | null {
  const pixels = space === "pixel" || space === "resized";
  const fits = (stored: boolean): boolean =>
    !pixels ||
    written.every(({ numbers, size }) => {
      const { width, height } = stored ? storedSize(size, orientation) : size;
      return numbers.every((value, i) => value <= (i % 2 === 0 ? width : height) * SLACK);
    });
  const [upright, stored] = [fits(false), fits(true)];
  if (stored && !upright)
    return { orientation, asStored: true, ground: traits?.turns === false ? "never-turns" : "fits-as-stored" };
  if (upright && !stored) return { orientation, asStored: false, ground: "fits-upright" };
  return traits?.turns === false ? { orientation, asStored: true, ground: "never-turns" } : null;
}

/** With the size of what they count in: the resized picture, the picture as stored. */
function inCounted({ numbers, image }: Written, { space }: Dialect, asStored: boolean): Numbers {
  const size = space === "resized" ? (image.frame ?? image.size) : image.size;
  return { numbers, size: asStored && image.orientation ? storedSize(size, image.orientation) : size };
}

/** Whether some of the numbers cannot be in the space. */
function cannotBe(space: CoordinateSpace, all: readonly Numbers[], told: boolean): boolean {
  switch (space) {
    case "unit":
      return all.some(({ numbers }) => numbers.some((value) => value > SLACK));
    case "percent":
      return all.some(({ numbers }) => numbers.some((value) => value > 100 * SLACK));
    case "permille":
      return all.every(areShares) || all.some(({ numbers }) => numbers.some((value) => value > 1000 * SLACK));
    case "pixel":
    case "resized":
      return all.every(areShares) || (!told && all.some((one) => reachesBeyond(one)));
  }
}

/** Four numbers up to 1, or two with a fraction: no box of a pixel, and no point at the corner. */
const areShares = ({ numbers }: Numbers): boolean =>
  numbers.every((value) => value >= 0 && value <= 1) && (numbers.length >= 4 || !numbers.every(Number.isInteger));

const reachesBeyond = ({ numbers, size }: Numbers): boolean =>
  numbers.some((value, i) => value > (i % 2 === 0 ? size.width : size.height) * SLACK);

/** Some box or point has nothing at all in the picture. */
const liesOutside = (space: CoordinateSpace, all: readonly Numbers[]): boolean =>
  (space === "pixel" || space === "resized") &&
  all.some(({ numbers, size }) => {
    const [x, y] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
    return Math.min(...x) >= size.width || Math.min(...y) >= size.height;
  });
