import { deepEyesSelection, isRightForMpo } from "../../scoring";
import type { ExportInput, ExportLine } from "../contract/form";

/** Rollouts of one problem. */
export interface ProblemRollouts {
  readonly lines: readonly [ExportLine, ...ExportLine[]];
}

/** Lines that were asked the same about the same pictures; in the order in which the problems came. */
export function problemsOf(lines: readonly ExportLine[]): readonly ProblemRollouts[] {
  const problems = new Map<string, [ExportLine, ...ExportLine[]]>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = problems.get(key);
    if (known) known.push(line);
    else problems.set(key, [line]);
  }
  return [...problems.values()].map((each) => ({ lines: each }));
}

function keyOf({ steps, question, reference }: ExportLine): string {
  const problem = steps.findLast(({ body }) => body.kind === "problem")?.body;
  return JSON.stringify([question, problem?.kind === "problem" ? problem.images : [], reference?.answer ?? null]);
}

/**
 * So many rollouts of one problem have to be known to be right or wrong before it is called too easy or too hard:
 * OpenVLThinker draws 4 (arXiv 2503.17352), DeepEyes 8.
 */
const LEAST_ROLLOUTS = 4;

export type Hardness = "too-easy" | "too-hard" | "fitting" | "unknown";

/** How hard the rollouts of an input say that the line's problem is. */
export const hardnessOf = (line: ExportLine, input: ExportInput): Hardness =>
  hardnesses(input).get(keyOf(line)) ?? "unknown";

/** Of the input's lines together: a line is asked about once for each row. */
const known = new WeakMap<ExportInput, ReadonlyMap<string, Hardness>>();

function hardnesses(input: ExportInput): ReadonlyMap<string, Hardness> {
  const before = known.get(input);
  if (before) return before;
  const result = new Map(problemsOf(input.lines).map((problem) => [keyOf(problem.lines[0]), hardnessAmong(problem)]));
  known.set(input, result);
  return result;
}

function hardnessAmong({ lines }: ProblemRollouts): Hardness {
  const alone = lines.flatMap((line) => (line.right === null || isIntervened(line) ? [] : line.right));
  if (alone.length < LEAST_ROLLOUTS) return "unknown";
  const selection = deepEyesSelection({ alone, withRegion: null });
  return selection === "too-easy" || selection === "too-hard" ? selection : "fitting";
}

/** Whether something was withheld from the model, or replaced, while it said part of a line. */
export const isIntervened = ({ steps }: ExportLine): boolean =>
  steps.some(({ generation }) => (generation?.conditions?.interventions.length ?? 0) > 0);

/** Whether a line's response counts as right when pairs of responses are made; null where nobody knows. */
export function isRightResponse({ answer, reference, right }: ExportLine): boolean | null {
  if (right !== null || answer === null || reference?.answer === undefined) return right;
  return isRightForMpo(answer, reference.answer);
}
