import type { DialectName } from "../../dialect";
import type { SessionState } from "../../session";
import { branchOf, childrenOf, type Edit, type EditLog, lineTo, type StepId, type Trace } from "../../trace";
import type { Failure } from "../ports";
import { type Imported, notify, type Pictures, type Reading, type Workspace } from "../state";
import { readRecords, type TriedReading } from "./importing";
import { picturesOfLog } from "./pictures";

/** The reading that the open line belongs to. */
export const currentReading = ({ session }: Workspace, imported: Imported): Reading =>
  readingAt(imported, session.store.getState());

/** The reading that a place in the trace belongs to; the last where it belongs to none. */
export function readingAt({ readings }: Imported, { log, place }: Pick<SessionState, "log" | "place">): Reading {
  const [first, ...others] = readings;
  const last = others.at(-1);
  if (!last || !log) return first;
  const root = lineTo(log.trace, place.step)[0]?.id;
  return readings.find((reading) => reading.root === root) ?? last;
}

/** Reads records as another system's, and changes nothing; null lets their words say whose they are. */
export const tryReading = async (
  { edges }: Workspace,
  { records, log, pictures }: Pick<Imported, "records" | "log"> & { readonly pictures: Pictures | null },
  system: DialectName | null,
): Promise<TriedReading> => readRecords(edges, records, system, pictures ?? (await picturesOfLog(log)));

/** Reads what is open as another system's: one change, which undo takes back. */
export async function readAs(workspace: Workspace, system: DialectName | null): Promise<Failure | null> {
  const { imported } = workspace.documents.store.getState();
  return imported && takeReading(workspace, imported, await tryReading(workspace, imported, system));
}

/**
 * Puts a reading into the open trace, beside the one before: as a root of its own. The one before is put away where
 * nothing was made of it, and stays in sight where something was, so that nobody's work is lost.
 */
export function takeReading(workspace: Workspace, imported: Imported, tried: TriedReading): Failure | null {
  const { documents, session, view } = workspace;
  const { log } = session.store.getState();
  // Another document may have been opened since the reading was tried.
  if (!log || documents.store.getState().imported !== imported) return { code: "nothing-open", message: "" };
  const before = currentReading(workspace, imported);
  const beside = isWorkedOn(log);
  const committed = session.commit("read-as", readingEdit(log.trace, tried.trace, beside ? null : before.root));
  if (!committed.ok) return { code: committed.error, message: tried.reading.root };
  const readings: Imported["readings"] = [imported.readings[0], ...imported.readings.slice(1), tried.reading];
  documents.store.setState({ imported: { ...imported, readings } });
  session.goTo(tried.reading.root);
  const { cursor = null } = session.store.getState().log ?? {};
  notify(view, { kind: "read-as", system: tried.reading.report.system, beside }, cursor);
  return null;
}

/** Whether anything counts that was made here, other than to read it again. */
const isWorkedOn = ({ entries, cursor }: EditLog): boolean =>
  entries.slice(0, cursor).some(({ name }) => name !== "read-as");

/** The edit that adds all that was read, and puts the root of another reading away. */
function readingEdit(trace: Trace, read: Trace, putAway: StepId | null): Edit {
  const images = [...read.images.values()].filter(({ id }) => !trace.images.has(id));
  const steps = childrenOf(read, null, true).flatMap(({ id }) => branchOf(read, id));
  const edits: readonly Edit[] = [
    ...images.map((image): Edit => ({ kind: "add-image", image })),
    ...steps.map((step): Edit => ({ kind: "add-step", step, index: Number.MAX_SAFE_INTEGER })),
    ...[...read.judgements.values()].map((judgement): Edit => ({ kind: "add-judgement", judgement })),
    ...read.scores.map((score, i): Edit => ({ kind: "add-score", score, index: trace.scores.length + i })),
    ...(putAway === null ? [] : [{ kind: "remark" as const, id: putAway, remark: { removed: true } }]),
  ];
  return { kind: "batch", edits };
}
