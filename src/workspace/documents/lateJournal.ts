import type { Journal, Place } from "../../session";

/**
 * A journal for a trace that is not in storage yet: at the first change `keep` puts it there, and what was written
 * meanwhile is handed on in order. Looking alone keeps nothing, so that storage holds no trace of browsing.
 * Where keeping fails it is tried again at the next change, with nothing forgotten.
 * `onKept` is told once all of that has been handed on; before, nothing may be called saved.
 */
export function createLateJournal(keep: () => Promise<Journal | null>, onKept: () => void = () => {}): Journal {
  let real: Journal | null = null;
  let isKeeping = false;
  const waiting: ((journal: Journal) => void)[] = [];
  const begin = async (): Promise<void> => {
    isKeeping = true;
    real = await keep();
    isKeeping = false;
    if (!real) return;
    for (const write of waiting.splice(0)) write(real);
    onKept();
  };
  const pass = (write: (journal: Journal) => void): void => {
    if (real) {
      write(real);
      return;
    }
    waiting.push(write);
    if (!isKeeping) void begin();
  };
  return {
    commit: (entry) => pass((journal) => journal.commit(entry)),
    undo: () => pass((journal) => journal.undo()),
    redo: () => pass((journal) => journal.redo()),
    place: (place: Place) => {
      if (real || waiting.length > 0) pass((journal) => journal.place(place));
    },
  };
}
