import type { Step, StepId } from "../../trace";
import type { ExportInput, ExportLine, ExportTurn } from "../contract/form";
import type { ReasonCode } from "../contract/reasons";
import type { Told } from "../contract/told";
import { type MoveRating, movesOf, ratingOf } from "./moves";
import { isIntervened, isRightResponse } from "./problems";
import { tell } from "./row";

/** Two ways to go on from one place, one of which is the better. */
export interface Preference {
  readonly chosen: ExportLine;
  readonly rejected: ExportLine;
  /** All turns before the model's turn in which the two part. */
  readonly prompt: readonly ExportTurn[];
  /** That turn, whole, of each branch. */
  readonly chosenTurn: ExportTurn;
  readonly rejectedTurn: ExportTurn;
  /** What says which is the better. */
  readonly basis: "verdicts" | "correction" | "answers";
}

/** One branch at a fork, and the lines that go through it. */
interface Way {
  readonly first: Step;
  readonly lines: readonly [ExportLine, ...ExportLine[]];
}

/** Published sets take as many pairs of one prompt (MMPR: InternVL@2410d1d, 15). */
const MOST_PAIRS = 15;

/** All pairs of branches of which one is known to be the better, and why the others are none. */
export function preferencesIn(input: ExportInput): {
  readonly pairs: readonly Preference[];
  readonly leftOut: readonly Told[];
} {
  const lines = input.lines.filter((line) => !isIntervened(line));
  const intervened = input.lines.filter(isIntervened).map((line) => tell(line, "under-intervention"));
  const pairs: Preference[] = [];
  const leftOut: Told[] = [];
  const atFork = new Set<ExportLine>();
  for (const ways of forksIn(lines)) {
    let count = 0;
    for (const { lines: through } of ways) for (const line of through) atFork.add(line);
    for (const [a, b] of pairsOf(ways)) {
      const decided = decide(a, b);
      if (typeof decided === "string") leftOut.push(tell(a.lines[0], decided, a.first.id));
      else if (count === MOST_PAIRS) leftOut.push(tell(decided.chosen, "pairs-beyond-limit", a.first.id));
      else {
        pairs.push(decided);
        count++;
      }
    }
  }
  const alone = lines.filter((line) => !atFork.has(line));
  return { pairs, leftOut: [...intervened, ...leftOut, ...alone.map((line) => tell(line, "no-fork"))] };
}

/** The places where lines of one trace part, each with its ways in the order in which they came. */
function forksIn(lines: readonly ExportLine[]): readonly (readonly Way[])[] {
  const forks = new Map<string, Map<StepId, [ExportLine, ...ExportLine[]]>>();
  for (const line of lines)
    for (const step of line.steps) {
      // Two roots are two readings of one log, and no two ways to go on.
      if (step.parent === null) continue;
      const key = JSON.stringify([line.trace.id, step.parent]);
      const ways = forks.get(key) ?? new Map<StepId, [ExportLine, ...ExportLine[]]>();
      forks.set(key, ways);
      const through = ways.get(step.id);
      if (through) through.push(line);
      else ways.set(step.id, [line]);
    }
  return [...forks.values()].flatMap((ways) => {
    if (ways.size < 2) return [];
    return [
      [...ways].flatMap(([id, through]): readonly Way[] => {
        const first = through[0].steps.find((step) => step.id === id);
        return first ? [{ first, lines: through }] : [];
      }),
    ];
  });
}

function* pairsOf(ways: readonly Way[]): Generator<readonly [Way, Way]> {
  for (const [i, a] of ways.entries()) for (const b of ways.slice(i + 1)) yield [a, b];
}

function decide(a: Way, b: Way): Preference | ReasonCode {
  if ([a, b].some(({ first: { body } }) => body.kind === "observation" || body.kind === "problem"))
    return "fork-after-shown";
  const better = betterOf(a, b);
  if (!better) return "fork-undecided";
  const [good, bad] = better.isFirst ? [a, b] : [b, a];
  const [chosen, rejected] = [lineThat(good, true), lineThat(bad, false)];
  const [chosenMove, rejectedMove] = [moveWith(chosen, good.first.id), moveWith(rejected, bad.first.id)];
  if (!chosenMove || !rejectedMove) return "no-words-of-model";
  const prompt = chosen.turns.slice(0, chosenMove.index);
  if (JSON.stringify(prompt) !== JSON.stringify(rejected.turns.slice(0, rejectedMove.index))) return "prompts-differ";
  const [chosenTurn, rejectedTurn] = [chosenMove.turn, rejectedMove.turn];
  if (wordsOf(chosenTurn) === wordsOf(rejectedTurn)) return "same-words";
  return { chosen, rejected, prompt, chosenTurn, rejectedTurn, basis: better.basis };
}

const WORTH: Readonly<Record<MoveRating, number | null>> = {
  correct: 1,
  neutral: 0,
  wrong: -1,
  unsure: null,
  disputed: null,
  unjudged: null,
};

/** Verdicts on what was said at the fork go first, then that a person put their own in place of the model's, then how the lines ended. */
function betterOf(a: Way, b: Way): { readonly isFirst: boolean; readonly basis: Preference["basis"] } | null {
  const [first, second] = [ratingAt(a), ratingAt(b)];
  const [worthA, worthB] = [WORTH[first], WORTH[second]];
  if (worthA !== null && worthB !== null && worthA !== worthB) return { isFirst: worthA > worthB, basis: "verdicts" };
  if (a.first.author !== b.first.author && [first, second].every((rating) => rating !== "disputed")) {
    const isFirst = a.first.author === "human";
    const [mine, theirs] = isFirst ? [worthA, worthB] : [worthB, worthA];
    const isCorrection = isFirst || b.first.author === "human";
    if (isCorrection && mine !== -1 && theirs !== 1) return { isFirst, basis: "correction" };
  }
  const [endsA, endsB] = [endsOf(a), endsOf(b)];
  if (endsA === null || endsB === null || endsA === endsB) return null;
  return { isFirst: endsA, basis: "answers" };
}

/** Of the step that begins the branch and those behind it in the same turn. */
function ratingAt({ first, lines: [line] }: Way): MoveRating {
  const steps = moveWith(line, first.id)?.steps ?? [];
  return ratingOf(steps.slice(steps.indexOf(first.id)), line);
}

/** Whether a branch comes to the right answer in any of its lines; null where nobody knows of one. */
function endsOf({ lines }: Way): boolean | null {
  const known = lines.flatMap((line) => isRightResponse(line) ?? []);
  return known.length === 0 ? null : known.includes(true);
}

/** Of the lines through a branch the first that ended so, else the first. */
const lineThat = ({ lines }: Way, right: boolean): ExportLine =>
  lines.find((line) => isRightResponse(line) === right) ?? lines[0];

const moveWith = (line: ExportLine, step: StepId) => movesOf(line).find(({ steps }) => steps.includes(step));

export const wordsOf = ({ parts }: ExportTurn): string =>
  parts.map((part) => (part.kind === "picture" ? "" : part.text)).join("");
