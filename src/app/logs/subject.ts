import { useStore } from "zustand";
import type { LogRecord, Unread } from "../../dialect";
import { readingAt } from "../../workspace/logs";
import type { OpenLog } from "../../workspace/ports";
import type { Inspected, Pictures, Reading } from "../../workspace/state";
import { useDocument, useSession, useWorkspace } from "../binding/useWorkspace";

/** What a report is about: the open run, or one of the list that is only looked at. */
export interface Subject {
  readonly log: OpenLog;
  readonly records: readonly [LogRecord, ...LogRecord[]];
  readonly indices: readonly number[];
  readonly reading: Reading;
  /** Null for a run that is only looked at: those of its log. */
  readonly pictures: Pictures | null;
  readonly inspected: Inspected | null;
}

export function useSubject(): Subject | null {
  const inspected = useStore(useWorkspace().logs, (state) => state.inspected);
  const imported = useDocument((state) => state.imported);
  const reading = useReading();
  if (inspected) {
    const { log, index, record, reading } = inspected;
    return { log, records: [record], indices: [index], reading, pictures: null, inspected };
  }
  if (!imported || !reading) return null;
  const { log, records, indices, pictures } = imported;
  return { log, records, indices, reading, pictures, inspected: null };
}

/** The reading that the open line belongs to; null where no log is open. */
export function useReading(): Reading | null {
  const imported = useDocument((state) => state.imported);
  return useSession((state) => imported && readingAt(imported, state));
}

/** The record that a finding stands in, and the finding placed within it. */
export function recordOfFinding(
  { records, indices }: Subject,
  finding: Unread | null,
): { readonly index: number; readonly finding: Unread | null } {
  const first = { index: indices[0] ?? 0, finding };
  if (!finding || records.length === 1) return first;
  const nth = records.findIndex(({ place }) => finding.place.startsWith(`${place}, `));
  const prefix = `${records[nth]?.place}, `;
  const within = (place: string): readonly string[] => (place.startsWith(prefix) ? [place.slice(prefix.length)] : []);
  const [place] = within(finding.place);
  if (place === undefined) return first;
  return { index: indices[nth] ?? 0, finding: { ...finding, place, also: (finding.also ?? []).flatMap(within) } };
}
