import type { TraceId } from "../trace";
import type { Database } from "./database";
import { createJournal, type JournalOptions, type JournalStart, type OwnedJournal, type TraceJournal } from "./journal";
import type { SaveState } from "./writeQueue";

/** The journals that this tab is writing, at most one a trace. */
export interface Journals {
  open(start: JournalStart): TraceJournal;
  /** The journal that is still open, with what it holds; null where none is. */
  reopen(id: TraceId): (Pick<JournalStart, "header" | "log"> & { readonly journal: TraceJournal }) | null;
  has(id: TraceId): boolean;
  readonly states: readonly SaveState[];
  flush(id: TraceId): Promise<void>;
  flushAll(): Promise<void>;
  /** Writes what is left and stops; false where that has to be tried again. True where none is open. */
  close(id: TraceId): Promise<boolean>;
  /** Stops without writing: the trace is another tab's, or erased. */
  giveUp(id: TraceId): void;
  stopAll(): void;
}

export function createJournals(
  database: Database,
  options: Omit<JournalOptions, "onWritten"> & { onWritten(id: TraceId): void; onState(): void },
): Journals {
  const journals = new Map<TraceId, OwnedJournal>();
  const close = async (id: TraceId, journal: OwnedJournal): Promise<boolean> => {
    const closed = await journal.close();
    if (closed && journals.get(id) === journal) {
      journals.delete(id);
      // What is said of all journals is not about this one any more.
      options.onState();
    }
    return closed;
  };
  const handleOf = (id: TraceId, journal: OwnedJournal): TraceJournal => ({
    ...journal,
    // Spreading would read the state once and for all.
    get state() {
      return journal.state;
    },
    close: () => close(id, journal),
  });

  return {
    open(start) {
      const { id } = start.header;
      const journal = createJournal(database, start, { ...options, onWritten: () => options.onWritten(id) });
      journal.subscribe(options.onState);
      journals.set(id, journal);
      return handleOf(id, journal);
    },
    reopen(id) {
      const journal = journals.get(id);
      return journal ? { ...journal.current(), journal: handleOf(id, journal) } : null;
    },
    has: (id) => journals.has(id),
    get states() {
      return [...journals.values()].map((journal) => journal.state);
    },
    async flush(id) {
      await journals.get(id)?.flush();
    },
    async flushAll() {
      await Promise.all([...journals.values()].map((journal) => journal.flush()));
    },
    async close(id) {
      const journal = journals.get(id);
      return journal ? close(id, journal) : true;
    },
    giveUp(id) {
      journals.get(id)?.giveUp();
    },
    stopAll() {
      for (const journal of journals.values()) journal.giveUp();
    },
  };
}
