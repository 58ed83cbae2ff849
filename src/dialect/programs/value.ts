import type { ShownImage } from "../contract/dialect";
import type { Statement } from "./statements";
import type { PythonToken } from "./tokens";

/** A picture in a program: part of an image that was shown, perhaps enlarged. Null `map`: turned or drawn anew. */
export interface Picture {
  readonly kind: "picture";
  readonly of: ShownImage;
  /** Size of this picture in its own pixels. */
  readonly width: number;
  readonly height: number;
  /** Own pixels to pixels of `of`: `of = own * scale + offset`. */
  readonly map: { readonly x: number; readonly y: number; readonly scaleX: number; readonly scaleY: number } | null;
}

/** What is known of a value without running the program. `unknown` spreads through everything made from it. */
export type Value =
  /** True and False are 1 and 0, as they are in Python's arithmetic. */
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "none" }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  /** A dict whose keys are texts; what else it holds is left out. */
  | { readonly kind: "record"; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: "slice"; readonly from: Value; readonly to: Value }
  | Picture
  /** A thing that draws on a picture: `ImageDraw.Draw(picture)`. Null where it is not known on which. */
  | { readonly kind: "pen"; readonly on: Picture | null }
  /** A thing that changes what a picture's pixels look like, and not where they are: `ImageEnhance.Contrast(picture)`. */
  | { readonly kind: "enhancer"; readonly on: Picture }
  /** A function of the program's own: what stands behind its name, and what it does. */
  | { readonly kind: "function"; readonly head: readonly PythonToken[]; readonly body: readonly Statement[] }
  /** A dotted name that is no variable, as `cv2.line`. */
  | { readonly kind: "path"; readonly path: string }
  /** A method that is about to be called. */
  | { readonly kind: "method"; readonly self: Value; readonly name: string }
  | { readonly kind: "unknown" };

export const UNKNOWN: Value = { kind: "unknown" };
export const NONE: Value = { kind: "none" };

/** Python's whole numbers have no end: from where ours are not exact, a number is not known. */
export const numberValue = (number: number): Value =>
  Math.abs(number) <= Number.MAX_SAFE_INTEGER ? { kind: "number", number } : UNKNOWN;
export const truthValue = (truth: boolean): Value => numberValue(truth ? 1 : 0);

/** Whether a condition holds; null where that is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case "number":
      return value.number !== 0;
    case "text":
      return value.text !== "";
    case "none":
      return false;
    case "list":
      return value.items.length > 0;
    case "record":
      return value.entries.size > 0;
    case "picture":
      return true;
    default:
      return null;
  }
}

/** Whether two values are the same, as far as that is known. */
export function isSameValue(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  if (a.kind === "number") return b.kind === "number" && a.number === b.number;
  if (a.kind === "text") return b.kind === "text" && a.text === b.text;
  if (a.kind === "path") return b.kind === "path" && a.path === b.path;
  if (a.kind === "none") return b.kind === "none";
  if (a.kind === "picture") return b.kind === "picture" && isSamePicture(a, b);
  if (a.kind !== "list" || b.kind !== "list" || depth > MAX_DEPTH || a.items.length !== b.items.length) return false;
  return a.items.every((item, i) => isSameValue(item, b.items[i] ?? UNKNOWN, depth + 1));
}

/** Two that were turned are not known to be the same. */
const isSamePicture = (a: Picture, b: Picture): boolean =>
  a.of.id === b.of.id &&
  a.width === b.width &&
  a.height === b.height &&
  a.map !== null &&
  b.map !== null &&
  a.map.x === b.map.x &&
  a.map.y === b.map.y;

const MAX_DEPTH = 4;

/** Lists that grow beyond any list of coordinates are given up: a program can double one in each of its lines. */
const MAX_ITEMS = 2000;

export const listValue = (items: readonly Value[]): Value =>
  items.length > MAX_ITEMS ? UNKNOWN : { kind: "list", items };

export const wholePicture = (image: ShownImage): Picture => ({
  kind: "picture",
  of: image,
  width: image.size.width,
  height: image.size.height,
  map: { x: 0, y: 0, scaleX: 1, scaleY: 1 },
});

/** All numbers of a value, lists laid flat; null where anything in it is not known. */
export function flatNumbers(value: Value | undefined): readonly number[] | null {
  const numbers: number[] = [];
  let visits = 0;
  const walk = (part: Value | undefined, depth: number): boolean => {
    if (++visits > MAX_ITEMS || depth > MAX_DEPTH) return false;
    if (part?.kind === "number") numbers.push(part.number);
    else if (part?.kind !== "list") return false;
    return part.kind === "number" || part.items.every((item) => walk(item, depth + 1));
  };
  return walk(value, 0) ? numbers : null;
}

export const numberIn = (value: Value | undefined): number | null => (value?.kind === "number" ? value.number : null);

/** A part of a picture as a picture. Not known where the part is empty. */
export function partOf(picture: Picture, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): Picture | null {
  if (!(x2 > x1) || !(y2 > y1)) return null;
  const { map } = picture;
  const moved = map && { ...map, x: map.x + x1 * map.scaleX, y: map.y + y1 * map.scaleY };
  return { ...picture, width: x2 - x1, height: y2 - y1, map: moved };
}

export function scaledTo(picture: Picture, width: number, height: number): Picture | null {
  if (!(width > 0) || !(height > 0)) return null;
  const { map } = picture;
  const scaled = map && {
    ...map,
    scaleX: (map.scaleX * picture.width) / width,
    scaleY: (map.scaleY * picture.height) / height,
  };
  return { ...picture, width, height, map: scaled };
}

/** A picture that was turned or mirrored: where its pixels were is not followed, how large it is, is. */
export const turnedPicture = (picture: Picture, width: number, height: number): Picture => ({
  ...picture,
  width,
  height,
  map: null,
});
