import "fake-indexeddb/auto";
import { must } from "../../base";
import { traceId } from "../../trace/testing";
import type { TraceJournal } from "../journal";
import { type OpenedTrace, openStorage, type Storage, type StorageOptions } from "../storage";

// Tabs for tests: several storages over one database, as several tabs of a browser have.

/** The trace that tests open. */
export const id = traceId("t");

/** A tab of the browser of that name. Killed tabs are simply left alone: what they wrote is what stays. */
export const openTabOf = async (browser: string, options: StorageOptions = {}): Promise<Storage> =>
  must(await openStorage(browser, { delayMillis: 5, locks: null, ...options }));

export async function openTrace(tab: Storage): Promise<OpenedTrace> {
  return must(await tab.open(id, await tab.lock(id)));
}

export function journalOf({ journal }: OpenedTrace): TraceJournal {
  if (!journal) throw new Error("Opened for reading only");
  return journal;
}
