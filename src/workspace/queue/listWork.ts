import type { StoreApi } from "zustand";
import type { ListWork } from "../state";

/** What does one row: what came of it, or null where it was stopped and waits. */
export type DoRow<Row> = (row: Row, signal: AbortSignal) => Promise<Partial<Row> | null>;

/** Goes on with the rows that wait, until all are done, a person pauses, or one of them could not be begun. */
export async function goOnWithList<Row, Work extends ListWork<Row>>(
  store: StoreApi<Work | null>,
  waits: (row: Row) => boolean,
  doRow: DoRow<Row>,
): Promise<void> {
  const before = store.getState();
  if (!before || before.going) return;
  const own = new AbortController();
  store.setState({ ...before, going: own }, true);
  try {
    for (const row of before.rows) {
      if (own.signal.aborted) break;
      if (!waits(row)) continue;
      const came = await doRow(row, own.signal);
      if (came === null) break;
      store.setState(
        (now) => now && { ...now, rows: now.rows.map((one) => (one === row ? { ...row, ...came } : one)) },
        true,
      );
    }
  } finally {
    store.setState((now) => (now?.going === own ? { ...now, going: null } : now), true);
  }
}

/** Stops what is being done; what was begun is begun anew when it goes on. */
export function pauseList<Row, Work extends ListWork<Row>>(store: StoreApi<Work | null>): void {
  store.getState()?.going?.abort();
  store.setState((now) => now && { ...now, going: null }, true);
}
