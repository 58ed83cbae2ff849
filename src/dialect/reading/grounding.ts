import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { fieldOf, type Literal, literalAt, numberOf, numbersOf, textOf } from "../literal/literal";
import { type Place, type PlaceWords, piecesWithPlaces } from "./place";

// Boxes, points and outlines that a model writes straight into its words as JSON: `[{"label": "cup", "bbox": […]}]`.

/** Lists beyond this many are left as words. */
const MAX_LISTS = 1000;
const MAX_PLACES = 2000;

/**
 * Words with grounding JSON in them: each box and point an action on the first image, the rest thoughts. Of a list that
 * stops at the token limit the whole items are read, and what is left of the last is told as not read.
 */
export const groundingOutside = (raw: string, shown: readonly ShownImage[], space: CoordinateSpace): readonly Piece[] =>
  piecesWithPlaces(raw, jsonPlaces(raw), shown, { space });

const BOX_KEYS = ["bbox_2d", "bbox", "box", "bounding_box", "boundingBox", "Position"];
const POINT_KEYS = ["point_2d", "point"];
const OUTLINE_KEYS = ["mask", "polygon", "segmentation", "outline"];
const CORNER_KEYS = ["x_min", "y_min", "x_max", "y_max"];
/** Fields under which a record keeps a list of places. */
const LIST_KEYS = ["boxes", "bboxes", "objects", "points", "detections", "items", "predictions", "annotations"];
const LABEL_KEYS = ["label", "name", "text_content", "class", "category", "object", "text"];

/** How JSON of a family tells places, where that is not what all others do. */
export interface JsonHabits {
  /** `point` is `[y, x]`, as in Gemini's words. */
  readonly yFirstPoints?: boolean;
  /** `box_2d` is `[x1, y1, x2, y2]`, as in GLM's words; Gemini, which brought it up, has y first. */
  readonly xFirstBoxes?: boolean;
  /** `coordinate` is a point: elsewhere it is where a tool is told to click. */
  readonly coordinates?: boolean;
}

