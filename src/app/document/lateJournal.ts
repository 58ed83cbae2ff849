import type { Journal, Place } from "../../session";

/**
 * A journal for a trace that is not on the shelf yet: at the first change `keep` puts it there, and whatever was
 * written meanwhile is handed on in order. Looking alone keeps nothing, so that the shelf holds no trace of browsing.
 */
export function createLateJournal(keep: () => Promise<Journal | null>): Journal {
  let real: Journal | null = null;
  let waiting: ((journal: Journal) => void)[] | null = null;
  const begin = async (): Promise<void> => {
    real = await keep();
    for (const write of waiting ?? []) if (real) write(real);
    waiting = [];
  };
  const pass = (write: (journal: Journal) => void): void => {
    if (real) write(real);
    else if (waiting) waiting.push(write);
    else {
      waiting = [write];
      void begin();
    }
  };
  return {
    commit: (entry) => pass((journal) => journal.commit(entry)),
    undo: () => pass((journal) => journal.undo()),
    redo: () => pass((journal) => journal.redo()),
    place: (place: Place) => {
      if (real || waiting) pass((journal) => journal.place(place));
    },
  };
}
