import type { ExportInput, ReasonCode, Told } from "../../export";

/** Where something was left out or changed, as a person finds it. */
export interface ToldPlace {
  readonly key: string;
  readonly title: string;
  /** On its line, counted from 1; null where it is the whole line. */
  readonly step: number | null;
  readonly detail: string;
}

/** What was told, by reason, the most frequent first. */
export function toldByReason(told: readonly Told[]): readonly (readonly [ReasonCode, readonly Told[]])[] {
  const groups = new Map<ReasonCode, Told[]>();
  for (const each of told) {
    const group = groups.get(each.code);
    if (group) group.push(each);
    else groups.set(each.code, [each]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** The places of what was told, by the titles of traces and the numbers of steps. */
export function placesOf(told: readonly Told[], { lines }: Pick<ExportInput, "lines">): readonly ToldPlace[] {
  return told.map(({ at, detail }, i) => {
    const line = lines.find(({ trace, leaf }) => trace.id === at.trace && leaf === at.line);
    const step = line?.steps.findIndex(({ id }) => id === at.step) ?? -1;
    return { key: String(i), title: line?.trace.title || at.trace, step: step < 0 ? null : step + 1, detail };
  });
}
