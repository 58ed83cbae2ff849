import type { StepId } from "./ids";
import { lineTo } from "./line";
import type { KeptScore, Reference } from "./reference";
import type { Trace } from "./trace";

/** Scores of which one above a half means that the run was right, the most telling first. */
export const DECIDING_SCORES = [
  ...["acc", "accuracy", "correct", "is_correct", "correctness", "score", "reward", "hit", "label"],
  ...["exact_match", "true_false"],
] as const;

const DECIDING: ReadonlySet<string> = new Set(DECIDING_SCORES);

/** Whether a score of that name says by itself that a run is right: `reward`, or `reward.score`, `rewards.accuracy` of a record of scores. */
export function decides(name: string): boolean {
  const [first = "", ...inner] = name.split(".");
  return DECIDING.has(first) || (inner.length > 0 && DECIDING.has(inner.at(-1) ?? ""));
}

/** What is known of how a line ended: its answer against the truth, and the scores that a log kept of it. */
export interface Outcome {
  readonly reference: Reference | null;
  readonly scores: readonly KeptScore[];
  /** Null where nobody knows. */
  readonly right: boolean | null;
}

const NOTHING_KNOWN: Outcome = { reference: null, scores: [], right: null };

/** What is known of the line that ends in a step: the truth of its problem, and what was said of this line or this step. */
export function outcomeOf(trace: Trace, leaf: StepId | null): Outcome {
  const line = lineTo(trace, leaf);
  const last = line.at(-1);
  const problem = line[0]?.body;
  if (!last) return NOTHING_KNOWN;
  const reference = (problem?.kind === "problem" && problem.reference) || null;
  const scores = trace.scores.filter(({ about }) => (about.kind === "line" ? about.leaf : about.step) === last.id);
  const decisive = scores.find(({ name, value }) => typeof value !== "string" && decides(name));
  const answer = last.body.kind === "answer" ? last.body.text : "";
  const score = decisive === undefined ? null : Number(decisive.value);
  return { reference, scores, right: isRight(score, answer, reference?.answer ?? null) };
}

/** Whether a run is right: by its deciding score, else by its answer and the truth; null where these do not tell. */
export function isRight(score: number | null, answer: string, truth: string | null): boolean | null {
  if (score !== null) return score > 0.5;
  if (truth === null || answer === "") return null;
  const [said, meant] = [plain(answer), plain(truth)];
  if (said === meant) return true;
  // Letters and numbers differ when they differ; two ways to say a thing need a judge.
  const isShort = (text: string): boolean => /^(?:[a-z]|-?\d+(?:\.\d+)?)$/.test(text);
  return isShort(said) && isShort(meant) ? false : null;
}

/** `<answer> (B). </answer>` and `b` say the same. */
const plain = (text: string): string =>
  text
    .replaceAll(/<\/?answer>|\\boxed|[\s{}()$.]+/g, " ")
    .trim()
    .toLowerCase();
