import type { ListedRun } from "../../opening";
import { nameOfTrace } from "../logs/judged";
import { lastInKept } from "../logs/lastLog";
import { showRuns } from "../logs/showRuns";
import type { ListOfRuns, TraceSummary } from "../ports";
import type { ListedTraces, ListPlace, Workspace } from "../state";

/** Where a trace came from that is of no log: the gym, or a person's own. */
export const ORIGINS = ["gym", "own"] as const;

/** Lists the traces that this browser keeps, where one was in them last. */
export async function listKept(workspace: Workspace, place: Partial<ListPlace> = {}): Promise<void> {
  const { edges, logs } = workspace;
  const { kept } = logs.getState();
  await edges.storage.flush();
  const traces = (await edges.storage.recent()).filter(({ removed }) => !removed);
  const last = kept ?? (await lastInKept(edges));
  const rows = traces.map(rowOf);
  const [runs, systems] = [await listOf(rows), systemsOf(rows)];
  const { filter, at } = last;
  logs.setState({
    kept: { kind: "kept", runs, count: traces.length, traces, systems, filter, at, ...place },
    judged: new Map(),
  });
  showRuns(workspace, "kept");
}

/** A kept trace as a run of the list. What an older page kept has no facts until it is next written to. */
function rowOf({ id, title, stepCount, run, facts }: TraceSummary, index: number): ListedRun {
  return {
    index,
    run: run ?? nameOfTrace(id),
    place: "",
    system: facts?.dialect ?? (run?.startsWith("gym/") ? "gym" : "own"),
    sureness: "told",
    form: "trace",
    title,
    steps: stepCount,
    unread: 0,
    answer: facts?.answer ?? "",
    reference: facts?.truth ?? null,
    score: facts?.score ?? null,
    reward: null,
    right: facts?.right ?? null,
    runs: 1,
    hints: 0,
    judged: facts?.judged ?? null,
  };
}

function systemsOf(rows: readonly ListedRun[]): ListedTraces["systems"] {
  const counts = new Map<string, number>();
  for (const { system } of rows) if (system !== null) counts.set(system, (counts.get(system) ?? 0) + 1);
  return [...counts].map(([system, count]) => ({ system, count })).sort((a, b) => b.count - a.count);
}

/** The same list as that of a log, of what is at hand. */
async function listOf(rows: ListedRun[]): Promise<ListOfRuns> {
  const { RunList } = await import("../../opening");
  const list = new RunList(rows);
  return {
    find: async (filter) => list.show(list.fitting({ ...filter, searched: "listed" })),
    stopFinding: async () => {},
    placeOf: async (run) => list.placeOf(run),
    beside: async (step) => list.beside(step),
    judge: async (told) => list.judge(told),
    countJudgedBy: async (rater) => list.countJudgedBy(rater),
    // What is kept stands in storage, a trace at a time: it is scored where it is open.
    rewardStatistics: async () => null,
    rows: async (from, to) => list.rows(from, to),
    entries: async (indices) => list.entries(indices),
  };
}
