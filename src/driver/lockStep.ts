import { turnsOf } from "../dialect";
import type { RunModel } from "../runner";
import {
  type Difference,
  differencesBetween,
  type Edit,
  GREEDY,
  type Step,
  type Trace,
  type ViewPlaces,
} from "../trace";
import { type GrowTools, grow } from "./grow";
import { likelihoodOf } from "./likelihood";

// Lock-step: several models are put before one and the same line, move by move. Whatever a model would do, the next move
// begins behind what the line did, so that all of them have seen the same when they are asked, and where they part is
// told by nothing that came before.

/** One move of a line: its thoughts up to an action with what that showed, or up to the answer. */
export interface ForcedMove {
  /** How many steps of the line stand before it. */
  readonly start: number;
  readonly steps: readonly Step[];
  /** Its action, answer or unread words; its last thought where the line ends in one. */
  readonly deed: Step;
}

/** The moves of a line behind its last question, in order. */
export function movesOf(line: readonly Step[]): readonly ForcedMove[] {
  const moves: ForcedMove[] = [];
  let start = line.findLastIndex(({ body }) => body.kind === "problem") + 1;
  while (start < line.length) {
    const end = endOfMove(line, start);
    const steps = line.slice(start, end);
    const deed = steps.findLast(({ body }) => body.kind !== "observation");
    if (deed) moves.push({ start, steps, deed });
    start = end;
  }
  return moves;
}

function endOfMove(line: readonly Step[], start: number): number {
  const deed = line.findIndex(({ body }, i) => i >= start && body.kind !== "thought" && body.kind !== "observation");
  if (deed < 0) return line.length;
  const next = line.findIndex(({ body }, i) => i > deed && body.kind !== "observation");
  return next < 0 ? line.length : next;
}

/** How a model's move stands to the one that the line made. */
export type Parting =
  /** It says and does the same. */
  | { readonly kind: "same" }
  /** It does the same elsewhere. `overlap` is the intersection over union of two boxes of one picture, else null. */
  | { readonly kind: "elsewhere"; readonly overlap: number | null }
  /** It does something else, or answers something else. */
  | { readonly kind: "otherwise" }
  /** It says nothing. */
  | { readonly kind: "silent" };

/** What one model would have done in the place of one move. */
export interface LockStepAnswer {
  /** Which of the moves, from 0. */
  readonly move: number;
  /** What it made; empty where it said nothing. */
  readonly made: readonly Step[];
  /** What puts that into the trace, as a branch beside the move. */
  readonly edits: readonly Edit[];
  readonly parting: Parting;
  /** Mean natural log-probability of a token of what it made; null where nobody tells. */
  readonly meanLogProbability: number | null;
  /**
   * The same of the move that the line made, its words read out to the model in the same place: how far it was from
   * saying them. Null where the model does not tell, or the line's words are not kept.
   */
  readonly forcedMeanLogProbability: number | null;
}

/** The line that models are put before. */
export interface ForcedLine {
  readonly line: readonly Step[];
  readonly images: Trace["images"];
  /** Where its images lie in the pictures that they were made from; without it boxes of two images are not compared. */
  readonly views?: ViewPlaces;
}

/** Asks one model about every move of a line, greedily. Throws with a code where the model fails. */
export async function* lockStep(
  model: RunModel,
  { line, images, views = () => null }: ForcedLine,
  tools: GrowTools,
  signal: AbortSignal,
): AsyncGenerator<LockStepAnswer> {
  for (const [move, { start, steps, deed }] of movesOf(line).entries()) {
    const before = line.slice(0, start);
    const limits = { reach: "look", mostNodes: null } as const;
    const { edits, line: grown } = await grow(model, { line: before, images, sampling: GREEDY }, limits, tools, signal);
    const made = grown.slice(start);
    const meanLogProbability = likelihoodOf(made)?.mean ?? null;
    const parting = partingOf(deed, made, views);
    const forcedMeanLogProbability = await likelihoodOfForced(model, { line: before, images }, steps, tools, signal);
    yield { move, made, edits, parting, meanLogProbability, forcedMeanLogProbability };
  }
}

async function likelihoodOfForced(
  model: RunModel,
  { line, images }: ForcedLine,
  move: readonly Step[],
  { dialect }: GrowTools,
  signal: AbortSignal,
): Promise<number | null> {
  const words = move.map(({ body, raw }) => (body.kind === "observation" ? "" : raw)).join("");
  if (!model.scoreAll || words === "") return null;
  const { turns } = turnsOf(dialect, line, model.id, images);
  const [tokens = []] = await model.scoreAll(turns, [words], signal);
  const told = tokens.map(({ logProbability }) => logProbability).filter((each) => each !== null);
  return told.length === 0 || told.length < tokens.length
    ? null
    : told.reduce((sum, each) => sum + each, 0) / told.length;
}

function partingOf(deed: Step, made: readonly Step[], views: ViewPlaces): Parting {
  const own = made.findLast(({ body }) => body.kind !== "observation");
  if (!own) return { kind: "silent" };
  if (own.body.kind !== deed.body.kind) return { kind: "otherwise" };
  const all = differencesBetween(deed, own, { left: views, right: views }).filter((each) => !isOfBlanks(each));
  const place = all.find((each) => each.kind === "place");
  // Two crops of one picture are no two pictures where the boxes on them can be compared.
  const differences = place && place.on !== null ? all.filter(({ kind }) => kind !== "picture") : all;
  if (differences.length === 0) return { kind: "same" };
  return differences.length === 1 && place ? { kind: "elsewhere", overlap: place.overlap } : { kind: "otherwise" };
}

/** Answers and thoughts that differ in blanks around them alone say the same. */
const isOfBlanks = (difference: Difference): boolean =>
  difference.kind === "words" && difference.left.trim() === difference.right.trim();

/** Boxes that share more than half of what they cover are taken for one place, as detection does (PASCAL VOC). */
const ONE_PLACE = 0.5;

/** Whether a model leaves the line here: it does something else, or the same in another place. */
export const isParting = (parting: Parting): boolean =>
  parting.kind === "elsewhere" ? parting.overlap === null || parting.overlap <= ONE_PLACE : parting.kind !== "same";
