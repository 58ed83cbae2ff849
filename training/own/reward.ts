import type { Step } from "../../src/trace";

/** What a run is worth, part by part. */
export interface Reward {
  readonly outcome: number;
  readonly format: number;
  readonly tool: number;
}

const FORMAT_WORTH = 0.2;
const TOOL_WORTH = 0.3;

/**
 * The outcome; the form only where the outcome is right, so that empty form is never worth anything; and something for
 * having acted (looked, boxed or drawn), again only where the outcome is right (DeepEyes' conditional tool reward, arXiv 2505.14362).
 */
export function rewardOf(steps: readonly Step[], isCorrect: boolean): Reward {
  if (!isCorrect) return { outcome: 0, format: 0, tool: 0 };
  const isWellFormed = steps.every(({ body }) => body.kind !== "unparsed");
  const hasActed = steps.some(({ body }) => body.kind === "action");
  return { outcome: 1, format: isWellFormed ? FORMAT_WORTH : 0, tool: hasActed ? TOOL_WORTH : 0 };
}

export const totalOf = ({ outcome, format, tool }: Reward): number => outcome + format + tool;

/** How much better than its group each run was, in deviations of the group (GRPO, arXiv 2402.03300); all 0 where alike. */
export function advantagesOf(rewards: readonly number[]): number[] {
  const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
  const variance = rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) / rewards.length;
  if (variance < 1e-9) return rewards.map(() => 0);
  return rewards.map((reward) => (reward - mean) / Math.sqrt(variance));
}

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
