import type { Step, Trace } from "../../src/trace";

/** What many runs on one family came to. */
export interface Tally {
  readonly problems: number;
  readonly correct: number;
  readonly accuracy: number;
  readonly meanActions: number;
  /** The share of the model's actions that could be read as such; 1 where it made none. */
  readonly validSyntax: number;
  /** Runs that ended without an answer. */
  readonly unanswered: number;
  readonly tokensPerSecond: number;
}

export interface Tried {
  readonly trace: Trace;
  readonly isAnswered: boolean;
  readonly isCorrect: boolean;
}

export function tallyOf(tries: readonly Tried[]): Tally {
  const steps = tries.flatMap(({ trace }) => [...trace.steps.values()]);
  const actions = countOf(steps, "action");
  const unparsed = countOf(steps, "unparsed");
  const correct = tries.filter(({ isCorrect }) => isCorrect).length;
  return {
    problems: tries.length,
    correct,
    accuracy: rounded(correct / Math.max(1, tries.length)),
    meanActions: rounded(actions / Math.max(1, tries.length)),
    validSyntax: actions + unparsed === 0 ? 1 : rounded(actions / (actions + unparsed)),
    unanswered: tries.filter(({ isAnswered }) => !isAnswered).length,
    tokensPerSecond: Math.round(tokensPerSecondOf(steps)),
  };
}

const countOf = (steps: readonly Step[], kind: Step["body"]["kind"]): number =>
  steps.filter(({ body }) => body.kind === kind).length;

/** Decoding alone: the first token of a turn is prefill's, and each turn's last step carries the whole turn's cost. */
function tokensPerSecondOf(steps: readonly Step[]): number {
  const lasts = steps.filter((step, i) => step.generation && !goesOn(step, steps[i + 1]));
  const tokens = sum(lasts.map((step) => Math.max(0, (step.generation?.cost.generatedTokens ?? 0) - 1)));
  const millis = sum(lasts.map((step) => step.generation?.cost.decodeMillis ?? 0));
  return millis === 0 ? 0 : (tokens * 1000) / millis;
}

const goesOn = (step: Step, next: Step | undefined): boolean => next?.generation != null && next.parent === step.id;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
