import type { ExportInput, ExportRequest, PictureSource } from "../../export";
import { lineView } from "../../session";
import type { Trace } from "../../trace";
import type { Failure, TraceSummary } from "../ports";
import type { ExportScope, Workspace } from "../state";

/** What an export is made from, whatever its target. */
export interface ExportSource {
  readonly input: ExportInput;
  readonly traces: number;
  /** Kept traces that could not be opened; the export goes without them. */
  readonly unopened: readonly { readonly title: string; readonly failure: Failure }[];
}

/** Gathers the lines of a scope and the sizes of their pictures. Rejects where `signal` stops it. */
export async function exportSource(
  workspace: Workspace,
  scope: ExportScope,
  signal: AbortSignal,
): Promise<ExportSource> {
  // Comes with the first export: the shell is loaded without it.
  const [{ exportInput }, { stepScoresOf }] = await Promise.all([import("../../export"), import("../../driver")]);
  const { requested, unopened } = await requestedTraces(workspace, scope, signal);
  const { taxonomy } = workspace.view.getState();
  const request: ExportRequest = { traces: requested, dialect: null, rater: null, taxonomy, stepScores: stepScoresOf };
  const input = await exportInput(request, picturesOf(workspace), signal);
  return { input, traces: requested.length, unopened };
}

type Requested = Pick<ExportSource, "unopened"> & { readonly requested: ExportRequest["traces"] };

async function requestedTraces(workspace: Workspace, scope: ExportScope, signal: AbortSignal): Promise<Requested> {
  const { log, place } = workspace.session.store.getState();
  const open = log?.trace ?? null;
  if (scope === "line" || scope === "trace") {
    const leaf = open && lineView(open, place).line.at(-1)?.id;
    if (!open || !leaf) return { requested: [], unopened: [] };
    return { requested: [{ trace: open, leaves: scope === "line" ? [leaf] : null }], unopened: [] };
  }
  if (scope === "made") return madeTraces(workspace, signal);
  const kept = await keptTraces(workspace, scope);
  const requested: { trace: Trace; leaves: null }[] = [];
  const unopened: ExportSource["unopened"][number][] = [];
  for (const summary of kept) {
    signal.throwIfAborted();
    const read = await readKept(workspace, summary, open);
    if ("code" in read) unopened.push({ title: summary.title, failure: read });
    else if (scope === "kept" || read.judgements.size > 0) requested.push({ trace: read, leaves: null });
  }
  return { requested, unopened };
}

/** What the flywheel made last, made again. */
async function madeTraces(workspace: Workspace, signal: AbortSignal): Promise<Requested> {
  const { made } = workspace.exports.getState();
  if (!made) return { requested: [], unopened: [] };
  const { madeAgain } = await import("../gym/madeAgain");
  const again = await madeAgain(workspace, made, signal);
  if (!again.ok) return { requested: [], unopened: [{ title: again.error.message, failure: again.error }] };
  return { requested: again.value.map((trace) => ({ trace, leaves: null })), unopened: [] };
}

/** The kept traces of a scope; of those of a log only what is made of a single run of it. */
async function keptTraces({ edges, logs }: Workspace, scope: ExportScope): Promise<readonly TraceSummary[]> {
  await edges.storage.flush();
  const kept = (await edges.storage.recent()).filter(({ removed }) => !removed);
  if (scope !== "log") return kept;
  const { current } = logs.getState();
  if (current?.kind !== "listed") return [];
  const places = await Promise.all(kept.map(({ run }) => (run === undefined ? null : current.log.placeOf(run))));
  return kept.filter((_, i) => places[i] !== null);
}

/** A kept trace as it is now: the open one may have changes that are not on the disk yet. */
async function readKept({ edges }: Workspace, { id }: TraceSummary, open: Trace | null): Promise<Trace | Failure> {
  if (open?.id === id) return open;
  const opened = await edges.storage.open(id);
  if (!opened.ok) return opened.error;
  const { trace } = opened.value.log;
  opened.value.close();
  // Derived images are not kept: how they were made must be known before the first of them is asked for.
  edges.images.recall(trace);
  return trace;
}

const picturesOf = ({ edges }: Workspace): PictureSource => ({ find: (image) => edges.images.picture(image) });
