import type { Step } from "../../src/trace";
import type { OwnDialog } from "./dialog";
import { advantagesOf, isReflective, rewardOf, totalOf } from "./reward";

/** One run of the model on a problem, and its words to learn from, where they can be learnt. */
export interface Attempt {
  readonly steps: readonly Step[];
  readonly isCorrect: boolean;
  readonly own: OwnDialog | null;
}

/** A run worth learning from, and how strongly; below nought it is to be unlearnt. */
export interface Kept {
  readonly own: OwnDialog;
  readonly advantage: number;
}

/** The right runs that corrected themselves; failing that, one right run of a problem that was also got wrong. */
export function chooseReflective(attempts: readonly Attempt[]): Kept[] {
  const right = attempts.filter(({ isCorrect, own }) => isCorrect && own !== null);
  const reflective = right.filter(({ steps }) => isReflective(steps));
  const hardWon = right.length < attempts.length ? right.slice(0, 1) : [];
  return keepable(reflective.length > 0 ? reflective : hardWon, () => 1);
}

/** Every run of the group with its advantage; none where the runs are worth the same. */
export function chooseGroup(attempts: readonly Attempt[]): Kept[] {
  const advantages = advantagesOf(attempts.map(({ steps, isCorrect }) => totalOf(rewardOf(steps, isCorrect))));
  return keepable(attempts, (i) => advantages[i] ?? 0).filter(({ advantage }) => advantage !== 0);
}

const keepable = (attempts: readonly Attempt[], advantageOf: (index: number) => number): Kept[] =>
  attempts.flatMap(({ own }, i) => (own ? [{ own, advantage: advantageOf(i) }] : []));
