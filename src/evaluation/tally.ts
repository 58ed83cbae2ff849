import type { Difficulty } from "../gym";
import type { Correctness, Score } from "../scoring";
import type { Step, Trace } from "../trace";

/** What one run came to, in numbers. */
export interface RunSummary {
  readonly level: Difficulty;
  readonly correctness: Correctness;
  readonly reward: number;
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
  /** Of the accuracy: how far it would scatter, were as many other problems drawn. */
  readonly standardError: number;
  readonly meanReward: number;
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

export function summaryOf(
  trace: Trace,
  told: { readonly level: Difficulty; readonly correctness: Correctness; readonly score: Score },
): RunSummary {
  const steps = [...trace.steps.values()].filter(({ author }) => author === "model");
  const count = (kind: Step["body"]["kind"]) => steps.filter(({ body }) => body.kind === kind).length;
  const { level, correctness, score } = told;
  const counts = { actions: count("action"), unparsed: count("unparsed") };
  return { level, correctness, reward: score.value, ...counts, ...decodingOf(steps) };
}

/** Decoding alone: the first token of a turn is prefill's, and each turn's last step carries the whole turn's cost. */
function decodingOf(steps: readonly Step[]): Pick<RunSummary, "decodedTokens" | "decodeMillis"> {
  const lasts = steps.filter((step, i) => step.generation && !goesOn(step, steps[i + 1]));
  return {
    decodedTokens: sum(lasts.map((step) => Math.max(0, (step.generation?.cost.generatedTokens ?? 0) - 1))),
    decodeMillis: sum(lasts.map((step) => step.generation?.cost.decodeMillis ?? 0)),
  };
}

const goesOn = (step: Step, next: Step | undefined): boolean => next?.generation != null && next.parent === step.id;

export function tallyOf(runs: readonly RunSummary[]): Tally {
  const total = (of: (run: RunSummary) => number): number => sum(runs.map(of));
  const [actions, unparsed] = [total((run) => run.actions), total((run) => run.unparsed)];
  const millis = total((run) => run.decodeMillis);
  const correct = runs.filter(isRight).length;
  const count = Math.max(1, runs.length);
  const accuracy = correct / count;
  return {
    problems: runs.length,
    correct,
    accuracy: rounded(accuracy),
    standardError: rounded(Math.sqrt((accuracy * (1 - accuracy)) / count)),
    meanReward: rounded(total((run) => run.reward) / count),
    byLevel: byLevel(runs),
    meanActions: rounded(actions / count),
    actions,
    unparsed,
    validSyntax: actions + unparsed === 0 ? 1 : rounded(actions / (actions + unparsed)),
    unanswered: runs.filter(({ correctness }) => correctness === "unanswered").length,
    tokensPerSecond: millis === 0 ? 0 : Math.round((total((run) => run.decodedTokens) * 1000) / millis),
  };
}

export const isRight = ({ correctness }: Pick<RunSummary, "correctness">): boolean => correctness === "right";

function byLevel(runs: readonly RunSummary[]): Tally["byLevel"] {
  const levels = [...new Set(runs.map(({ level }) => level))].toSorted((a, b) => a - b);
  return levels.map((level) => {
    const those = runs.filter((run) => run.level === level);
    return { level, problems: those.length, correct: those.filter(isRight).length };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
