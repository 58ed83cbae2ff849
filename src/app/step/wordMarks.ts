import { type JudgementValue, judgementsOf, type StepId, type Trace, type Verdict } from "../../trace";

/** Some words, and the verdict on them where something was said of them; null for words that were only noted or tagged. */
export interface MarkedWords {
  readonly text: string;
  readonly from: number;
  readonly said: { readonly verdict: Verdict | null } | null;
}

interface Judged {
  readonly from: number;
  readonly to: number;
  readonly value: JudgementValue;
}

/** More marks in one step's words than this cannot be told apart. */
const MOST_MARKS = 200;

const WEIGHT: { readonly [V in Verdict]: number } = { wrong: 4, unsure: 3, correct: 2, neutral: 1 };

/**
 * The text in order, cut where a judgement begins or ends, and at `also`; where several overlap, the gravest verdict
 * shows.
 */
export function markedWords(text: string, judged: readonly Judged[], also = 0): readonly MarkedWords[] {
  const marks = judged.slice(0, MOST_MARKS).filter(({ from, to }) => from < to && to <= text.length);
  const cuts = [
    ...new Set([0, Math.min(also, text.length), text.length, ...marks.flatMap(({ from, to }) => [from, to])]),
  ].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const over = marks.filter((mark) => mark.from <= from && mark.to > from).map(({ value }) => value.verdict);
    return { text: text.slice(from, cuts[i + 1]), from, said: over.length === 0 ? null : { verdict: gravest(over) } };
  });
}

const gravest = (verdicts: readonly (Verdict | null)[]): Verdict | null =>
  verdicts.reduce((worst, verdict) => (weightOf(verdict) > weightOf(worst) ? verdict : worst), null);

const weightOf = (verdict: Verdict | null): number => (verdict ? WEIGHT[verdict] : 0);

/** What a rater said of some words of a step. */
export const judgedWords = (trace: Trace, step: StepId, of: "raw" | "text", by: string): readonly Judged[] =>
  judgementsOf(trace, step).flatMap(({ target, value, rater, basis }) =>
    target.kind === "words" && target.of === of && rater.id === by && basis.kind === "hand"
      ? [{ from: target.from, to: target.to, value }]
      : [],
  );
