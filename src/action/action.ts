import * as z from "zod/mini";
import { err, keysOf, ok, type Result } from "../base";
import type { Size } from "../geometry";
import { arrow, arrowSchema } from "./arrow";
import { flip, flipSchema } from "./flip";
import { highlight, highlightSchema } from "./highlight";
import type { ImageId } from "./image";
import { imagine, imagineSchema } from "./imagine";
import { label, labelSchema } from "./label";
import { line, lineSchema } from "./line";
import type { Mark } from "./mark";
import { markBox, markBoxSchema } from "./markBox";
import { operate, operateSchema } from "./operate";
import type { ActionKind, ActionRefusal, RasterOperation } from "./plan";
import { point, pointSchema } from "./point";
import { program, programSchema } from "./program";
import { rotate, rotateSchema } from "./rotate";
import { selectFrames, selectFramesSchema } from "./selectFrames";
import { tool, toolSchema } from "./tool";
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
  selectFramesSchema,
  programSchema,
  imagineSchema,
  operateSchema,
  toolSchema,
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
  "select-frames": selectFrames,
  program,
  imagine,
  operate,
  tool,
};

export const ACTION_NAMES = keysOf(KINDS);

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

const VIEWS: ReadonlySet<ActionName> = new Set(["zoom", "rotate", "flip", "select-frames", "imagine"]);

/** A view gives the model an image to look at; the other actions mark the one it has, or say what to do with it. */
export const isView = (action: Action): boolean => VIEWS.has(action.kind);

/** Kinds that make no picture which could be made again: they are kept as they were said, with what came of them. */
const UNPERFORMED: ReadonlySet<ActionName> = new Set(["program", "operate", "tool"]);

/** Whether performing an action gives the same picture anywhere: a program and a tool do not, and a screen is elsewhere. */
export const isPerformed = (action: Action): boolean => !UNPERFORMED.has(action.kind);

/** A mark is laid over the image that it names; what is not performed is neither mark nor view. */
export const isMark = (action: Action): boolean => !isView(action) && isPerformed(action);

/** The images that an action names, the one it stands for first. */
export const imagesOf = (action: Action): readonly ImageId[] =>
  action.kind === "select-frames" ? [action.image, ...action.more] : [action.image];

/** The images that performing an action shows as they are; null where it makes one, or has none to show. */
export const imagesShownBy = (action: Action): readonly ImageId[] | null =>
  action.kind === "select-frames" || action.kind === "imagine" ? imagesOf(action) : null;
