import { type DialectName, isDialectName } from "../../dialect";
import { nameOfRuns } from "../../opening";
import { lineTo, type StepId, type Trace, type TraceId } from "../../trace";
import type { Edges, Failure, OpenLog } from "../ports";
import type { Imported, Reading, Workspace } from "../state";
import { readRecords, type TriedReading } from "./importing";

// A run that was opened before is the same document when it is opened again, with all that was made of it. Only what the
// report tells is read anew, and tied to the steps that are there.

/** What runs of a log go by as one document; null where the log no longer has them. */
export async function nameOfRecords(log: OpenLog, indices: readonly number[]): Promise<string | null> {
  const runs = (await log.entries(indices)).map(({ run }) => run);
  return runs.length === indices.length && runs.length > 0 ? nameOfRuns(runs) : null;
}

/** The trace that is kept of a run; null also where storage cannot be asked: then the run is opened as if anew. */
export const keptTraceOf = (edges: Edges, run: string | null): Promise<TraceId | null> =>
  run === null ? Promise.resolve(null) : edges.storage.traceOfRun(run).catch(() => null);

/** Opens a kept trace, out of the bin if it is there. One that is open already stays as it is. */
export async function openTraceOfRun({ documents, edges }: Workspace, id: TraceId): Promise<Failure | null> {
  const isOpen = documents.store.getState().keptAs === id;
  const failure = isOpen ? null : await documents.openKept(id);
  if (failure === null) await edges.storage.restore(id).catch(() => {});
  return failure;
}

/** Ties the open trace to the records that it was made of, as if they had just been opened. */
export async function connectRecords(
  { documents, edges, session }: Workspace,
  from: Omit<Imported, "readings">,
): Promise<Connected | null> {
  const trace = session.store.getState().log?.trace;
  if (!trace) return null;
  const [first, ...others] = await readingsOf(edges, trace, from);
  if (!first || session.store.getState().log?.trace.id !== trace.id) return null;
  const imported: Imported = { ...from, readings: [first.reading, ...others.map(({ reading }) => reading)] };
  documents.connect(imported);
  return { imported, tried: [first, ...others] };
}

/** What the open document was made of, and each of its readings as it would come out today. */
export interface Connected {
  readonly imported: Imported;
  readonly tried: readonly TriedReading[];
}

/** The readings that the roots of a trace are: the first in the words of its own dialect, the others as a person said. */
async function readingsOf(
  edges: Edges,
  trace: Trace,
  { records, pictures }: Pick<Imported, "records" | "pictures">,
): Promise<readonly TriedReading[]> {
  const readings: TriedReading[] = [];
  for (const [nth, root] of rootsOf(trace).entries()) {
    const { reading, trace: read } = await readRecords(edges, records, root.dialect, pictures);
    const system = nth === 0 ? null : root.dialect;
    const branches = branchesIn(trace, root.id, read, reading);
    readings.push({ trace: read, reading: { ...reading, system, root: root.id, branches } });
  }
  return readings;
}

function rootsOf(trace: Trace): readonly { readonly id: StepId; readonly dialect: DialectName | null }[] {
  return (trace.children.get(null) ?? []).flatMap((id) => {
    const step = trace.steps.get(id);
    if (step?.author !== "import" || step.body.kind !== "problem") return [];
    const { dialect = "" } = step.body;
    return [{ id, dialect: isDialectName(dialect) ? dialect : null }];
  });
}

/** The branches of a reading by the steps that are kept: the nth below the root, and as long. */
const branchesIn = (kept: Trace, root: StepId, read: Trace, { branches }: Reading): Reading["branches"] =>
  branches.map((branch, nth) => {
    if (!branch.ends) return branch;
    const first = kept.children.get(root)?.[nth];
    let last = first;
    for (let left = lineTo(read, branch.ends.last).length - 2; left > 0 && last; left--)
      last = kept.children.get(last)?.[0];
    return { ...branch, ends: first && last ? { first, last } : null };
  });
