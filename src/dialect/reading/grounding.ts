import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { fieldOf, type Literal, literalAt, numbersOf, textOf } from "../literal/literal";
import { talk } from "./blocks";
import { type CallResult, markFrom, pieceOf, pointFrom } from "./call";

// Boxes and points that a model writes straight into its words, as JSON: `[{"label": "cup", "bbox": […]}]`.

/** Lists beyond this many are left as words. */
const MAX_LISTS = 1000;

/**
 * Words with grounding JSON in them: each box and point an action on the first image, the rest thoughts. Of a list that
 * stops at the token limit the whole items are read, and what is left of the last is told as not read.
 */
export function groundingOutside(raw: string, shown: readonly ShownImage[], space: CoordinateSpace): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const { from, to, items, isCutOff } of groundingLists(raw)) {
    if (from > taken) pieces.push(...talk(raw.slice(taken, from)));
    let start = from;
    for (const [i, item] of items.entries()) {
      const end = i === items.length - 1 ? to : item.end;
      const text = raw.slice(start, end);
      pieces.push(pieceOf(placed(item, shown[0], space), text, text));
      start = end;
    }
    taken = to;
    if (!isCutOff || raw.slice(to).trim() === "") continue;
    const rest = raw.slice(to);
    pieces.push({ kind: "unparsed", raw: rest, text: rest, error: { code: "cut-off", at: rest.length } });
    taken = raw.length;
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...talk(raw.slice(taken))] : pieces;
}

const BOX_KEYS = ["bbox_2d", "bbox", "box_2d"];
const POINT_KEYS = ["point_2d", "point"];

const placed = (item: Literal, image: ShownImage | undefined, space: CoordinateSpace): CallResult => {
  const label = textOf(fieldOf(item, "label")) ?? "";
  const box = fieldOf(item, ...BOX_KEYS);
  if (box) return markFrom(numbersOf(box), image, { space }, label);
  return pointFrom(numbersOf(fieldOf(item, ...POINT_KEYS)), image, space, label);
};

interface GroundingList {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Literal[];
  readonly isCutOff: boolean;
}

function* groundingLists(raw: string): Generator<GroundingList> {
  // A fence around the list belongs to it.
  const pattern = /(?:```json\s{0,20})?(?:\[\s{0,20})?\{\s{0,20}["'](?:label|bbox|bbox_2d|point_2d|point|box_2d)["']/g;
  let found = 0;
  for (let match = pattern.exec(raw); match && found < MAX_LISTS; match = pattern.exec(raw)) {
    const start = match.index + match[0].search(/[[{]/);
    const literal = literalAt(raw, start);
    const cutOff = !literal && raw[start] === "[" ? cutOffList(raw, start) : [];
    const last = cutOff.at(-1);
    if (last) {
      yield { from: match.index, to: last.end, items: cutOff, isCutOff: true };
      return;
    }
    const items = literal?.kind === "list" ? literal.items : literal ? [literal] : [];
    if (!literal || !items.every(isPlaced) || items.length === 0) continue;
    const fence = match[0].startsWith("```")
      ? (/^\s{0,20}```/.exec(raw.slice(literal.end, literal.end + 30))?.[0] ?? "")
      : "";
    const to = literal.end + fence.length;
    yield { from: match.index, to, items, isCutOff: false };
    pattern.lastIndex = to;
    found++;
  }
}

/** The whole items of a list that the text ends within; none where it goes on behind the list, which is then broken. */
function cutOffList(raw: string, start: number): readonly Literal[] {
  const lastEnd = raw.lastIndexOf("}") + 1;
  // Where something is closed behind a bracket of this list, the list itself did not run into the end.
  if (raw.indexOf("]", lastEnd) >= 0) return [];
  const items: Literal[] = [];
  let at = start + 1;
  while (at < lastEnd) {
    const gap = /[\s,]*/y;
    gap.lastIndex = at;
    at += gap.exec(raw)?.[0].length ?? 0;
    const item = literalAt(raw, at);
    if (!item || !isPlaced(item)) break;
    items.push(item);
    at = item.end;
  }
  return at >= lastEnd ? items : [];
}

const isPlaced = (item: Literal): boolean => fieldOf(item, ...BOX_KEYS, ...POINT_KEYS) !== null;
