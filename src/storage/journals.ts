import type { TraceId } from "../trace";
import type { Database } from "./database";
import { createJournal, type JournalOptions, type JournalStart, type OwnedJournal, type TraceJournal } from "./journal";
import type { SaveState } from "./writeQueue";

/** The journals that this tab is writing, at most one a trace. */
export interface Journals {
  open(start: JournalStart): TraceJournal;
  has(id: TraceId): boolean;
  readonly states: readonly SaveState[];
  flush(id: TraceId): Promise<void>;
  flushAll(): Promise<void>;
  /** Writes what is left and stops; whether that went well. True where none is open. */
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
    const written = await journal.close();
    if (written && journals.get(id) === journal) journals.delete(id);
    return written;
  };

  return {
    open(start) {
      const { id } = start.header;
      const journal = createJournal(database, start, { ...options, onWritten: () => options.onWritten(id) });
      journal.subscribe(options.onState);
      journals.set(id, journal);
      return {
        ...journal,
        // Spreading would read the state once and for all.
        get state() {
          return journal.state;
        },
        close: () => close(id, journal),
      };
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
