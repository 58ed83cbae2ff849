import type { BatchScorer, LineScorer, Score } from "./score";

/** How much better than its group each value is, in standard deviations of the group; all 0 where they are alike. */
export function advantagesOf(values: readonly number[]): readonly number[] {
  const mean = meanOf(values);
  const variance = meanOf(values.map((value) => (value - mean) ** 2));
  if (variance < 1e-9) return values.map(() => 0);
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const SOURCE = { title: "Group-relative advantage of GRPO", reference: "arXiv 2402.03300" };

/** The advantage of each line in its batch, by a reward of single lines. */
export function groupAdvantage(reward: LineScorer): BatchScorer {
  const name = `advantage of ${reward.name}`;
  return {
    name,
    scores: "batch",
    source: SOURCE,
    score(lines, reference) {
      const rewards = lines.map((line) => reward.score(line, reference));
      const mean = meanOf(rewards.map(({ value }) => value));
      const advantages = advantagesOf(rewards.map(({ value }) => value));
      return rewards.map(({ value: worth, parsed, parts }, i): Score => {
        const value = advantages[i] ?? 0;
        const restsOn = [...new Set(parts.flatMap((part) => part.restsOn))];
        return {
          name,
          value,
          parts: [{ name: reward.name, value: worth, weight: 1, restsOn }],
          parsed,
          formula: `(${printed(worth)} − mean ${printed(mean)}) / deviation of ${lines.length} = ${printed(value)}`,
          source: SOURCE,
        };
      });
    },
  };
}

const printed = (value: number): string => String(Number(value.toFixed(4)));
