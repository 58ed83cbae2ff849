import { isFields } from "../../src/dialect";

// Records whose words stay what they are and stand elsewhere: exchanged, moved, wrapped, told under other names.

type Draw = () => number;
type Key = string | number;
type Held = Record<string, unknown> | unknown[];

/** Where a value stands: in which list or record, and in which record or list that stands. */
interface Place {
  readonly holder: Held;
  readonly key: Key;
  readonly above: Place | null;
}

const isHeld = (value: unknown): value is Held => typeof value === "object" && value !== null;

function valueAt({ holder, key }: Place): unknown {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

function put({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Puts values under names of their own; one that is taken keeps what it has. */
function add(record: Record<string, unknown>, entries: Iterable<readonly [string, unknown]>): void {
  for (const [name, value] of entries) if (!Object.hasOwn(record, name)) record[name] = value;
}

function placesIn(root: Held): readonly Place[] {
  const places: Place[] = [];
  const open: { readonly holder: Held; readonly above: Place | null }[] = [{ holder: root, above: null }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { holder, above } = next;
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      const place = { holder, key, above };
      places.push(place);
      const value = valueAt(place);
      if (isHeld(value)) open.push({ holder: value, above: place });
    }
  }
  return places;
}

/** Names that words or pictures stand under somewhere, and some that nobody knows. */
const NAMES =
  "text content value parts message messages input output response prompt question answer image images image_url url data type role name label arguments args result results thinking reasoning reasoning_content summary details extra more note caption kwargs function tool_calls choices delta body payload Text mediaUrl toolName".split(
    " ",
  );

/** Each changes one place of a record, where it can. */
type Change = (place: Place, draw: Draw, others: readonly unknown[], places: readonly Place[]) => void;

const pick = <T>(draw: Draw, of: readonly T[]): T | undefined => of[Math.floor(draw() * of.length)];

const CHANGES: readonly Change[] = [
  // Two values change places. One of them may stand within the other: a record never holds itself.
  (place, draw, _, places) => {
    const other = pick(draw, places);
    if (!other) return;
    const [one, two] = [structuredClone(valueAt(place)), structuredClone(valueAt(other))];
    put(place, two);
    put(other, one);
  },
  // A field one level up, or all fields of a record.
  (place) => {
    const { above } = place;
    if (!above || Array.isArray(above.holder) || typeof place.key !== "string") return;
    add(above.holder, [[place.key, valueAt(place)]]);
    if (valueAt({ ...above, key: place.key }) === valueAt(place)) remove(place);
  },
  (place) => {
    const value = valueAt(place);
    if (!isFields(value) || Array.isArray(place.holder)) return;
    remove(place);
    add(place.holder, Object.entries(value));
  },
  // A value in a record or a list of its own, and out of one.
  (place, draw) => {
    const value = valueAt(place);
    const name = pick(draw, NAMES) ?? "value";
    const ways: readonly unknown[] = [
      [value],
      { [name]: value },
      { type: "text", [name]: value },
      { type: name, value },
    ];
    put(place, pick(draw, ways));
  },
  (place, draw) => {
    const value = valueAt(place);
    if (isHeld(value)) put(place, pick(draw, Object.values(value)) ?? null);
  },
  // A number as text, a text as the number that it says, and what is JSON as text.
  (place) => {
    const value = valueAt(place);
    if (typeof value === "number") put(place, String(value));
    else if (typeof value === "string" && Number.isFinite(Number(value))) put(place, Number(value));
    else if (isHeld(value)) put(place, JSON.stringify(value));
  },
  // Another name; the same once more under another one.
  (place, draw) => {
    if (Array.isArray(place.holder) || typeof place.key !== "string") return;
    const value = valueAt(place);
    if (draw() < 0.7) remove(place);
    add(place.holder, [[renamed(place.key, draw), structuredClone(value)]]);
  },
  // Words as a name.
  (place) => {
    const value = valueAt(place);
    if (typeof value === "string") put(place, { [value]: true });
  },
  // What nobody reads beside what somebody does, and words where names stand.
  ({ holder }, draw) => {
    const words = pick(draw, UNREAD) ?? "";
    const value = pick<unknown>(draw, [words, [words], { text: words }, { deeper: { note: words } }]);
    if (Array.isArray(holder)) holder.splice(Math.floor(draw() * (holder.length + 1)), 0, value);
    else add(holder, [[pick(draw, [...NAMES, "remark", "aside"]) ?? "", value]]);
  },
  // A part of another record.
  (place, draw, others) => {
    const other = structuredClone(pick(draw, others));
    const inner = isHeld(other) ? pick(draw, placesIn(other)) : undefined;
    if (inner) put(place, valueAt(inner));
  },
  (place, draw, others) => {
    const other = structuredClone(pick(draw, others));
    if (isFields(other) && !Array.isArray(place.holder)) add(place.holder, Object.entries(other));
  },
];

const UNREAD = ["a remark that stands beside it all", "aside", "Look at the far end of it.", "cat.jpg"];

function renamed(name: string, draw: Draw): string {
  const ways = [
    pick(draw, NAMES) ?? name,
    name.toUpperCase(),
    `${name}s`,
    `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ];
  return pick(draw, ways) ?? name;
}

const MOST_CHANGES = 4;

/** A value with one to four of its places changed; `others` are records that parts may be taken from. */
export function reshaped(value: unknown, draw: Draw, others: readonly unknown[]): unknown {
  const root: [unknown] = [structuredClone(value)];
  for (let left = 1 + Math.floor(draw() * MOST_CHANGES); left > 0; left--) {
    const places = placesIn(root);
    const place = pick(draw, places);
    if (place) pick(draw, CHANGES)?.(place, draw, others, places);
  }
  return root[0];
}
