import type { LogRecord, Unread } from "../dialect";

/** What a file holds, record by record, and what of it was not understood. */
export interface LogContents {
  readonly records: readonly LogRecord[];
  readonly unread: readonly Unread[];
  /** The values of no known form, each of which is among what was not understood as well; left out where there are none. */
  readonly unknown?: readonly UnknownValue[];
}

/** A value of a log whose form nobody knows; a person may say which of its fields is what. */
export interface UnknownValue {
  readonly place: string;
  readonly value: unknown;
}

export const unread = (place: string, code: string, text: string): Unread => ({
  place,
  code,
  excerpt: text.slice(0, 200),
});

/** Of so many equal findings the places are listed. */
const MOST_PLACES = 1000;

/** Equal findings as one with their number and places; one that says nothing of what it is about stands for itself. */
export function grouped<Finding extends Unread>(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const [i, finding] of findings.entries()) {
    const key = finding.what === undefined ? String(i) : `${finding.code} ${finding.what}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (!first) return [];
    if (others.length === 0) return [first];
    const count = countOf(group);
    const also = [...(first.also ?? []), ...others.flatMap(({ place, also = [] }) => [place, ...also])];
    return [{ ...first, count, also: also.slice(0, MOST_PLACES) }];
  });
}

/** How many there are, those counted that one stands for. */
export const countOf = (findings: readonly Unread[]): number => findings.reduce((sum, { count = 1 }) => sum + count, 0);
