// The runs of a log, one after the other, or those of one problem together.
import type { LogRecord, Unread } from "../../src/dialect";
import { groupOf, type LogSource, type RecordAt } from "../../src/opening";

export type Records = readonly [LogRecord, ...LogRecord[]];

/** Records that become one trace, or something that was not understood. */
export type Run =
  | { readonly kind: "records"; readonly records: Records }
  | { readonly kind: "unread"; readonly unread: Unread };

export async function* runsOf(log: LogSource): AsyncGenerator<Run> {
  for await (const item of log.items())
    if (item.kind === "record") yield { kind: "records", records: [item.record] };
    else if (item.kind === "unread") yield item;
}

/**
 * Records of one problem together, in the order of the first of each. The log is read twice, so that no more than one
 * problem's records are held.
 */
export async function* groupsOf(log: LogSource): AsyncGenerator<Run> {
  const groups = new Map<string, RecordAt[]>();
  for await (const item of log.items()) {
    if (item.kind !== "record") {
      if (item.kind === "unread") yield item;
      continue;
    }
    const key = groupOf(item.record) ?? `alone ${groups.size}`;
    const group = groups.get(key);
    if (group) group.push(item.at);
    else groups.set(key, [item.at]);
  }
  for (const places of groups.values()) {
    const [first, ...others] = (await Promise.all(places.map((at) => log.recordAt(at)))).filter(
      (record) => record !== null,
    );
    if (first) yield { kind: "records", records: [first, ...others] };
  }
}
