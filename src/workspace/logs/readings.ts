import type { ImageId } from "../../action";
import type { DialectName } from "../../dialect";
import type { SessionState } from "../../session";
import {
  branchOf,
  childrenOf,
  type Edit,
  type EditLog,
  type Judgement,
  lineTo,
  type StepId,
  type Trace,
} from "../../trace";
import type { Failure } from "../ports";
import { type Imported, notify, type Pictures, type Reading, type Workspace } from "../state";
import { carryJudgements } from "./carry";
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
 * nothing was made of it, and stays in sight where something was, so that nobody's work is lost. Where the words are the
 * same and only pictures came, `carry` says of the new steps what was said of those before.
 */
export function takeReading(
  workspace: Workspace,
  imported: Imported,
  tried: TriedReading,
  carry = false,
): Failure | null {
  const { documents, edges, session, view } = workspace;
  const { log } = session.store.getState();
  // Another document may have been opened since the reading was tried.
  if (!log || documents.store.getState().imported !== imported) return { code: "nothing-open", message: "" };
  const before = currentReading(workspace, imported);
  const carried = carry ? carryJudgements(log.trace, before.root, tried.trace, edges.ambient.nextJudgementId) : null;
  const beside = carried ? !carried.isAll : isWorkedOn(log);
  const edits = [
    ...readingEdits(log.trace, tried.trace),
    ...(carried?.edits ?? []),
    ...(beside ? [] : [putAway(before.root)]),
  ];
  const committed = session.commit("read-as", { kind: "batch", edits });
  if (!committed.ok) return { code: committed.error, message: tried.reading.root };
  const readings: Imported["readings"] = [imported.readings[0], ...imported.readings.slice(1), tried.reading];
  documents.store.setState({ imported: { ...imported, readings } });
  session.goTo(tried.reading.root);
  const { cursor = null } = session.store.getState().log ?? {};
  notify(view, { kind: "read-as", system: tried.reading.report.system, beside }, cursor);
  return null;
}

/** Whether anything counts that was made here, other than to read it again. */
export const isWorkedOn = ({ entries, cursor, trace }: EditLog): boolean =>
  entries.slice(0, cursor).some(({ name }) => name !== "read-as") || isMoreThanRead(trace);

/** Of a trace that was opened again the entries may be folded away; what they made is there. */
function isMoreThanRead(trace: Trace): boolean {
  for (const { author, starred, title } of trace.steps.values())
    if (author !== "import" || starred || title !== "") return true;
  return [...trace.judgements.values()].some(saidHere);
}

/** What the log itself preferred was read with it. */
const saidHere = ({ rater }: Judgement): boolean => rater.id !== "log";

/** The pictures of the problem that a trace begins with at `root`. */
export function picturesOfProblem(trace: Trace, root: StepId): readonly ImageId[] {
  const body = trace.steps.get(root)?.body;
  return body?.kind === "problem" ? body.images : [];
}

const putAway = (root: StepId): Edit => ({ kind: "remark", id: root, remark: { removed: true } });

/** The edits that add all that was read. */
function readingEdits(trace: Trace, read: Trace): readonly Edit[] {
  const images = [...read.images.values()].filter(({ id }) => !trace.images.has(id));
  const steps = childrenOf(read, null, true).flatMap(({ id }) => branchOf(read, id));
  return [
    ...images.map((image): Edit => ({ kind: "add-image", image })),
    ...steps.map((step): Edit => ({ kind: "add-step", step, index: Number.MAX_SAFE_INTEGER })),
    ...[...read.judgements.values()].map((judgement): Edit => ({ kind: "add-judgement", judgement })),
    ...read.scores.map((score, i): Edit => ({ kind: "add-score", score, index: trace.scores.length + i })),
  ];
}
