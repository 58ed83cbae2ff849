import type { Rng } from "../base";
import { boxFromPoints, type ImageBox, type ImagePoint, imageBox, imagePoint, padBox, type Size } from "../geometry";
import { isThing, type Kind, LETTERS, sameKind } from "./kinds";
import { outlineOf } from "./outline";

/** 1 easy, 5 hard: more objects, smaller, further off their places. */
export type Difficulty = 1 | 2 | 3 | 4 | 5;

export const GRID = 4;
export const CELL = 96;
export const PICTURE_SIZE: Size = { width: GRID * CELL, height: GRID * CELL };

/** The side of one dot of a letter, in pixels: 10 × 14 a letter, too small to read at a quarter of the size. */
export const LETTER_DOT = 2;
/** That of a letter so small that a look at its object does not yet show it. */
const SMALL_LETTER_DOT = 1;

export type SceneObject = Kind & Placed;

interface Placed {
  readonly letter: string;
  /** The side of one dot of its letter, in pixels, where that is not LETTER_DOT. */
  readonly letterDot?: number;
  /** 0–15, row by row. */
  readonly cell: number;
  /** The object's own middle, in pixels of the picture. */
  readonly center: ImagePoint;
  readonly radius: number;
  /** The object's own extent, in pixels of the picture. */
  readonly box: ImageBox;
}

export interface Scene {
  readonly kind: "scene";
  readonly size: Size;
  /** In reading order: top row of the grid first, then left to right. */
  readonly objects: readonly SceneObject[];
}

interface Range {
  readonly low: number;
  readonly high: number;
}

const OBJECT_COUNT: Readonly<Record<Difficulty, Range>> = {
  1: { low: 4, high: 5 },
  2: { low: 4, high: 7 },
  3: { low: 5, high: 8 },
  4: { low: 7, high: 9 },
  5: { low: 8, high: 10 },
};

/** Parts of a cell. */
const OBJECT_EXTENT: Readonly<Record<Difficulty, Range>> = {
  1: { low: 0.64, high: 0.75 },
  2: { low: 0.56, high: 0.75 },
  3: { low: 0.5, high: 0.75 },
  4: { low: 0.5, high: 0.7 },
  5: { low: 0.5, high: 0.64 },
};

/** How far off its place an object may stand, as a part of the room its cell leaves. */
const JITTER: Readonly<Record<Difficulty, number>> = { 1: 0.4, 2: 0.6, 3: 0.8, 4: 1, 5: 1 };

export const drawObjectCount = (rng: Rng, difficulty: Difficulty): number =>
  rng.int(OBJECT_COUNT[difficulty].low, OBJECT_COUNT[difficulty].high);

/** Puts objects of these kinds on cells of the grid, each with a letter of its own. */
export function placeObjects(rng: Rng, kinds: readonly Kind[], difficulty: Difficulty): Scene {
  const cells = rng.shuffle(Array.from({ length: GRID * GRID }, (_, i) => i)).slice(0, kinds.length);
  const letters = rng.shuffle(LETTERS);
  const objects = kinds.map((kind, i) => placeObject(rng, kind, letters[i]!, cells[i]!, difficulty));
  return { kind: "scene", size: PICTURE_SIZE, objects: objects.sort((a, b) => a.cell - b.cell) };
}

function placeObject(rng: Rng, kind: Kind, letter: string, cell: number, difficulty: Difficulty): SceneObject {
  const { low, high } = OBJECT_EXTENT[difficulty];
  const radius = Math.round((CELL * (low + rng.next() * (high - low))) / 2);
  const room = (CELL / 2 - radius) * JITTER[difficulty];
  const middle = (index: number) => Math.round((index + 0.5) * CELL + (rng.next() * 2 - 1) * room);
  const center = imagePoint(middle(cell % GRID), middle(Math.floor(cell / GRID)));
  return { ...kind, letter, cell, center, radius, box: extentOf(kind, center, radius) };
}

/** The box around an object of this kind: a shape's own corners, a thing's whole square. */
export const extentOf = (kind: Kind, center: ImagePoint, radius: number): ImageBox =>
  isThing(kind)
    ? imageBox(center.x - radius, center.y - radius, 2 * radius, 2 * radius)
    : boxFromPoints(outlineOf(kind.shape, center, radius));

/** The objects that no other object shares its name with. */
export const uniqueObjects = ({ objects }: Scene): SceneObject[] =>
  objects.filter((object) => objects.filter((other) => sameKind(object, other)).length === 1);

/** The box to look at an object through: its extent and a tenth more on every side. */
export const lookBox = ({ box }: SceneObject): ImageBox => padBox(box, 0.1);

/** The same scene with letters that take two looks: at the object, then at the letter. */
export const withSmallLetters = (scene: Scene): Scene => ({
  ...scene,
  objects: scene.objects.map((object) => ({ ...object, letterDot: SMALL_LETTER_DOT })),
});

export const hasSmallLetter = ({ letterDot }: SceneObject): boolean => letterDot === SMALL_LETTER_DOT;

/** The side of the square to read a small letter through, in pixels. */
const CLOSE_SIDE = 28;

/** The second look at an object whose letter is small. */
export function closeBox(object: SceneObject): ImageBox {
  const { x, y } = letterCenter(object);
  return imageBox(x - CLOSE_SIDE / 2, y - CLOSE_SIDE / 2, CLOSE_SIDE, CLOSE_SIDE);
}

/** How far from a thing's middle its tag hangs, in parts of its radius. */
const TAG_SHIFT = 0.55;

/** Where an object's letter stands: in the middle of a shape, on a tag at the lower right of a thing. */
export function letterCenter(object: SceneObject): ImagePoint {
  const shift = isThing(object) ? Math.round(object.radius * TAG_SHIFT) : 0;
  return imagePoint(object.center.x + shift, object.center.y + shift);
}

/** Where an object's letter is, in pixels of the picture. */
export function letterBox(object: SceneObject): ImageBox {
  const { x, y } = letterCenter(object);
  const dot = object.letterDot ?? LETTER_DOT;
  return imageBox(x - 2.5 * dot, y - 3.5 * dot, 5 * dot, 7 * dot);
}
