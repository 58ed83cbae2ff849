import { createStore, type StoreApi } from "zustand/vanilla";
import { err, ok, type Result } from "../base";
import { commitEntry, type EditLog, type LogEntry, ME, redoEntry, undoEntry } from "../trace";
import { nearestPlace, placeAt, walk } from "./place";
import { type Commit, EMPTY, NOWHERE, type Place, type SessionState, type SessionTools } from "./state";

/** Where the log is written down as it grows. Storage fits it; a session without one is forgotten. */
export interface Journal {
  commit(entry: LogEntry): void;
  undo(): void;
  redo(): void;
  place(place: Place): void;
}

/** The log that is open and the place in it: every change of either goes through here, and into the journal. */
export class OpenLog {
  readonly store: StoreApi<SessionState> = createStore<SessionState>(() => EMPTY);
  private journal: Journal | null = null;
  private readonly tools: SessionTools;

  constructor(tools: SessionTools) {
    this.tools = tools;
  }

  open(log: EditLog, place: Place | null, journal: Journal | null): void {
    this.journal = journal;
    const start = place?.step && log.trace.steps.has(place.step) ? place : nearestPlace(log.trace, log.trace, NOWHERE);
    this.store.setState({ ...EMPTY, log, place: start });
  }

  close(): void {
    this.journal = null;
    this.store.setState(EMPTY);
  }

  // Handed on as a value, so that it must know its log by itself.
  readonly commit: Commit = (name, edit, { author, group } = this.byHand()) => {
    const { log, writable } = this.store.getState();
    if (!log) return err("nothing-open");
    if (!writable) return err("read-only");
    const entry: LogEntry = { edit, author, name, atMillis: this.tools.clockAndIds.nowMillis(), group };
    const next = commitEntry(log, entry);
    if (!next.ok) return next;
    this.store.setState({ log: next.value });
    this.journal?.commit(entry);
    return ok(next.value.trace);
  };

  private byHand(): Required<Parameters<Commit>>[2] {
    return { author: { kind: "human", rater: (this.tools.rater?.() ?? ME).id }, group: null };
  }

  undo(): void {
    this.rewind(undoEntry, (journal) => journal.undo());
  }

  redo(): void {
    this.rewind(redoEntry, (journal) => journal.redo());
  }

  readonly move = (place: Place): void => {
    this.store.setState({ place });
    this.journal?.place(place);
  };

  goTo(step: NonNullable<Place["step"]>): void {
    const { log, place } = this.store.getState();
    if (log?.trace.steps.has(step)) this.move(placeAt(log.trace, place, step));
  }

  walk(steps: number): void {
    const { log, place } = this.store.getState();
    if (log) this.move(walk(log.trace, place, steps));
  }

  private rewind(step: (log: EditLog) => Result<EditLog, string>, write: (journal: Journal) => void): void {
    const { log, place, writable } = this.store.getState();
    if (!log || !writable) return;
    const next = step(log);
    if (!next.ok) return;
    this.store.setState({ log: next.value });
    if (this.journal) write(this.journal);
    this.move(nearestPlace(log.trace, next.value.trace, place));
  }
}
