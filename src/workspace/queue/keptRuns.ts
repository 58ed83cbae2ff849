import type { ListedRun, RecordFilter, SearchProgress } from "../../opening";
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
  const [runs, systems] = [await listOf(workspace, traces, rows), systemsOf(rows)];
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

/** The same list as that of a log, of what is at hand. Scores are of one reward, made as traces are read from storage. */
async function listOf(workspace: Workspace, traces: readonly TraceSummary[], rows: ListedRun[]): Promise<ListOfRuns> {
  const { RunList, inOrder, recordTest } = await import("../../opening");
  const list = new RunList(rows);
  // A finding ends where another begins.
  let current = 0;
  let scoredBy: string | null = null;
  const show = (indices: readonly number[], filter: RecordFilter): number =>
    list.show(inOrder(list.entries(indices).filter(recordTest(filter)), filter));

  const score = async (
    mine: number,
    indices: readonly number[],
    filter: RecordFilter,
    tell: Tell,
  ): Promise<boolean> => {
    if (!filter.reward) return true;
    const key = JSON.stringify(filter.reward);
    if (scoredBy !== key) list.forgetScores();
    scoredBy = key;
    const waiting = list.entries(indices).filter(({ reward }) => reward === null);
    const ids = waiting.flatMap(({ index }) => traces[index]?.id ?? []);
    const { scoreKept } = await import("../scores");
    let done = indices.length - waiting.length;
    for await (const scored of scoreKept(workspace, ids, filter.reward)) {
      if (mine !== current) return false;
      const entry = waiting[done - indices.length + waiting.length];
      if (entry) list.score([[entry.index, scored]]);
      done++;
      if (done % TOLD_EVERY === 0) tell({ doing: "scoring", done, of: indices.length, found: show(indices, filter) });
    }
    return mine === current;
  };

  return {
    async find(asked, tell = () => {}) {
      const mine = ++current;
      const filter: RecordFilter = { ...asked, searched: "listed" };
      // Scores that are not there yet leave nothing out.
      const indices = list
        .fitting({ ...filter, reward: null, order: "place", reversed: false })
        .map(({ index }) => index);
      return (await score(mine, indices, filter, tell)) ? show(indices, filter) : null;
    },
    async stopFinding() {
      current++;
    },
    placeOf: async (run) => list.placeOf(run),
    beside: async (step) => list.beside(step),
    judge: async (told) => list.judge(told),
    countJudgedBy: async (rater) => list.countJudgedBy(rater),
    rewardStatistics: async () =>
      scoredBy === null ? null : (await import("../scores")).statisticsOfKept(list.shown()),
    rows: async (from, to) => list.rows(from, to),
    entries: async (indices) => list.entries(indices),
  };
}

type Tell = (found: SearchProgress) => void;
const TOLD_EVERY = 8;
