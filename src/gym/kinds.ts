import type { Color } from "../pixels";
import { THINGS, type Thing } from "./things/names";

export const SHAPES = ["circle", "square", "triangle", "diamond", "star", "cross"] as const;
export const COLOURS = ["red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink"] as const;
/** The capitals that are hard to take for one another. */
export const LETTERS = [..."ABCEFHJKLMNPRSTUVXYZ"];

export type Shape = (typeof SHAPES)[number];
export type Colour = (typeof COLOURS)[number];

/** A coloured shape. */
export interface ShapeKind {
  readonly shape: Shape;
  readonly colour: Colour;
}

/** An everyday thing. */
export interface ThingKind {
  readonly thing: Thing;
}

/** What an object is called by; two objects of one kind have one name. */
export type Kind = ShapeKind | ThingKind;

export const isThing = (kind: Kind): kind is ThingKind => "thing" in kind;

/** Every coloured shape there is. `classOf` numbers them. */
export const SHAPE_KINDS: readonly ShapeKind[] = SHAPES.flatMap((shape) =>
  COLOURS.map((colour) => ({ shape, colour })),
);

export const THING_KINDS: readonly ThingKind[] = THINGS.map((thing) => ({ thing }));

/** 1 + shape × 8 + colour, then one for each thing; 0 is left for "no object". */
export const classOf = (kind: Kind): number =>
  isThing(kind)
    ? 1 + SHAPE_KINDS.length + THINGS.indexOf(kind.thing)
    : 1 + SHAPES.indexOf(kind.shape) * COLOURS.length + COLOURS.indexOf(kind.colour);

export const sameKind = (a: Kind, b: Kind): boolean => classOf(a) === classOf(b);

/** "red circle", "cat". */
export const nameOf = (kind: Kind): string => (isThing(kind) ? kind.thing : `${kind.colour} ${kind.shape}`);

export const PAINT: Readonly<Record<Colour, Color>> = {
  red: [222, 57, 57],
  orange: [245, 140, 36],
  yellow: [248, 214, 64],
  green: [52, 158, 88],
  cyan: [74, 200, 216],
  blue: [48, 92, 214],
  purple: [130, 66, 190],
  pink: [246, 146, 192],
};

const DARK_INK: Color = [28, 26, 38];
const LIGHT_INK: Color = [255, 255, 255];

/** What a letter on this colour is written in. */
export const INK: Readonly<Record<Colour, Color>> = {
  red: LIGHT_INK,
  orange: DARK_INK,
  yellow: DARK_INK,
  green: LIGHT_INK,
  cyan: DARK_INK,
  blue: LIGHT_INK,
  purple: LIGHT_INK,
  pink: DARK_INK,
};
