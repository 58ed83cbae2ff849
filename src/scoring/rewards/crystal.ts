import { tidyJson } from "../reading/json";
import { firstTagged, strip } from "../reading/text";
import type { LineReward, Told } from "../reward";
import { completionOf, type Rollout } from "../rollout";
import { part, printed, type Score, type ScoreFacts, scoreOf } from "../score";

const SOURCE = { title: "CRYSTAL", reference: "crystal-metrics 0.2.0 (PyPI), arXiv 2603.13099" };

/** How alike two sentences are, from 0 to 1: an embedding's cosine, or the overlap of their words. */
export type Similarity = (a: string, b: string) => number;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Words in common over the geometric mean of both numbers of words: the package's own measure without a network. */
export const wordOverlap: Similarity = (a, b) => {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length === 0 || second.length === 0) return first.length === second.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of second) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of first) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return common / Math.sqrt(first.length * second.length);
};

/** Step `said` goes with step `right`. */
export interface StepMatch {
  readonly said: number;
  readonly right: number;
  readonly similarity: number;
}

/** The most alike pairs above the threshold, each step once. Equal pairs: the later ones first, as the package sorts. */
export function matchSteps(
  said: readonly string[],
  right: readonly string[],
  threshold: number,
  similarity: Similarity,
): readonly StepMatch[] {
  const pairs = said.flatMap((a, i) => right.map((b, j) => ({ said: i, right: j, similarity: similarity(a, b) })));
  const sorted = pairs
    .filter((pair) => pair.similarity > threshold)
    .sort((a, b) => b.similarity - a.similarity || b.said - a.said || b.right - a.right);
  const [usedSaid, usedRight] = [new Set<number>(), new Set<number>()];
  return sorted.filter((pair) => {
    if (usedSaid.has(pair.said) || usedRight.has(pair.right)) return false;
    usedSaid.add(pair.said);
    usedRight.add(pair.right);
    return true;
  });
}

/** How well the order is kept, from 0 to 1: Kendall's τ of the matched steps, moved and halved. 1 for less than two. */
export function orderKept(matches: readonly StepMatch[]): number {
  const order = matches.toSorted((a, b) => a.right - b.right).map(({ said }) => said);
  const pairs = (order.length * (order.length - 1)) / 2;
  if (pairs === 0) return 1;
  const rising = order.reduce((sum, at, i) => sum + order.slice(i + 1).filter((later) => later > at).length, 0);
  return (2 * rising - pairs) / pairs / 2 + 0.5;
}

/** The share of matched steps in the longest run of them that keeps the order. 1 for less than two. */
export function longestInOrder(matches: readonly StepMatch[]): number {
  if (matches.length < 2) return 1;
  const longest: number[] = [];
  const order = matches.toSorted((a, b) => a.right - b.right).map(({ said }) => said);
  for (const [i, at] of order.entries())
    longest.push(1 + Math.max(0, ...order.slice(0, i).map((before, j) => (before < at ? (longest[j] ?? 0) : 0))));
  return Math.max(...longest) / order.length;
}

/** Steps beyond this are not matched: matching is quadratic, and a hostile text can have very many. */
const MOST_STEPS = 200;

/** How the steps of a thought are told apart, the first of these that finds any. */
const MARKS = [/Step\s{0,9}\d+[:.]/gi, /^[^\S\n]{0,99}\d+[.)]/gm, /[-•*]/g];

/** The steps of a completion: its JSON's `reasoning_steps`, else what its thought is cut into. */
export function stepsOf(completion: string): readonly string[] {
  const told = tidyJson(completion);
  if (told && "reasoning_steps" in told && Array.isArray(told.reasoning_steps))
    return cleaned(told.reasoning_steps.filter((step) => typeof step === "string"));
  const thought = firstTagged(completion, "think") ?? firstTagged(completion, "reasoning") ?? "";
  for (const mark of MARKS) {
    const steps = cleaned(thought.split(mark).slice(1));
    if (steps.length > 0) return steps;
  }
  return cleaned(thought.split("\n")).filter((line) => line.length > 10);
}

const cleaned = (steps: readonly string[]): readonly string[] =>
  steps
    .map(strip)
    .filter((step) => step !== "")
    .slice(0, MOST_STEPS);

/** The thoughts of a line where its words have no steps of their own: any log has those. */
function stepsAlong(rollout: Rollout): readonly string[] {
  const steps = stepsOf(completionOf(rollout));
  if (steps.length > 0) return steps;
  return cleaned(rollout.line.flatMap(({ body }) => (body.kind === "thought" ? body.text.split("\n") : [])));
}

export interface CrystalOptions {
  /** τ: pairs less alike than this are no match. */
  readonly threshold: number;
  /** How much of the score the order decides; 0 for Match F1. */
  readonly alpha: number;
  readonly order: "kendall" | "longest-run";
  readonly similarity: Similarity;
}

function scoreSteps(facts: ScoreFacts, rollout: Rollout, { reference }: Told, options: CrystalOptions): Score {
  const said = stepsAlong(rollout);
  const right = cleaned(reference.steps ?? []);
  const matches = matchSteps(said, right, options.threshold, options.similarity);
  const [precision, recall] = [matches.length / Math.max(1, said.length), matches.length / Math.max(1, right.length)];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const order = options.order === "kendall" ? orderKept(matches) : longestInOrder(matches);
  const weight = 1 - options.alpha + options.alpha * order;
  const thoughts = rollout.line.filter(({ body }) => body.kind === "thought");
  const parts = [
    part("match F1", f1, weight, thoughts),
    part("precision", precision, 0, thoughts),
    part("recall", recall, 0, thoughts),
    part("order", order, 0, thoughts),
  ];
  const f1Formula = `2 × ${printed(precision)} × ${printed(recall)} ÷ (${printed(precision)} + ${printed(recall)})`;
  const formula =
    options.alpha === 0 ? f1Formula : `${f1Formula} × (1 − ${options.alpha} + ${options.alpha} × ${printed(order)})`;
  const parsed = { answer: said.join(" | "), reference: right.join(" | "), comparedBy: "similar steps" };
  return scoreOf(facts, parts, parsed, formula);
}

/** The rewards for a similarity of one's own, as that of an embedding; the thresholds are the package's. */
export function crystalRewards(
  names: { readonly match: string; readonly ordered: string },
  similarity: Similarity,
  threshold: number,
): { readonly match: LineReward; readonly ordered: LineReward } {
  const reward = (name: string, alpha: number, says: string): LineReward => {
    const facts = { name, source: SOURCE };
    return {
      ...facts,
      form: null,
      scores: "line",
      says,
      needs: ["steps"],
      parts: ["match F1", "precision", "recall", "order"],
      range: [0, 1],
      score: (rollout, told) => scoreSteps(facts, rollout, told, { threshold, alpha, order: "kendall", similarity }),
    };
  };
  return {
    match: reward(names.match, 0, "Precision and recall of the steps that match those of the reference, as F1."),
    ordered: reward(names.ordered, 0.3, "Match F1 × (0.7 + 0.3 × how well the matched steps keep the order)."),
  };
}

/** The paper's threshold, for a cosine of all-distilroberta-v1. */
export const EMBEDDING_THRESHOLD = 0.35;
/** The package's, for the overlap of words. */
export const WORD_THRESHOLD = 0.3;

export const { match: crystalMatch, ordered: crystalOrdered } = crystalRewards(
  { match: "crystal-match", ordered: "crystal-ordered" },
  wordOverlap,
  WORD_THRESHOLD,
);