/** The places that a text tells as JSON. */
export function* jsonPlaces(raw: string, habits: JsonHabits = {}): Generator<PlaceWords> {
  const mayTell = habits.coordinates ? /box|point|coordinate/i : /box|point|x_min|Position|mask|polygon|objects/i;
  if (!mayTell.test(raw)) return;
  // A fence around the list belongs to it.
  const pattern = /(?:```(?:json)?\s{0,20})?(?:\[\s{0,20})?\{\s{0,20}["'][\w ]{1,40}["']\s{0,5}:/g;
  let found = 0;
  let last = 0;
  for (let match = pattern.exec(raw); match && found < MAX_LISTS; match = pattern.exec(raw)) {
    const start = match.index + match[0].search(/[[{]/);
    const literal = literalAt(raw, start);
    const cutOff = !literal && raw[start] === "[" ? cutOffPlaces(raw, start, habits) : [];
    const whole = cutOff.at(-1);
    if (whole) {
      yield { from: match.index, to: whole.to, places: cutOff, isCutOff: true };
      return;
    }
    // The items of a broken list may be whole.
    if (!literal && raw[start] === "[") pattern.lastIndex = start + 1;
    const places = literal ? placesIn(literal, habits) : [];
    if (!literal || places.length === 0) continue;
    const fence = match[0].startsWith("```")
      ? (/^\s{0,20}```/.exec(raw.slice(literal.end, literal.end + 30))?.[0] ?? "")
      : "";
    const to = literal.end + fence.length;
    // What only parts two items of such a list is said by nobody.
    const from = last > 0 && /^\s{0,20},[\s{[]{0,40}$/.test(raw.slice(last, match.index)) ? last : match.index;
    yield { from, to, places };
    last = to;
    pattern.lastIndex = to;
    found++;
  }
}

/** The places of a list of records, or of one; none where a record of the list tells none. */
function placesIn(literal: Literal, habits: JsonHabits): readonly Place[] {
  if (literal.kind !== "list") return placesOf(literal, habits);
  const items = literal.items.slice(0, MAX_PLACES).map((item) => placesOf(item, habits));
  return items.every((places) => places.length > 0) ? items.flat() : [];
}

/** The places of one record: its own, else those of the lists that it holds. */
function placesOf(item: Literal, habits: JsonHabits): readonly Place[] {
  if (item.kind !== "record") return [];
  const label = textOf(fieldOf(item, ...LABEL_KEYS)) ?? "";
  const own = [...boxesOf(item, label, habits), ...pointsOf(item, label, habits), ...outlinesOf(item, label)];
  if (own.length > 0) return own.map((place) => ({ ...place, to: item.end }));
  return LIST_KEYS.flatMap((key) => {
    const list = fieldOf(item, key);
    return list?.kind === "list" ? list.items.slice(0, MAX_PLACES) : [];
  }).flatMap((inner) => {
    const told = placesOf(inner, habits);
    return told.length > 0 ? told : bare(inner, label);
  });
}

const GEMINI = { yFirst: true, space: "permille" } as const;
/** Visual-RFT's models count in thousandths, and nobody else calls a box so (Liuziyu77/Visual-RFT@9486633). */
const VISUAL_RFT = { space: "permille" } as const;

function boxesOf(item: Literal, label: string, { xFirstBoxes = false }: JsonHabits): readonly Place[] {
  const corners = CORNER_KEYS.map((key) => numberOf(fieldOf(item, key)));
  if (corners.every((number) => number !== null)) return [{ kind: "box", numbers: corners, label, to: item.end }];
  const gemini = fieldOf(item, "box_2d");
  const field = gemini ?? fieldOf(item, ...BOX_KEYS);
  if (!field) return [];
  const asTold = gemini ? (xFirstBoxes ? {} : GEMINI) : fieldOf(item, "Position") ? VISUAL_RFT : {};
  const place = (numbers: readonly number[] | null): Place => ({
    kind: "box",
    numbers,
    label,
    to: item.end,
    ...asTold,
  });
  const numbers = numbersOf(field);
  // Two numbers under the name of a box are a point, and eight are two boxes.
  if (numbers?.length === 2) return [{ ...place(numbers), kind: "point" }];
  return numbers && numbers.length > 4 && numbers.length % 4 === 0 ? groupsOf(numbers, 4).map(place) : [place(numbers)];
}

function pointsOf(item: Literal, label: string, { yFirstPoints, coordinates }: JsonHabits): readonly Place[] {
  const field = fieldOf(item, ...POINT_KEYS, ...(coordinates ? ["coordinate"] : []));
  const order = yFirstPoints ? { yFirst: true } : {};
  return field ? [{ kind: "point", numbers: numbersOf(field), label, to: item.end, ...order }] : [];
}

/** Corners of an outline, x first in every family; a mask may as well be a picture in words, which is none. */
function outlinesOf(item: Literal, label: string): readonly Place[] {
  const numbers = numbersOf(fieldOf(item, ...OUTLINE_KEYS));
  return numbers && numbers.length >= 6 && numbers.length % 2 === 0
    ? [{ kind: "outline", numbers, label, to: item.end, yFirst: false }]
    : [];
}

/** An item of a list of places that has no names for its numbers. */
function bare(item: Literal, label: string): readonly Place[] {
  const named = ["x", "y"].map((key) => numberOf(fieldOf(item, key)));
  const numbers = named.every((number) => number !== null) ? named : numbersOf(item);
  if (numbers?.length === 2) return [{ kind: "point", numbers, label, to: item.end }];
  return numbers?.length === 4 ? [{ kind: "box", numbers, label, to: item.end }] : [];
}

/** The whole items of a list that the text ends within; none where it goes on behind the list, which is then broken. */
function cutOffPlaces(raw: string, start: number, habits: JsonHabits): readonly Place[] {
  const lastEnd = raw.lastIndexOf("}") + 1;
  // Where something is closed behind a bracket of this list, the list itself did not run into the end.
  if (raw.indexOf("]", lastEnd) >= 0) return [];
  const places: Place[] = [];
  let at = start + 1;
  while (at < lastEnd) {
    const gap = /[\s,]*/y;
    gap.lastIndex = at;
    at += gap.exec(raw)?.[0].length ?? 0;
    const item = literalAt(raw, at);
    const told = item ? placesOf(item, habits) : [];
    if (!item || told.length === 0) break;
    places.push(...told);
    at = item.end;
  }
  return at >= lastEnd ? places : [];
}

/** Numbers in groups of `size`; what is left over makes none. */
export const groupsOf = (numbers: readonly number[], size: number): readonly (readonly number[])[] =>
  Array.from({ length: Math.floor(numbers.length / size) }, (_, i) => numbers.slice(i * size, (i + 1) * size));
