import { type Attempt as Evaluated, isRight } from "../../src/evaluation";
import { advantagesOf } from "../../src/scoring";
import type { Step } from "../../src/trace";
import type { OwnDialog } from "./dialog";

/** One run of the model on a problem, and its words to learn from, where they can be learnt. */
export interface Attempt extends Pick<Evaluated, "line" | "score" | "summary"> {
  readonly own: OwnDialog | null;
}

/** A run worth learning from, and how strongly; below nought it is to be unlearnt. */
export interface Kept {
  readonly own: OwnDialog;
  readonly advantage: number;
}

/** The right runs that corrected themselves; failing that, one right run of a problem that was also got wrong. */
export function chooseReflective(attempts: readonly Attempt[]): Kept[] {
  const right = attempts.filter(({ summary, own }) => isRight(summary) && own !== null);
  const reflective = right.filter(({ line }) => isReflective(line));
  const hardWon = right.length < attempts.length ? right.slice(0, 1) : [];
  return keepable(reflective.length > 0 ? reflective : hardWon, () => 1);
}

/** Every run of the group with its advantage; none where the runs are worth the same. */
export function chooseGroup(attempts: readonly Attempt[]): Kept[] {
  const advantages = advantagesOf(attempts.map(({ score }) => score.value));
  return keepable(attempts, (i) => advantages[i] ?? 0).filter(({ advantage }) => advantage !== 0);
}

const keepable = (attempts: readonly Attempt[], advantageOf: (index: number) => number): Kept[] =>
  attempts.flatMap(({ own }, i) => (own ? [{ own, advantage: advantageOf(i) }] : []));

/**
 * Whether a run looked, saw that it was wrong, and looked again: two looks at different places of one image. A look
 * into the crop of another is no correction: it goes on from there.
 */
export function isReflective(steps: readonly Step[]): boolean {
  const looks = steps.flatMap(({ body }) =>
    body.kind === "action" && body.action.kind === "zoom" ? [body.action] : [],
  );
  return looks.some(({ image, box }, i) =>
    looks.slice(0, i).some((before) => before.image === image && JSON.stringify(before.box) !== JSON.stringify(box)),
  );
}
