import type { Action } from "../../action";
import { cornersOf } from "../../geometry";
import type { Piece, ShownImage } from "../contract/dialect";
import { wordsOf } from "../reading/call";
import { printJson } from "../reading/toolCall";
import type { ProgramAction, ProgramReading } from "./program";
import { PROGRAM_BUDGET } from "./tokens";

// A program as the steps that it becomes. What it draws and cuts is read out of its source; nothing is ever run here.

/**
 * A program as the step that it was found as, which has all of its words; the actions read out of it follow it and have
 * none. One that says no more than its action, as it is printed here, is that action alone.
 */
export function piecesOfProgram(
  source: string,
  found: ActionPiece,
  { actions, missed }: ProgramReading,
  shown: readonly ShownImage[],
  printed: Printed,
): readonly Piece[] {
  const only = oneAction(actions);
  if (only && saysOnly(source, only.action, shown, printed)) return [actionPiece(only, found.raw)];
  const { raw, action, declared } = found;
  const readings = actions.map((read) => actionPiece(read, ""));
  // Offsets are those of the program within the words around it.
  const start = Math.max(0, raw.indexOf(source));
  const told = missed.map((call) => ({ ...call, at: start + call.at }));
  const whole: Action = action.kind === "program" ? { ...action, readings: readings.length } : action;
  return [{ kind: "action", raw, action: whole, declared, ...(told.length > 0 ? { missed: told } : {}) }, ...readings];
}

type ActionPiece = Extract<Piece, { kind: "action" }>;

/** A program in Python; what it does is read once the programs before it are known. */
export const pythonPieces = (source: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] =>
  keptProgram({ language: "python", source, raw }, [], shown);

/** The step of a program and those of its readings; its words alone, where there is no picture that it could be about. */
export function keptProgram(
  { language, source: written, raw }: { readonly language: string; readonly source: string; readonly raw: string },
  readings: readonly Piece[],
  shown: readonly ShownImage[],
): readonly Piece[] {
  const image = shown[0]?.id;
  const source = written.replace(/^\s*\n/, "").trimEnd();
  if (!/[\p{L}\p{N}]/u.test(source)) return [{ kind: "filler", raw }];
  if (!image) return wordsOf("program", source, raw);
  if (source.length > PROGRAM_BUDGET)
    return [{ kind: "unparsed", raw, text: raw, error: { code: "too-long", at: PROGRAM_BUDGET } }];
  const action: Action = { kind: "program", image, language, source, readings: readings.length };
  return [{ kind: "action", raw, action, declared: { space: "pixel", numbers: [] } }, ...readings];
}

/** The one action that a program may say: a box and the words at its corner are a box with a label. */
function oneAction([first, second, ...rest]: readonly ProgramAction[]): ProgramAction | null {
  if (!first || rest.length > 0) return null;
  if (!second) return first;
  if (first.action.kind !== "box" || second.action.kind !== "label") return null;
  return { ...first, action: { ...first.action, label: second.action.text } };
}

const actionPiece = ({ action, numbers }: ProgramAction, raw: string): Piece => ({
  kind: "action",
  raw,
  action,
  declared: { space: "pixel", numbers },
});

/** Actions that a short program of PIL calls can say, on the image that the system opens for it. */
export const hasProgram = (action: Action): boolean =>
  action.kind === "zoom" || action.kind === "box" || action.kind === "line";

const whole = (values: readonly number[]): string => values.map((value) => Math.round(value) + 0).join(", ");

/** The source of a program for one action. `picture` is the variable or the call that gives the picture. */
export function printProgram(action: Action, picture: string): string {
  if (action.kind === "zoom") return `image = ${picture}\nimage = image.crop((${whole(cornersOf(action.box))}))`;
  const pen = `image = ${picture}\ndraw = ImageDraw.Draw(image)\n`;
  if (action.kind === "box") {
    const { left, top } = action.box;
    const words =
      action.label === "" ? "" : `\ndraw.text((${whole([left, top])}), ${printJson(action.label)}, fill="red")`;
    return `${pen}draw.rectangle([${whole(cornersOf(action.box))}], outline="red", width=4)${words}`;
  }
  if (action.kind === "line")
    return `${pen}draw.line([${whole(action.points.flatMap(({ x, y }) => [x, y]))}], fill="red", width=4)`;
  throw new Error(`No program is printed for ${action.kind}`);
}

/** What may stand behind a printed program, to show what it made. */
const SHOWS = new Set(["", "display(image)", "plt.imshow(image)\nplt.show()"]);

/** The ways in which an action on the image of that number is printed. */
export type Printed = (action: Action, number: number) => readonly string[];

function saysOnly(source: string, action: Action, shown: readonly ShownImage[], printed: Printed): boolean {
  const number = shown.findIndex(({ id }) => id === action.image) + 1;
  const words = source.trim();
  return printed(action, number).some((form) => words.startsWith(form) && SHOWS.has(words.slice(form.length).trim()));
}
