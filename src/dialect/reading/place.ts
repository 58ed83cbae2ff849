import type { Action } from "../../action";
import { err, ok } from "../../base";
import type { CoordinateSpace } from "../../trace";
import type { Cut, Piece, ShownImage } from "../contract/dialect";
import { talk } from "./blocks";
import { answer, type CallResult, markFrom, pieceOf, pointFrom, zoomFrom } from "./call";
import { declare, pointsFromNumbers } from "./space";

// Places that models write into their words: boxes, points and outlines. How they are marked off differs from family to
// family; what becomes of them does not.

/** One place, with the offset at which its own words end in the text that it was found in. */
export interface Place {
  readonly kind: "box" | "point" | "outline";
  /** As they stand in the words; null where they are no numbers. */
  readonly numbers: readonly number[] | null;
  readonly label: string;
  readonly to: number;
  /** Which of the shown images is meant, from 0; the first where this is left out. */
  readonly image?: number;
  /** y stands before x, whatever the family's own order. */
  readonly yFirst?: boolean;
  /** What this way of writing places counts in, whatever the family's own space. */
  readonly space?: CoordinateSpace;
}

/** Words that tell one or several places. */
export interface PlaceWords {
  readonly from: number;
  readonly to: number;
  readonly places: readonly Place[];
  /** The text stops within a list: what follows is the beginning of an item. */
  readonly isCutOff?: boolean;
}

/** Numbers that count bins along a side: the share of the side is `(number + offset) / count`. */
export interface Bins {
  readonly count: number;
  /** 0.5 where a bin means its middle. */
  readonly offset: number;
}

/** How the numbers of a place are read. */
export interface PlaceReading {
  readonly space: CoordinateSpace;
  readonly yFirst?: boolean;
  /** Read into shares of the picture, so that `space` is `unit`. */
  readonly bins?: Bins;
}

type Say = (words: string) => readonly Piece[];

/** A text as pieces: each place is an action, what stands between them is said by `say`. */
export function piecesWithPlaces(
  raw: string,
  found: Iterable<PlaceWords>,
  shown: readonly ShownImage[],
  reading: PlaceReading,
  say: Say = talk,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const { from, to, places, isCutOff } of found) {
    if (from > taken) pieces.push(...say(raw.slice(taken, from)));
    let start = from;
    for (const [i, place] of places.entries()) {
      const end = i === places.length - 1 ? to : Math.max(start, place.to);
      const text = raw.slice(start, end);
      pieces.push(pieceOf(placed(place, shown, reading), text, text));
      start = end;
    }
    taken = to;
    if (!isCutOff || raw.slice(to).trim() === "") continue;
    const rest = raw.slice(to);
    return [...pieces, { kind: "unparsed", raw: rest, text: rest, error: { code: "cut-off", at: rest.length } }];
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...say(raw.slice(taken))] : pieces;
}

function placed(place: Place, shown: readonly ShownImage[], reading: PlaceReading): CallResult {
  const { kind, label } = place;
  const image = shown[place.image ?? 0];
  const space = reading.bins ? "unit" : (place.space ?? reading.space);
  const numbers = place.numbers && inOrder(place.numbers, place, reading);
  if (kind === "box") return markFrom(numbers, image, { space }, label);
  if (kind === "point") return pointFrom(numbers, image, space, label);
  if (!numbers) return err({ code: "bad-number", at: 0 });
  if (!image) return err({ code: "no-such-image", at: 0 });
  const points = pointsFromNumbers(numbers, space, image);
  const [first] = points;
  if (!first || points.length < 2 || points.length > MOST_CORNERS) return err({ code: "wrong-number-count", at: 0 });
  const action: Action = { kind: "line", image: image.id, points: [...points, first] };
  return ok({ action, declared: declare([...numbers, ...numbers.slice(0, 2)], space, image) });
}

/** A box as the part of the picture to look at, of which `cut` says how much is cut out; other places are none. */
export function lookedAt(
  place: Place,
  image: ShownImage | undefined,
  reading: PlaceReading,
  cut: Cut,
): CallResult | null {
  if (place.kind !== "box") return null;
  const space = reading.bins ? "unit" : (place.space ?? reading.space);
  return zoomFrom(place.numbers && inOrder(place.numbers, place, reading), image, { space, cut });
}

const MOST_CORNERS = 900;

/** As shares where they are bins, and x before y. Shares that a tuned model wrote in the place of bins stay shares. */
function inOrder(numbers: readonly number[], { yFirst }: Place, reading: PlaceReading): readonly number[] {
  const { bins } = reading;
  const read = bins && !areShares(numbers) ? numbers.map((number) => (number + bins.offset) / bins.count) : numbers;
  return (yFirst ?? reading.yFirst) ? read.map((_, i) => read[i ^ 1] ?? 0) : read;
}

const areShares = (numbers: readonly number[]): boolean =>
  numbers.every((number) => number >= 0 && number <= 1) && !numbers.every(Number.isInteger);

/**
 * An answer that tells places: each of them an action with its own words, and then the answer, whose text is all of it.
 * `read` makes pieces of the words between the marks.
 */
export function answerWithPlaces(inside: string, raw: string, read: Say): readonly Piece[] {
  const pieces = read(inside);
  if (!pieces.some(({ kind }) => kind === "action")) return answer(inside, raw);
  const said: Piece[] = [];
  let words = raw.slice(0, raw.indexOf(inside));
  for (const piece of pieces) {
    words += piece.raw;
    if (piece.kind !== "action") continue;
    said.push({ ...piece, raw: words });
    words = "";
  }
  const told = said.reduce((length, piece) => length + piece.raw.length, 0);
  return [...said, { kind: "answer", raw: raw.slice(told), text: inside.trim() }];
}
