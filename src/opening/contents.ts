import type { LogRecord, Unread } from "../dialect";

/** What a file holds, record by record, and what of it was not understood. */
export interface LogContents {
  readonly records: readonly LogRecord[];
  readonly unread: readonly Unread[];
}

export const unread = (place: string, code: string, text: string): Unread => ({
  place,
  code,
  excerpt: text.slice(0, 200),
});

/** Equal findings as one with their number; one that says nothing of what it is about stands for itself. */
export function grouped<Finding extends Unread>(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding>();
  for (const [i, finding] of findings.entries()) {
    const key = finding.what === undefined ? String(i) : `${finding.code} ${finding.what}`;
    const first = groups.get(key);
    groups.set(key, first ? { ...first, count: (first.count ?? 1) + (finding.count ?? 1) } : finding);
  }
  return [...groups.values()];
}
