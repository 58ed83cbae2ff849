import type { Action } from "../../action";
import type { ImageBox, Size } from "../../geometry";
import { COORDINATE_SPACES, type CoordinateSpace, type Declared, type StepBody } from "../../trace";
import type { Dialect } from "../contract/dialect";
import { executedBy } from "../reading/call";
import { guessSpace, respace } from "../reading/space";
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
  return { space, source: sourceOf(declared, dialect), looksLike, ground: groundOf(numbers, size, looksLike) };
}

function sourceOf({ space, chosen }: Declared, dialect: Pick<Dialect, "space"> | null): BeliefSource {
  if (chosen) return "person";
  if (!dialect) return "numbers";
  return dialect.space === space ? "dialect" : "mixed";
}

function groundOf(numbers: readonly number[], size: Size, looksLike: CoordinateSpace): Ground {
  if (looksLike === "unit") return "within-one";
  if (looksLike === "permille") return "beyond-the-image";
  const beyond = numbers.some((value, i) => value > (i % 2 === 0 ? size.width : size.height));
  return beyond ? "beyond-everything" : "fits-the-image";
}

/** The same words in one of the spaces. */
export interface LensChoice {
  readonly space: CoordinateSpace;
  /** In the space `resized`: what its numbers would count in. */
  readonly frame: Size | null;
  readonly body: ActionBody;
}

/** How one system reads boxes: what a lens needs of its dialect. */
export type Reading = Pick<Dialect, "space" | "traits" | "cut">;

/** An action's words in another space, with the box that the system's tool would cut. Null where it has no numbers. */
export function readIn(body: ActionBody, space: CoordinateSpace, size: Size, reading: Reading): ActionBody | null {
  const frame = body.declared?.frame ?? frameOf(reading, size);
  const moved = respace(body, space, { size, frame });
  if (!moved?.declared) return null;
  const executed = executedIn(moved.action, size, reading);
  const declared: Declared = {
    ...moved.declared,
    ...(space === reading.space ? {} : { chosen: true as const }),
    ...(executed ? { executed } : {}),
  };
  return { ...moved, declared };
}

function executedIn(action: Action, { width, height }: Size, { cut }: Reading): ImageBox | null {
  if (action.kind !== "zoom" || !cut) return null;
  return executedBy(cut, action.box, { size: { width, height } });
}

/** Every space that an action's numbers could be in. Empty for an action without any. */
export const lensChoices = (body: ActionBody, size: Size, reading: Reading): readonly LensChoice[] =>
  COORDINATE_SPACES.flatMap((space) => {
    const read = readIn(body, space, size, reading);
    return read ? [{ space, frame: read.declared?.frame ?? null, body: read }] : [];
  });
