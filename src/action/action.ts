import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import type { Size } from "../geometry";
import { arrow, arrowSchema } from "./arrow";
import { flip, flipSchema } from "./flip";
import { highlight, highlightSchema } from "./highlight";
import { label, labelSchema } from "./label";
import { line, lineSchema } from "./line";
import type { Mark } from "./mark";
import { markBox, markBoxSchema } from "./markBox";
import type { ActionKind, ActionRefusal, RasterOperation } from "./plan";
import { point, pointSchema } from "./point";
import { rotate, rotateSchema } from "./rotate";
import { zoom, zoomSchema } from "./zoom";

/** What a model, or a person in its place, does with its eyes. Coordinates are pixels of the image it names. */
const actionSchema = z.discriminatedUnion("kind", [
  zoomSchema,
  rotateSchema,
  flipSchema,
  markBoxSchema,
  highlightSchema,
  lineSchema,
  arrowSchema,
  pointSchema,
  labelSchema,
]);
export type Action = z.infer<typeof actionSchema>;
export type ActionName = Action["kind"];

// One line a kind: a new kind that is left out here does not compile.
const KINDS: { readonly [K in ActionName]: ActionKind<Extract<Action, { kind: K }>> } = {
  zoom,
  rotate,
  flip,
  box: markBox,
  highlight,
  line,
  arrow,
  point,
  label,
};

export const ACTION_NAMES = Object.keys(KINDS) as readonly ActionName[];

// The table above proves that kind and data fit; TypeScript cannot follow that through an index.
const kindOf = (action: Action): ActionKind<Action> => KINDS[action.kind] as unknown as ActionKind<Action>;

/** `unknown` as an action; refuses with a sentence that names the field. */
export function parseAction(value: unknown): Result<Action, string> {
  const parsed = actionSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

/** The same action pulled inside an image of this size, or why that cannot be. */
export const fitAction = (action: Action, size: Size): Result<Action, ActionRefusal> =>
  kindOf(action).fit(action, size);

/** What performing a fitting action does to the pixels of an image of this size. */
export const planAction = (action: Action, size: Size): readonly RasterOperation[] => kindOf(action).plan(action, size);

/** What the action leaves on the picture, in pixels of the image it names. */
export const marksOf = (action: Action): readonly Mark[] => kindOf(action).marks(action);

/** A view gives the model a new image to look at; the other actions mark the one it has. */
export const isView = (action: Action): boolean =>
  action.kind === "zoom" || action.kind === "rotate" || action.kind === "flip";
