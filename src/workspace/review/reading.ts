import { type JudgedTrace, judgedTrace, type Taxonomy } from "../../annotation";
import type { Tag, Trace } from "../../trace";
import { gymNameOf } from "../documents";
import type { TraceSummary } from "../ports";
import type { KeptReading, Workspace } from "../state";

/** What raters said of a trace, with the family of its gym problem. */
export const judgedIn = (trace: Trace, taxonomy: Taxonomy): JudgedTrace =>
  judgedTrace(trace, { taxonomy, family: gymNameOf(trace)?.family ?? null });

export const tagsIn = (trace: Trace): readonly Tag[] =>
  [...trace.judgements.values()].flatMap(({ value }) => value.tags);

const NOTHING_READ: Omit<KeptReading, "total" | "ofLog" | "others"> = {
  done: 0,
  judged: [],
  tags: [],
  unread: 0,
  reading: true,
};

/** A list of hundreds is not drawn anew for each of them. */
const TRACES_A_TELLING = 20;

/**
 * Reads what raters said out of every kept trace, one after the other: storage hands each over in tasks of its own, and
 * no more than one is held. Traces of which the list knows that nobody judged them are not read at all. What was read
 * so far is told on the way.
 */
export async function readKept(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const { edges, review, view } = workspace;
  const { taxonomy } = view.getState();
  await edges.storage.flush();
  const listed = (await edges.storage.recent()).filter(mayBeJudged);
  const open = workspace.session.store.getState().log?.trace.id;
  let kept: KeptReading = {
    ...NOTHING_READ,
    total: listed.length,
    ofLog: await inOpenLog(workspace, listed),
    others: listed.some(({ id }) => id !== open),
  };
  const tellNow = (): void => {
    if (!signal.aborted) review.setState({ kept });
  };
  tellNow();
  for (const summary of listed) {
    const read = await edges.storage.read(summary.id);
    if (signal.aborted) return;
    const added = read.ok ? withTrace(kept, read.value, taxonomy) : { unread: kept.unread + 1 };
    kept = { ...kept, ...added, done: kept.done + 1 };
    if (kept.done % TRACES_A_TELLING === 0) tellNow();
  }
  kept = { ...kept, reading: false };
  tellNow();
}

const mayBeJudged = ({ removed, facts }: TraceSummary): boolean => !removed && facts?.judged !== null;

function withTrace({ judged, tags }: KeptReading, trace: Trace, taxonomy: Taxonomy): Partial<KeptReading> {
  if (trace.judgements.size === 0) return {};
  return { judged: [...judged, judgedIn(trace, taxonomy)], tags: [...tags, ...tagsIn(trace)] };
}

/** The traces that were made of runs of the log that is open, by id. */
async function inOpenLog({ logs }: Workspace, listed: readonly TraceSummary[]): Promise<ReadonlySet<string>> {
  const { current } = logs.getState();
  if (current?.kind !== "listed") return new Set();
  const { log } = current;
  const isOfLog = async ({ run }: TraceSummary): Promise<boolean> =>
    run !== undefined && (await log.placeOf(run)) !== null;
  const found = await Promise.all(listed.map(isOfLog));
  return new Set(listed.filter((_, index) => found[index]).map(({ id }) => id));
}
