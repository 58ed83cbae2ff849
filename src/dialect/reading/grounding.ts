import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { fieldOf, type Literal, literalAt, numbersOf, textOf } from "../literal/literal";
import { talk } from "./blocks";
import { type CallResult, markFrom, pieceOf, pointFrom } from "./call";

// Boxes and points that a model writes straight into its words, as JSON: `[{"label": "cup", "bbox": […]}]`.

/** Lists beyond this many are left as words. */
const MAX_LISTS = 1000;

/** Words with grounding JSON in them: each box and point an action on the first image, the rest thoughts. */
export function groundingOutside(raw: string, shown: readonly ShownImage[], space: CoordinateSpace): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const { from, to, items } of groundingLists(raw)) {
    if (from > taken) pieces.push(...talk(raw.slice(taken, from)));
    let start = from;
    for (const [i, item] of items.entries()) {
      const end = i === items.length - 1 ? to : item.end;
      const text = raw.slice(start, end);
      pieces.push(pieceOf(placed(item, shown[0], space), text, text));
      start = end;
    }
    taken = to;
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

function* groundingLists(raw: string): Generator<{ from: number; to: number; items: readonly Literal[] }> {
  // A fence around the list belongs to it.
  const pattern = /(?:```json\s{0,20})?(?:\[\s{0,20})?\{\s{0,20}["'](?:label|bbox|bbox_2d|point_2d|point|box_2d)["']/g;
  let found = 0;
  for (let match = pattern.exec(raw); match && found < MAX_LISTS; match = pattern.exec(raw)) {
    const start = match.index + match[0].search(/[[{]/);
    const literal = literalAt(raw, start);
    const items = literal?.kind === "list" ? literal.items : literal ? [literal] : [];
    if (!literal || !items.every(isPlaced) || items.length === 0) continue;
    const fence = match[0].startsWith("```")
      ? (/^\s{0,20}```/.exec(raw.slice(literal.end, literal.end + 30))?.[0] ?? "")
      : "";
    const to = literal.end + fence.length;
    yield { from: match.index, to, items };
    pattern.lastIndex = to;
    found++;
  }
}

const isPlaced = (item: Literal): boolean => fieldOf(item, ...BOX_KEYS, ...POINT_KEYS) !== null;
