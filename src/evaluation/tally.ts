import type { Difficulty } from "../../gym";
import type { Step, Trace } from "../../trace";

/** What one run came to, in numbers. */
export interface Tried {
  readonly level: Difficulty;
  readonly isAnswered: boolean;
  readonly isCorrect: boolean;
  readonly actions: number;
  /** What was meant as an action and could not be read as one. */
  readonly unparsed: number;
  readonly decodedTokens: number;
  readonly decodeMillis: number;
}

/** What many runs came to. */
export interface Tally {
  readonly problems: number;
  readonly correct: number;
  readonly accuracy: number;
  readonly byLevel: readonly { readonly level: Difficulty; readonly problems: number; readonly correct: number }[];
  readonly meanActions: number;
  readonly actions: number;
  /** What was meant as an action and could not be read as one. */
  readonly unparsed: number;
  /** The share of the model's actions that could be read as such; 1 where it made none. */
  readonly validSyntax: number;
  /** Runs that ended without an answer. */
  readonly unanswered: number;
  readonly tokensPerSecond: number;
}

export function triedOf(trace: Trace, told: { level: Difficulty; isAnswered: boolean; isCorrect: boolean }): Tried {
  const steps = [...trace.steps.values()].filter(({ author }) => author === "model");
  const count = (kind: Step["body"]["kind"]) => steps.filter(({ body }) => body.kind === kind).length;
  return { ...told, actions: count("action"), unparsed: count("unparsed"), ...decodingOf(steps) };
}

/** Decoding alone: the first token of a turn is prefill's, and each turn's last step carries the whole turn's cost. */
function decodingOf(steps: readonly Step[]): Pick<Tried, "decodedTokens" | "decodeMillis"> {
  const lasts = steps.filter((step, i) => step.generation && !goesOn(step, steps[i + 1]));
  return {
    decodedTokens: sum(lasts.map((step) => Math.max(0, (step.generation?.cost.generatedTokens ?? 0) - 1))),
    decodeMillis: sum(lasts.map((step) => step.generation?.cost.decodeMillis ?? 0)),
  };
}

const goesOn = (step: Step, next: Step | undefined): boolean => next?.generation != null && next.parent === step.id;

export function tallyOf(tries: readonly Tried[]): Tally {
  const total = (of: (tried: Tried) => number): number => sum(tries.map(of));
  const [actions, unparsed] = [total((tried) => tried.actions), total((tried) => tried.unparsed)];
  const millis = total((tried) => tried.decodeMillis);
  const correct = tries.filter(({ isCorrect }) => isCorrect).length;
  return {
    problems: tries.length,
    correct,
    accuracy: rounded(correct / Math.max(1, tries.length)),
    byLevel: byLevel(tries),
    meanActions: rounded(actions / Math.max(1, tries.length)),
    actions,
    unparsed,
    validSyntax: actions + unparsed === 0 ? 1 : rounded(actions / (actions + unparsed)),
    unanswered: tries.filter(({ isAnswered }) => !isAnswered).length,
    tokensPerSecond: millis === 0 ? 0 : Math.round((total((tried) => tried.decodedTokens) * 1000) / millis),
  };
}

function byLevel(tries: readonly Tried[]): Tally["byLevel"] {
  const levels = [...new Set(tries.map(({ level }) => level))].toSorted((a, b) => a - b);
  return levels.map((level) => {
    const those = tries.filter((tried) => tried.level === level);
    return { level, problems: those.length, correct: those.filter(({ isCorrect }) => isCorrect).length };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
