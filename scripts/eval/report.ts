import { SORT_CARDS, type Sort } from "../../src/catalog";
import { CONDITIONS, type Condition, type RunSummary, type Tally, tallyOf } from "../../src/evaluation";
import type { Plan } from "./plan";
import type { Done } from "./work";

/** One sort of problem under one condition. */
export interface Row extends Tally {
  readonly family: Sort;
  readonly condition: Condition;
}

/** What an eval prints, and what a card is made of. */
export interface Report {
  readonly firstSeed: number;
  readonly level: Plan["level"];
  readonly rows: readonly Row[];
}

export function reportOf({ firstSeed, level }: Pick<Plan, "firstSeed" | "level">, done: readonly Done[]): Report {
  const rows = SORT_CARDS.flatMap(({ family }) =>
    CONDITIONS.flatMap((condition): Row[] => {
      const those = done.filter((one) => one.name.family === family && one.condition === condition);
      const runs = those.flatMap(({ summary }): RunSummary[] => (summary ? [summary] : []));
      return runs.length === 0 ? [] : [{ family, condition, ...tallyOf(runs) }];
    }),
  );
  return { firstSeed, level, rows };
}

/** Several reports as one; a later one has the last word on what both measured. Throws where they cannot stand together. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (!first) throw new Error("No report to merge");
  const isAlike = reports.every(({ firstSeed, level }) => firstSeed === first.firstSeed && level === first.level);
  if (!isAlike) throw new Error("The reports begin at different seeds, or are of different levels");
  const rows = new Map(reports.flatMap(({ rows }) => rows.map((row) => [`${row.family} ${row.condition}`, row])));
  return { ...first, rows: [...rows.values()] };
}
