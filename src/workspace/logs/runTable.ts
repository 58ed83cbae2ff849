import { csvRows, type Table } from "../../annotation";
import type { ChosenReward, ListedRun, RecordEntry } from "../../opening";
import { advantagesOf, groupStatistics } from "../../scoring";
import type { ListOfRuns } from "../ports";

/** So many rows are asked for at once: the page goes on between two pages of them. */
const PAGE = 500;

type Cell = Table["rows"][number][number];
type Column<Of> = readonly [name: string, cell: (of: Of) => Cell];

const RUN: readonly Column<ListedRun>[] = [
  ["run", ({ run }) => run],
  ["place", ({ place }) => place],
  ["question", ({ title }) => title],
  ["system", ({ system }) => system],
  ["recognised_by", ({ sureness }) => sureness],
  ["form", ({ form }) => form],
  ["answer", ({ answer }) => answer],
  ["right_answer", ({ reference }) => reference],
  ["right", ({ right }) => (right === null ? null : String(right))],
  ["log_score", ({ score }) => score],
  ["steps", ({ steps }) => steps],
  ["not_understood", ({ unread }) => unread],
  ["hints", ({ hints }) => hints],
  ["runs_of_question", ({ runs }) => runs],
  ["verdict", ({ judged }) => judged?.verdict ?? null],
  ["first_error", ({ judged }) => judged?.firstError ?? null],
  ["judged_by", ({ judged }) => judged?.raters.map(({ name }) => name).join("; ") ?? null],
];

/** A run with its score, and what that is worth in its group; null where it is in none. */
interface ScoredRun extends Pick<ListedRun, "reward"> {
  readonly by: string;
  readonly group: string | null;
  readonly mean: number | null;
  readonly advantage: number | null;
}

const SCORE: readonly Column<ScoredRun>[] = [
  ["reward", ({ by }) => by],
  ["reward_score", ({ reward }) => (reward?.kind === "scored" ? reward.value : null)],
  ["reward_formula", ({ reward }) => (reward?.kind === "scored" ? reward.formula : null)],
  ["reward_answer", ({ reward }) => (reward?.kind === "scored" ? reward.answer : null)],
  ["reward_reference", ({ reward }) => (reward?.kind === "scored" ? reward.reference : null)],
  ["reward_compared_by", ({ reward }) => (reward?.kind === "scored" ? reward.comparedBy : null)],
  ["reward_missing", ({ reward }) => (reward?.kind === "refused" ? reward.code : null)],
  ["group", ({ group }) => group],
  ["group_mean", ({ mean }) => mean],
  ["advantage_grpo", ({ advantage }) => advantage],
];

/** The columns that only a list with a reward has come last. */
export async function runsAsCsv(
  runs: Pick<ListOfRuns, "rows">,
  count: number,
  chosen: ChosenReward | null,
): Promise<readonly string[]> {
  const columns = [...RUN, ...(chosen ? SCORE : [])].map(([name]) => name);
  // With a byte order mark: without it Excel takes UTF-8 for the code page of the machine.
  const parts = [`\uFEFF${csvRows([columns])}`];
  const groups = chosen ? await groupsIn(runs, count) : new Map<string, Group>();
  for await (const rows of pagesOf(runs, count))
    parts.push(
      csvRows(
        rows.map((row) => [
          ...RUN.map(([, cell]) => cell(row)),
          ...(chosen ? SCORE.map(([, cell]) => cell({ ...row, ...groupedAs(row, groups), by: chosen.name })) : []),
        ]),
      ),
    );
  return parts;
}

/** Scored runs of one problem among those that are listed. */
interface Group {
  readonly mean: number;
  /** By the indices of the runs. */
  readonly advantages: ReadonlyMap<number, number>;
}

/** Problems of which several runs are listed with a score. */
async function groupsIn(runs: Pick<ListOfRuns, "rows">, count: number): Promise<ReadonlyMap<string, Group>> {
  const scores = new Map<string, { readonly index: number; readonly value: number }[]>();
  for await (const rows of pagesOf(runs, count))
    for (const row of rows) {
      const group = groupOf(row);
      if (group === null || row.reward?.kind !== "scored") continue;
      const known = scores.get(group) ?? [];
      known.push({ index: row.index, value: row.reward.value });
      scores.set(group, known);
    }
  const groups = [...scores].flatMap(([name, scored]): [string, Group][] => {
    if (scored.length < 2) return [];
    const values = scored.map(({ value }) => value);
    const advantages = advantagesOf(values);
    const byRun = new Map(scored.map(({ index }, i) => [index, advantages[i] ?? 0]));
    return [[name, { mean: groupStatistics(values).mean, advantages: byRun }]];
  });
  return new Map(groups);
}

function groupedAs(row: ListedRun, groups: ReadonlyMap<string, Group>): Omit<ScoredRun, "reward" | "by"> {
  const name = groupOf(row);
  const group = name === null ? undefined : groups.get(name);
  return { group: name, mean: group?.mean ?? null, advantage: group?.advantages.get(row.index) ?? null };
}

/** What the runs of one problem go by; null where the problem is not known, as of a trace that is kept. */
const groupOf = (row: ListedRun | RecordEntry): string | null => ("group" in row ? row.group : null);

async function* pagesOf(runs: Pick<ListOfRuns, "rows">, count: number): AsyncGenerator<readonly ListedRun[]> {
  for (let from = 0; from < count; from += PAGE) yield await runs.rows(from, Math.min(count, from + PAGE));
}
