import { type JudgedTrace, judgedTrace, type Taxonomy } from "../../annotation";
import type { Tag, Trace } from "../../trace";
import { gymNameOf } from "../documents";
import type { KeptReading, Workspace } from "../state";
import { runsOf } from "./ofLog";

/** What raters said of a trace, with the family of its gym problem. */
export const judgedIn = (trace: Trace, taxonomy: Taxonomy): JudgedTrace =>
  judgedTrace(trace, { taxonomy, family: gymNameOf(trace)?.family ?? null });

export const tagsIn = (trace: Trace): readonly Tag[] =>
  [...trace.judgements.values()].flatMap(({ value }) => value.tags);

const NOTHING_READ: Omit<KeptReading, "total"> = {
  done: 0,
  judged: [],
  ofLog: new Set(),
  tags: [],
  unread: 0,
  reading: true,
};

/**
 * Reads what raters said out of every kept trace, one after the other: storage hands each over in tasks of its own, and
 * no more than one is held. What was read so far is told on the way.
 */
export async function readKept(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const { edges, review, view, logs } = workspace;
  const { taxonomy } = view.getState();
  await edges.storage.flush();
  const listed = (await edges.storage.recent()).filter(({ removed }) => !removed);
  const { current } = logs.getState();
  const isOfLog = current?.kind === "listed" ? await runsOf(current.log, signal) : () => false;
  let kept: KeptReading = { ...NOTHING_READ, total: listed.length };
  const tellNow = (): void => {
    if (!signal.aborted) review.setState({ kept });
  };
  tellNow();
  for (const { id } of listed) {
    const read = await edges.storage.read(id);
    if (signal.aborted) return;
    kept = {
      ...kept,
      done: kept.done + 1,
      ...(read.ok ? withTrace(kept, read.value, taxonomy, isOfLog) : { unread: kept.unread + 1 }),
    };
    // A list of hundreds is not drawn anew for each of them.
    if (kept.done % TRACES_A_TELLING === 0) tellNow();
  }
  kept = { ...kept, reading: false };
  tellNow();
}

const TRACES_A_TELLING = 20;

function withTrace(
  { judged, tags, ofLog }: KeptReading,
  trace: Trace,
  taxonomy: Taxonomy,
  isOfLog: (trace: Trace) => boolean,
): Partial<KeptReading> {
  if (trace.judgements.size === 0) return {};
  return {
    judged: [...judged, judgedIn(trace, taxonomy)],
    tags: [...tags, ...tagsIn(trace)],
    ofLog: isOfLog(trace) ? new Set([...ofLog, trace.id]) : ofLog,
  };
}
