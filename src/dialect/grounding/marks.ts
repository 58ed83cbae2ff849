import { groupsOf } from "../reading/grounding";
import type { Place, PlaceWords } from "../reading/place";

// Ways of telling places by tags and special tokens. A family of models names those that its words have.

/** One way: what its words look like, and the places that they tell. Patterns have bounded repetitions only. */
interface Mark {
  readonly pattern: RegExp;
  read(match: RegExpMatchArray): readonly Place[];
}

export type MarkName = keyof typeof MARKS;

const NUMBER = /-?\d{1,9}(?:\.\d{1,9})?/g;
const MOST_PLACES = 1000;

/** The numbers of a passage, each with the offset behind it. */
const numbersIn = (words: string): readonly { readonly value: number; readonly end: number }[] =>
  [...words.matchAll(NUMBER)].slice(0, 4 * MOST_PLACES).map((match) => ({
    value: Number(match[0]),
    end: match.index + match[0].length,
  }));

type Kind = Place["kind"];

/** `kind` of place for each `size` numbers of a passage that begins at `at`; all numbers are one outline. */
function placesOf(words: string, at: number, kind: Kind, label: string): readonly Place[] {
  const numbers = numbersIn(words);
  const size = kind === "outline" ? Math.max(6, numbers.length) : kind === "box" && numbers.length !== 2 ? 4 : 2;
  const single: Kind = size === 2 ? "point" : kind;
  return Array.from({ length: Math.floor(numbers.length / size) }, (_, i) => {
    const group = numbers.slice(i * size, (i + 1) * size);
    return { kind: single, numbers: group.map(({ value }) => value), label, to: at + (group.at(-1)?.end ?? 0) };
  });
}

/** Numbers between two marks, behind the words that they are about where those have marks of their own. */
function between(open: string, close: string, kind: Kind, about?: readonly [open: string, close: string]): Mark {
  const label = about ? `(?:${about[0]}([^<]{0,500})${about[1]}\\s{0,9})?` : "()";
  return {
    pattern: new RegExp(`${label}(${open})([^<]{1,20000})${close}`, "g"),
    read: ({ index = 0, 0: whole, 1: name = "", 2: mark = "", 3: inside = "" }) =>
      // Marks around words without a number hold something else: an answer, a picture's name.
      placesOf(inside, index + whole.indexOf(mark + inside) + mark.length, kind, name.trim()),
  };
}

/** Four numbers in brackets with nothing around them, corners in their order. */
const CORNERS = String.raw`[[(<]\s{0,3}\d{1,4}(?:\.\d{1,4})?(?:\s{0,3},\s{0,3}\d{1,4}(?:\.\d{1,4})?){3}\s{0,3}[\])>]`;
const brackets: Mark = {
  pattern: new RegExp(String.raw`[[(<]?${CORNERS}(?:\s{0,3},\s{0,3}${CORNERS}){0,100}[\])>]?`, "g"),
  read({ index = 0, 0: whole }) {
    const places = placesOf(whole, index, "box", "");
    const isOrdered = ({ numbers }: Place): boolean => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers ?? [];
      return x1 < x2 && y1 < y2;
    };
    return places.every(isOrdered) ? places : [];
  },
};

