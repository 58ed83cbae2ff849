import { type Action, shapeOf } from "../../action";
import type { Point, Size } from "../../geometry";
import type { Step, StepBody, Trace } from "../../trace";
import type { Dialect, Memory, ShownImage, Turn } from "../contract/dialect";
import { memoryAlong } from "./memory";
import { shownAlong } from "./shown";

/**
 * The line as `model` is shown it in this dialect. Words of the dialect's own are kept to the letter; a turn that was
 * said in another one is said again, as far as this one has words for it.
 */
export const turnsOf = (
  dialect: Dialect,
  line: readonly Step[],
  model: string,
  images: Trace["images"],
): { readonly turns: readonly Turn[]; readonly open: boolean } =>
  dialect.transcribe(restated(dialect, line, images), model, images);

const NATIVE = "native";

/** The same line in the words of `dialect`. The very same steps where it speaks so already. */
export function restated(dialect: Dialect, line: readonly Step[], images: Trace["images"]): readonly Step[] {
  const result: Step[] = [];
  let turn: Step[] = [];
  let imported = NATIVE;
  const flush = (): void => {
    if (turn.length > 0)
      result.push(
        ...restatedTurn(dialect, turn, imported, () => ({
          shown: shownAlong(dialect, result, images),
          memory: memoryAlong(dialect, result, images),
        })),
      );
    turn = [];
  };
  for (const step of line) {
    const { body } = step;
    if (body.kind === "problem") imported = body.dialect ?? NATIVE;
    if (body.kind !== "problem" && body.kind !== "observation") {
      turn.push(step);
      continue;
    }
    flush();
    result.push(step.author === "import" && imported !== dialect.name ? bare(step) : step);
  }
  flush();
  return result;
}

/** What another system's log put around its question and its pictures: its own prompts, which are not this one's. */
function bare(step: Step): Step {
  const { body } = step;
  if (body.kind === "observation" && body.image !== null) return { ...step, body: { ...body, text: "" } };
  if (body.kind !== "problem") return step;
  const { instructions: _, ...rest } = body;
  return { ...step, body: rest };
}

/** What a turn is read with. */
interface Before {
  readonly shown: readonly ShownImage[];
  readonly memory: Memory | null;
}

function restatedTurn(
  dialect: Dialect,
  turn: readonly Step[],
  imported: string,
  before: () => Before,
): readonly Step[] {
  if (turn.every((step) => speakerOf(step, imported) === dialect.name)) return turn;
  const { shown: seen, memory } = before();
  if (readsAs(dialect, { shown: seen, memory }, turn)) return turn;
  const hasWords = followPrograms();
  return turn.map((step) => {
    const sayable = canSay(dialect, step.body, seen);
    if (hasWords(step.body, sayable)) return { ...step, raw: "", generation: null };
    return sayable ? said(dialect, step, seen) : step;
  });
}

/** The dialect that a step's words are in; null for a person's, who may have written in any. */
function speakerOf({ author, generation }: Step, imported: string): string | null {
  if (author === "human") return null;
  return author === "import" ? imported : (generation?.dialect ?? NATIVE);
}

const canSay = (dialect: Dialect, body: StepBody, shown: readonly ShownImage[]): boolean =>
  body.kind !== "action" || dialect.expresses?.(body.action, shown) !== false;

/** Tokens are of the words that they made, so other words have none. */
const said = (dialect: Dialect, step: Step, shown: readonly ShownImage[]): Step => ({
  ...step,
  raw: dialect.print(step.body, shown),
  generation: null,
});

/** Whether the words of a turn, read in this dialect, are the steps that they are kept as. */
function readsAs(dialect: Dialect, { shown, memory }: Before, turn: readonly Step[]): boolean {
  const reader = dialect.read(shown, memory);
  const pieces = [...reader.push(turn.map(({ raw }) => raw).join("")), ...reader.end()].filter(
    (piece) => piece.kind !== "filler",
  );
  return (
    pieces.length === turn.length &&
    pieces.every((piece, i) => {
      const body = turn[i]?.body;
      if (piece.kind !== "action" || body?.kind !== "action") return piece.kind === body?.kind;
      const size = shown.find(({ id }) => id === body.action.image)?.size;
      return size !== undefined && isSameAction(piece.action, body.action, size);
    })
  );
}

/** Part of an image's side that a dialect's rounding may move a place by. */
const ROUNDING = 0.01;

/** The same action on the same place, but for what rounding does to numbers that are written down. */
function isSameAction(a: Action, b: Action, { width, height }: Size): boolean {
  if (a.kind !== b.kind || a.image !== b.image) return false;
  const [first, second] = [placesOf(a), placesOf(b)];
  return (
    first.length === second.length &&
    first.every(({ x, y }, i) => {
      const other = second[i] ?? { x: Number.NaN, y: Number.NaN };
      return Math.abs(x - other.x) <= width * ROUNDING && Math.abs(y - other.y) <= height * ROUNDING;
    })
  );
}

function placesOf(action: Action): readonly Point[] {
  const shape = shapeOf(action);
  if (shape.kind === "points") return shape.points;
  if (shape.kind === "whole") return [];
  const { left, top, width, height } = shape.box;
  return [
    { x: left, y: top },
    { x: left + width, y: top + height },
  ];
}

/**
 * Follows the steps of a line in order and knows those whose words a program before them has: the actions that were
 * read out of it. `said` tells of a program whether it has words here; where it has none, its readings need their own.
 */
export function followPrograms(): (body: StepBody, said: boolean) => boolean {
  let left = 0;
  return (body, said) => {
    const isReading = left > 0 && body.kind === "action" && body.action.kind !== "program";
    if (body.kind !== "action") left = 0;
    else if (body.action.kind === "program") left = said ? body.action.readings : 0;
    else if (left > 0) left--;
    return isReading;
  };
}
