import type { Action } from "../../action";
import type { Orientation, Size } from "../../geometry";
import { COORDINATE_SPACES, type CoordinateSpace, type Declared, type StepBody } from "../../trace";
import type { Dialect, Measured } from "../contract/dialect";
import { areInOrder, executedBy, type Performed } from "../reading/call";
import { asStoredOf, type Counted, guessSpace, guessSpaceOfAll, type Numbers, respace } from "../reading/space";
import { frameOf } from "./shown";

type ActionBody = Extract<StepBody, { kind: "action" }>;

/** Where the belief in a space comes from. `mixed`: the dialect takes two, and the numbers decided. */
export type BeliefSource = "dialect" | "person" | "mixed" | "numbers";

/** What numbers look like by themselves, and why. */
export type Ground = "within-one" | "beyond-the-image" | "fits-the-image" | "beyond-everything";

/** Which space an action's numbers are believed to be in, and on what ground. */
export interface Belief {
  readonly space: CoordinateSpace;
  readonly source: BeliefSource;
  readonly looksLike: CoordinateSpace;
  readonly ground: Ground;
}

/** `dialect` is the one that the step was written in; null where nothing says it. */
export function believe(declared: Declared, size: Size, dialect: Pick<Dialect, "space"> | null): Belief {
  const { space, numbers } = declared;
  const looksLike = guessSpace(numbers, size);
  return { space, source: sourceOf(declared, dialect), looksLike, ground: groundOfAll([{ numbers, size }]) };
}

function sourceOf({ space, chosen }: Declared, dialect: Pick<Dialect, "space"> | null): BeliefSource {
  if (chosen) return "person";
  if (!dialect) return "numbers";
  return dialect.space === space ? "dialect" : "mixed";
}

/** Why numbers look like the space that is guessed of them. */
export function groundOfAll(all: readonly Numbers[]): Ground {
  const looksLike = guessSpaceOfAll(all);
  if (looksLike === "unit") return "within-one";
  if (looksLike === "permille") return "beyond-the-image";
  const beyond = all.some(({ numbers, size }) =>
    numbers.some((value, i) => value > (i % 2 === 0 ? size.width : size.height)),
  );
  return beyond ? "beyond-everything" : "fits-the-image";
}

/** The same words in one of the spaces. */
export interface LensChoice extends Counted {
  /** In the space `resized`: what its numbers would count in. */
  readonly frame: Size | null;
  readonly body: ActionBody;
}

/** How one system reads boxes: what a lens needs of its dialect. */
export type Reading = Pick<Dialect, "space" | "traits" | "cut">;

/** An image by its size, and how its file is stored, where that is not upright. */
export interface SizedImage extends Size {
  readonly orientation?: Orientation;
}

/** An action's words in another space, with the box that the system's tool would cut. Null where it has no numbers. */
export function readIn(body: ActionBody, counted: Counted, image: SizedImage, reading: Reading): ActionBody | null {
  const read = readByNumbers(body, counted, image, reading);
  if (!read?.declared || counted.space === reading.space) return read;
  return { ...read, declared: { ...read.declared, chosen: true } };
}

/** The same where it was not a person who chose, but the numbers that left no other. */
export function readByNumbers(
  body: ActionBody,
  counted: Counted,
  { width, height, orientation }: SizedImage,
  reading: Reading,
): ActionBody | null {
  const size = { width, height };
  // A frame that was declared is one of the picture as it was counted in then.
  const told = body.declared?.asStored === (counted.asStored || undefined) ? body.declared?.frame : undefined;
  const stored = counted.asStored && orientation ? asStoredOf({ size }, orientation).size : size;
  const frame = told ?? frameOf(reading, stored);
  const upright = counted.asStored && orientation ? asStoredOf({ size: frame }, orientation).size : frame;
  const moved = respace(body, counted, { size, frame: upright, ...(orientation ? { orientation } : {}) });
  if (!moved?.declared) return null;
  // The tool opens the picture that it was shown, whatever the numbers are read as.
  const opened = reading.space === "resized" ? { size, frame: upright } : { size };
  // Corners in the wrong order are so in every space.
  const fails = body.declared?.refused === true && !areInOrder(body.declared.numbers);
  const done = fails ? { refused: true as const } : executedIn(moved.action, opened, reading);
  return { ...moved, declared: { ...moved.declared, ...done } };
}

function executedIn(action: Action, image: Measured, { cut }: Reading): Performed {
  return action.kind === "zoom" && cut ? executedBy(cut, action.box, image) : {};
}

/**
 * Every space that an action's numbers could be in. Where the picture's file is stored turned, also the space that they
 * are in now, of the picture in the other position. Empty for an action without numbers.
 */
export function lensChoices(body: ActionBody, image: SizedImage, reading: Reading): readonly LensChoice[] {
  const asStored = body.declared?.asStored ?? false;
  const spaces = COORDINATE_SPACES.map((space): Counted => ({ space, asStored }));
  const now = body.declared?.space;
  const other = image.orientation && now ? [{ space: now, asStored: !asStored }] : [];
  return [...spaces, ...other].flatMap((counted): readonly LensChoice[] => {
    const read = readIn(body, counted, image, reading);
    return read ? [{ ...counted, frame: read.declared?.frame ?? null, body: read }] : [];
  });
}
