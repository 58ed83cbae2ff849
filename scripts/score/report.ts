import {
  advantagesIn,
  type BatchStatistics,
  batchStatistics,
  type GroupStatistics,
  groupStatistics,
  type Judge,
  type Rate,
  type Reward,
  type Score,
  scoreGroup,
} from "../../src/scoring";
import { groupsBy, type LineToScore, problemOf } from "./lines";
import type { ScorePlan } from "./plan";

/** What became of one line. */
export interface ReportedLine extends Pick<LineToScore, "input" | "trace" | "title" | "leaf"> {
  /** Counted from 1. */
  readonly group: number;
  readonly score: Score | null;
  /** Why there is none, and what to do; null where there is one. */
  readonly refused: { readonly code: string; readonly message: string } | null;
  /** Left out where groups were not asked for. */
  readonly advantage?: number;
}

export interface ReportedGroup extends GroupStatistics {
  readonly group: number;
  readonly question: string;
  /** What its trainer watches of the group; left out where the reward has no such figures. */
  readonly rates?: readonly Rate[];
}

export interface ScoreReport {
  readonly reward: string;
  readonly says: string;
  readonly lines: readonly ReportedLine[];
  /** Inputs of which nothing could be read, and what to do. */
  readonly unread: readonly string[];
  readonly groups?: readonly ReportedGroup[];
  readonly batch?: BatchStatistics;
}

/** Scores lines in their groups: those of the same question, pictures and right answer. */
export function reportOf(
  lines: readonly LineToScore[],
  {
    reward,
    judge,
    group: wantsGroups,
    advantage,
    sameQuestion,
  }: Pick<ScorePlan, "reward" | "judge" | "group" | "advantage" | "sameQuestion">,
  unread: readonly string[],
): ScoreReport {
  const groups = groupsBy(lines, (line) => problemOf(line, sameQuestion));
  const scored = groups.map((group) => {
    const [first] = group;
    return scoreGroup(
      reward,
      group.map(({ rollout }) => rollout),
      { reference: first.reference, judge },
    );
  });
  const values = scored.map((result) => (result.ok ? result.value.map(({ value }) => value) : []));
  const advantages = wantsGroups ? advantagesIn(values, advantage) : null;
  const reported = groups.flatMap((group, at) =>
    group.map(({ input, trace, title, leaf }, i): ReportedLine => {
      const result = scored[at];
      const own = advantages?.[at]?.[i];
      return {
        ...{ input, trace, title, leaf, group: at + 1 },
        score: (result?.ok ? result.value[i] : null) ?? null,
        refused: result && !result.ok ? result.error : null,
        ...(own === undefined ? {} : { advantage: own }),
      };
    }),
  );
  const statistics = groups.flatMap((group, at): readonly ReportedGroup[] => {
    const own = values[at] ?? [];
    if (own.length === 0) return [];
    const rates = ratesOf(reward, group, judge);
    const question = group[0].rollout.question;
    return [{ group: at + 1, question, ...groupStatistics(own), ...(rates ? { rates } : {}) }];
  });
  const base = { reward: reward.name, says: reward.says, lines: reported, unread };
  return wantsGroups ? { ...base, groups: statistics, batch: batchStatistics(values) } : base;
}

const ratesOf = (
  reward: Reward,
  group: readonly [LineToScore, ...LineToScore[]],
  judge: Judge | null,
): readonly Rate[] | undefined =>
  reward.scores === "group"
    ? reward.rates?.(
        group.map(({ rollout }) => rollout),
        { reference: group[0].reference, judge },
      )
    : undefined;
