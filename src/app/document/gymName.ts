import { gymProblem, SEED_LIMIT } from "../../catalog";
import { checkAnswer, FAMILIES, type Family, type GymProblem } from "../../gym";
import type { Trace } from "../../trace";

/** The name under which a gym picture is kept: enough to make the problem again. */
export const printGymName = (family: Family, seed: number): string => `${family}-${seed}`;

/** The family and seed that a picture's name tells of; null for any other name. */
export function parseGymName(name: string): { readonly family: Family; readonly seed: number } | null {
  const [, word, digits] = /^([a-z]+)-(\d{1,8})(?:\.png)?$/.exec(name) ?? [];
  const family = FAMILIES.find((known) => known === word);
  const seed = Number(digits);
  return family && seed < SEED_LIMIT ? { family, seed } : null;
}

/**
 * The gym problem that a trace is about; null where it is about something else. A name alone could lie,
 * so the question has to be the problem's own.
 */
export function gymProblemOf(trace: Trace): GymProblem | null {
  const root = trace.steps.get(trace.children.get(null)?.[0] ?? ("" as never));
  if (root?.body.kind !== "problem") return null;
  const named = parseGymName(trace.images.get(root.body.images[0] ?? ("" as never))?.name ?? "");
  if (!named) return null;
  const problem = remembered(named.family, named.seed);
  return problem.question === root.body.question ? problem : null;
}

/** Whether an answer is right; null where nobody knows. */
export const judgeAnswer = (problem: GymProblem | null, answer: string): boolean | null =>
  problem && checkAnswer(problem, answer);

// Drawing the picture is most of the work, and only the words are asked for again and again.
let last: GymProblem | null = null;
function remembered(family: Family, seed: number): GymProblem {
  if (last?.family !== family || last.seed !== seed) last = gymProblem(family, seed);
  return last;
}
