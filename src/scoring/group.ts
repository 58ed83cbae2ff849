/** What the scores of several rollouts of one problem come to. */
export interface GroupStatistics {
  readonly rollouts: number;
  readonly mean: number;
  /** Standard deviation of the rollouts that there are: divided by their number. */
  readonly spread: number;
  readonly least: number;
  readonly most: number;
  /** True where nothing can be learnt from the group: every rollout is worth the same. */
  readonly uniform: boolean;
}

/** What the scores of several groups come to. */
export interface BatchStatistics {
  readonly groups: number;
  readonly rollouts: number;
  /** Of all rollouts. */
  readonly mean: number;
  readonly spread: number;
  /** Of the groups' best rollouts: what a perfect choice among them would be worth. */
  readonly meanOfBest: number;
  /** The share of groups in which every rollout is worth the same. */
  readonly shareUniform: number;
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Divided by the number of values less `lost`: 0 for those that there are, 1 for those they were drawn from. */
function deviationOf(values: readonly number[], lost: 0 | 1): number {
  const [mean, count] = [meanOf(values), values.length - lost];
  return count <= 0 ? 0 : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
}

/** What differs by no more than a rounding is the same. */
const ALIKE = 1e-9;

const isUniform = (values: readonly number[]): boolean => deviationOf(values, 0) ** 2 < ALIKE;

/** Of one group; everything is 0 where it is empty. */
export function groupStatistics(values: readonly number[]): GroupStatistics {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    rollouts: values.length,
    mean: meanOf(values),
    spread: deviationOf(values, 0),
    least: sorted[0] ?? 0,
    most: sorted.at(-1) ?? 0,
    uniform: isUniform(values),
  };
}

/** Of several groups; empty ones do not count. */
export function batchStatistics(groups: readonly (readonly number[])[]): BatchStatistics {
  const filled = groups.filter((values) => values.length > 0).map(groupStatistics);
  const all = groups.flat();
  return {
    groups: filled.length,
    rollouts: all.length,
    mean: meanOf(all),
    spread: deviationOf(all, 0),
    meanOfBest: meanOf(filled.map(({ most }) => most)),
    shareUniform: meanOf(filled.map(({ uniform }) => Number(uniform))),
  };
}

export const ADVANTAGES = ["grpo", "trl", "trl-batch", "verl", "dr-grpo", "rloo"] as const;
/**
 * How much better than its group a rollout is, as each trainer reckons it:
 * `grpo`: (r − mean) / deviation (arXiv 2402.03300), divided by the number of rollouts; 0 where they are alike.
 * `trl`: (r − mean) / (deviation + 1e-4), by the number less one, as torch has it (TRL f2cd577 with `scale_rewards`
 * "group"; R1-V, R1-VL and Reason-RFT have the same).
 * `trl-batch`: the deviation of the whole batch in its place. `verl`: 1e-6 in the place of 1e-4, and a rollout alone is
 * worth its reward (verl b178a3c). `dr-grpo`: r − mean (arXiv 2503.20783, TRL's "none"). `rloo`: r − mean of the others.
 */
export type AdvantageName = (typeof ADVANTAGES)[number];

type AdvantageOf = (group: readonly number[], batch: readonly number[]) => readonly number[];

const scaled =
  (nudge: number, deviation: (group: readonly number[], batch: readonly number[]) => number): AdvantageOf =>
  (group, batch) => {
    const [mean, spread] = [meanOf(group), deviation(group, batch)];
    return group.map((value) => (value - mean) / (spread + nudge));
  };

const TABLE: Readonly<Record<AdvantageName, AdvantageOf>> = {
  grpo: (group) => {
    const [mean, spread] = [meanOf(group), deviationOf(group, 0)];
    return group.map((value) => (isUniform(group) ? 0 : (value - mean) / spread));
  },
  trl: scaled(1e-4, (group) => deviationOf(group, 1)),
  "trl-batch": scaled(1e-4, (_, batch) => deviationOf(batch, 1)),
  verl: (group) => (group.length === 1 ? group.map((value) => value / (1 + 1e-6)) : scaledLikeVerl(group, group)),
  "dr-grpo": (group) => group.map((value) => value - meanOf(group)),
  rloo: (group) => {
    const sum = group.reduce((total, value) => total + value, 0);
    return group.map((value) => (group.length === 1 ? 0 : value - (sum - value) / (group.length - 1)));
  },
};

const scaledLikeVerl = scaled(1e-6, (group) => deviationOf(group, 1));

/** The advantages of each group's rollouts, in their order. */
export const advantagesIn = (
  groups: readonly (readonly number[])[],
  name: AdvantageName,
): readonly (readonly number[])[] => groups.map((group) => TABLE[name](group, groups.flat()));

/** How much better than its group each value is, in standard deviations of the group; all 0 where they are alike. */
export const advantagesOf = (values: readonly number[], name: AdvantageName = "grpo"): readonly number[] =>
  TABLE[name](values, values);