const attributesOf = (words: string): ReadonlyMap<string, string> =>
  new Map(
    [...words.matchAll(/([a-z]{1,10}\d{0,4})\s{0,3}=\s{0,3}"?([^"\s]{1,40}|[^"]{1,500})"?/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );

/** `<point x="61.5" y="40.6" alt="…">…</point>`, and `x1`, `y1`, `x2` … for several. */
const attributes: Mark = {
  pattern: /<points?\s((?![^<>]{0,200}\bcoords=)[^<>]{1,50000})>([^<]{0,500})<\/points?>/g,
  read({ index = 0, 0: whole, 1: words = "", 2: inside = "" }) {
    const named = attributesOf(words);
    const label = inside.trim() || (named.get("alt") ?? "");
    const keys = ["", ...Array.from({ length: MOST_PLACES }, (_, i) => String(i + 1))];
    return keys.flatMap((key): Place[] => {
      const [x, y] = [Number(named.get(`x${key}`)), Number(named.get(`y${key}`))];
      return Number.isFinite(x) && Number.isFinite(y)
        ? [{ kind: "point", numbers: [x, y], label, to: index + whole.length }]
        : [];
    });
  },
};

/**
 * `<points coords="1 1 500 500 2 610 480">…</points>`: for each picture its number, then an id and two thousandths for
 * each point; the pictures are parted by a tab, a semicolon, a colon or a comma. `<tracks …>` likewise.
 */
const coordinates: Mark = {
  pattern:
    /<(?:points|tracks)(?:\s[^<>]{0,500}?)?\scoords="([\d\t:;, .]{1,50000})"\s?\/?>(?:([^<]{0,500})<\/(?:points|tracks)>)?/g,
  read({ index = 0, 0: whole, 1: words = "", 2: inside = "" }) {
    return words.split(/[\t:;,]/).flatMap((group): Place[] => {
      const [picture = 1, ...numbers] = numbersIn(group).map(({ value }) => value);
      return groupsOf(numbers, 3).map(([, x = 0, y = 0]) => ({
        kind: "point",
        numbers: [x, y],
        label: inside.trim(),
        to: index + whole.length,
        image: Math.max(0, picture - 1),
      }));
    });
  },
};

const numbersOfTokens = (words: string): readonly number[] => numbersIn(words).map(({ value }) => value);

/** `<loc0512>` four times, y first, then the words that they are about. */
const locBefore: Mark = {
  pattern: /((?:<loc\d{4}>){4})(?:<seg\d{3}>){0,16}(?:[ \t]?([^<;\n]{0,200}))?/g,
  read: ({ index = 0, 0: whole, 1: tokens = "", 2: name = "" }) => [
    { kind: "box", numbers: numbersOfTokens(tokens), label: name.trim(), to: index + whole.length },
  ],
};

/**
 * The words, then `<loc_512>` four times for each box. Eight that make no two boxes are the corners of a quadrilateral,
 * and longer runs between `<poly>` and `</poly>` are outlines.
 */
const locBehind: Mark = {
  pattern: /([^<>\n]{0,200})((?:<loc_\d{1,3}>){4,2000}|(?:<poly>(?:<loc_\d{1,3}>|<sep>){3,2000}<\/poly>){1,200})/g,
  read({ index = 0, 0: whole, 1: name = "", 2: tokens = "" }) {
    const place = (kind: Kind, numbers: readonly number[]): Place => ({
      kind,
      numbers,
      label: name.trim(),
      to: index + whole.length,
    });
    if (tokens.startsWith("<poly>"))
      return tokens
        .split(/<\/?poly>|<sep>/)
        .filter((part) => part !== "")
        .map((part) => place("outline", numbersOfTokens(part)));
    const numbers = numbersOfTokens(tokens);
    const boxes = groupsOf(numbers, 4);
    const isBox = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): boolean => x1 <= x2 && y1 <= y2;
    return numbers.length === 8 && !boxes.every(isBox)
      ? [place("outline", numbers)]
      : boxes.map((group) => place("box", group));
  },
};

/** How many cells a side of the picture has where two cells tell a box. */
const CELLS = 32;

/** The corners of the box between two cells, in shares: their middles, or their outer sides where they share a row or a column. */
function cornersOfCells(first: number, last: number): readonly number[] {
  const [x1, y1] = [first % CELLS, Math.floor(first / CELLS)];
  const [x2, y2] = [last % CELLS, Math.floor(last / CELLS)];
  const isFlat = x1 === x2 || y1 === y2;
  const [near, far] = isFlat ? [0, 1] : [0.5, 0.5];
  return [x1 + near, y1 + near, x2 + far, y2 + far].map((value) => value / CELLS);
}

/** `<phrase>a van</phrase><object><patch_index_0044><patch_index_0863></object>`. */
const patches: Mark = {
  pattern:
    /(?:<phrase>([^<]{0,500})<\/phrase>)?<object>((?:<patch_index_\d{1,4}>|<\/delimiter_of_multi_objects\/>|\s){2,500})<\/object>/g,
  read({ index = 0, 0: whole, 1: name = "", 2: tokens = "" }) {
    return groupsOf(numbersOfTokens(tokens), 2).map(([first = 0, last = 0]) => ({
      kind: "box",
      numbers: cornersOfCells(first, last),
      label: name.trim(),
      to: index + whole.length,
    }));
  },
};

/** `<0><35><980><987>, <646><0><999><940>`: two numbers are a point, four a box, more an outline. */
function binsOf(words: string, at: number, label: string): readonly Place[] {
  let from = at;
  return words.split(",").flatMap((group): readonly Place[] => {
    const numbers = numbersOfTokens(group);
    const to = from + group.length;
    from = to + 1;
    const kind: Kind = numbers.length === 2 ? "point" : numbers.length === 4 ? "box" : "outline";
    const isWhole = numbers.length >= 2 && numbers.length % 2 === 0;
    return isWhole ? [{ kind, numbers, label, to }] : [];
  });
}

/** Points in brackets with nothing around them: `[(0.461, 0.527), (0.498, 0.521)]`. */
const tuples: Mark = {
  pattern: /\(\s{0,3}\d{1,4}(?:\.\d{1,9})?\s{0,3},\s{0,3}\d{1,4}(?:\.\d{1,9})?\s{0,3}\)/g,
  read: ({ index = 0, 0: whole }) => placesOf(whole, index, "point", ""),
};

const REF = ["<ref>", "</ref>"] as const;
const OBJECT_REF = [String.raw`<\|object_ref_start\|>`, String.raw`<\|object_ref_end\|>`] as const;
const BAR_REF = [String.raw`<\|ref\|>`, String.raw`<\|/ref\|>`] as const;

/** `<|object_ref_start|>van<|object_ref_end|><|box_start|><280><500><520><700><|box_end|>`; the last mark may be missing. */
const binTokens: Mark = {
  pattern: new RegExp(
    String.raw`(?:${OBJECT_REF[0]}([^<]{0,500})${OBJECT_REF[1]}\s{0,9})?(<\|box_start\|>)((?:[\s,]{0,9}<\d{1,3}>){2,4000})\s{0,9}(?:<\|box_end\|>|$)`,
    "g",
  ),
  read: ({ index = 0, 0: whole, 1: name = "", 2: mark = "", 3: inside = "" }) =>
    binsOf(inside, index + whole.indexOf(mark + inside) + mark.length, name.trim()),
};

export const MARKS = {
  /** `<box>(1,2),(3,4)</box>`, `<box>[[1, 2, 3, 4]]</box>`, `<box>1 2 3 4</box>`. */
  box: between("<box>", "</box>", "box", REF),
  quad: between("<quad>", "</quad>", "outline", REF),
  boxTokens: between(String.raw`<\|box_start\|>`, String.raw`<\|box_end\|>`, "box", OBJECT_REF),
  pointTokens: between(String.raw`<\|point_start\|>`, String.raw`<\|point_end\|>`, "point", OBJECT_REF),
  binTokens,
  tuples,
  quadTokens: between(String.raw`<\|quad_start\|>`, String.raw`<\|quad_end\|>`, "outline", OBJECT_REF),
  det: between(String.raw`<\|det\|>`, String.raw`<\|/det\|>`, "box", BAR_REF),
  barBox: between(String.raw`<\|box\|>`, String.raw`<\|/box\|>`, "box", BAR_REF),
  barPoint: between(String.raw`<\|point\|>`, String.raw`<\|/point\|>`, "point", BAR_REF),
  bbox: between("<bbox>", "</bbox>", "box"),
  /** `<SOT>[0.28, 0.5, 0.52, 0.7]<EOT>`, and the mark of the part that is shown again. */
  replay: between("<(?:SOT|sot)>", "<(?:EOT|eot)>(?:<image>)?", "box"),
  point: between("<point>", "</point>", "point", REF),
  polygon: between("<polygon>", "</polygon>", "outline"),
  brackets,
  attributes,
  coordinates,
  locBefore,
  locBehind,
  patches,
} satisfies Readonly<Record<string, Mark>>;

/** The places that a text tells by these marks. What a place is about holds also for those that follow at once. */
export const markedPlaces = (raw: string, names: readonly MarkName[]): readonly PlaceWords[] =>
  names.flatMap((name) => {
    const { pattern, read } = MARKS[name];
    const found: PlaceWords[] = [];
    for (const match of raw.matchAll(pattern)) {
      const places = read(match);
      if (places.length === 0) continue;
      const before = found.at(-1);
      const label = before?.to === match.index ? (before.places[0]?.label ?? "") : "";
      const named = label === "" ? places : places.map((place) => (place.label === "" ? { ...place, label } : place));
      found.push({ from: match.index, to: match.index + match[0].length, places: named });
      if (found.length === MOST_PLACES) break;
    }
    return found;
  });
