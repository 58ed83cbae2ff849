import { createStore } from "zustand/vanilla";
import type { Journal, Session } from "../../session";
import { logOf, type Trace, type TraceId } from "../../trace";
import type { Failure, OpenTrace, TraceStorage } from "../ports";
import { type DocumentName, type DocumentState, NO_DOCUMENT } from "../state";
import { parseLastOpen } from "./lastOpen";
import { createLateJournal } from "./lateJournal";

const LAST = "last-open";

/** Another tab has the right to write what this one has only just made. */
const READ_ONLY: Failure = { code: "taken-over", message: "taken-over" };

/** Is told that the open document cannot be kept, and that it is after all. */
export interface Keeping {
  onFailure(failure: Failure): void;
  onMended(code: string): void;
}

/** The document that is open: shown in the session, and kept at once, from its first change on, or not at all. */
export class OpenDocument {
  readonly store = createStore<DocumentState>(() => NO_DOCUMENT);
  private held: { readonly trace: OpenTrace; readonly stopListening: () => void } | null = null;
  private readonly storage: TraceStorage;
  private readonly session: Session;
  private readonly keeping: Keeping;

  constructor(storage: TraceStorage, session: Session, keeping: Keeping) {
    this.storage = storage;
    this.session = session;
    this.keeping = keeping;
  }

  /** Shows a trace that was kept before. */
  show(trace: OpenTrace, id: TraceId, extra: Partial<DocumentState> = {}): void {
    this.hold(trace, id);
    this.session.open(trace.log, trace.place, trace.journal);
    this.session.setWritable(trace.writable);
    this.store.setState({
      ...NO_DOCUMENT,
      name: { kind: "trace", id },
      keptAs: id,
      losses: trace.losses,
      strays: trace.strays ?? [],
      opening: false,
      run: trace.run ?? null,
      ...extra,
    });
  }

  /** Shows a trace that is kept from its first change on. */
  showUnkept(trace: Trace, extra: Partial<DocumentState> = {}, run: string | null = null): void {
    this.letGo();
    let leftBehind: OpenTrace | null = null;
    const keep = async (): Promise<Journal | null> => {
      const kept = await this.storage.keep(trace, run);
      if (!kept.ok) {
        this.tellUnkept(trace.id, kept.error);
        return null;
      }
      // What cannot be written must not look as if it were.
      if (!kept.value.writable) {
        kept.value.close();
        this.tellUnkept(trace.id, READ_ONLY);
        return null;
      }
      // Another may have been opened meanwhile; the change that began all this is written all the same.
      if (this.isOpen(trace.id)) this.hold(kept.value, trace.id);
      else leftBehind = kept.value;
      return kept.value.journal;
    };
    const onKept = (): void => {
      leftBehind?.close();
      if (!this.isOpen(trace.id)) return;
      const { unkept } = this.store.getState();
      this.store.setState({ keptAs: trace.id, unkept: null });
      if (unkept !== null) this.keeping.onMended(unkept);
    };
    this.session.open(logOf(trace), null, createLateJournal(keep, onKept));
    this.session.setWritable(true);
    this.store.setState({ ...NO_DOCUMENT, opening: false, run, ...extra });
  }

  /** Keeps a trace and shows it; where it cannot be kept, it is shown all the same, and the person is told. */
  async showKept(trace: Trace, extra: Partial<DocumentState> = {}, run: string | null = null): Promise<void> {
    const kept = await this.storage.keep(trace, run);
    if (kept.ok) {
      this.show(kept.value, trace.id, { run, ...extra });
      return;
    }
    // Work goes on without storage until there is room.
    this.showUnkept(trace, extra, run);
    this.tellUnkept(trace.id, kept.error);
  }

  /** Gives back the write lock, once all is written: else the trace would look as if another tab held it. */
  async release(): Promise<void> {
    await this.storage.flush();
    this.letGo();
  }

  /** Takes the write lock from the tab that has it. */
  async takeOver(): Promise<void> {
    await this.held?.trace.takeOver();
  }

  /** What a reload opens from now on. */
  remember(last: DocumentName): void {
    this.store.setState({ name: last });
    void this.storage.setSetting(LAST, last).catch(() => {});
  }

  async lastOpen(): Promise<DocumentName | null> {
    return parseLastOpen(await this.storage.setting(LAST).catch(() => null));
  }

  private hold(trace: OpenTrace, id: TraceId): void {
    this.letGo();
    const stopListening = trace.onChange((change) => {
      if (change === "lost-write-lock") this.session.setWritable(false);
      else this.store.setState({ stale: true });
    });
    this.held = { trace, stopListening };
    this.remember({ kind: "trace", id });
  }

  private letGo(): void {
    this.held?.stopListening();
    this.held?.trace.close();
    this.held = null;
  }

  /** Told once of each document: it is tried again at every change, and the state goes on saying so. */
  private tellUnkept(id: TraceId, failure: Failure): void {
    const isOpen = this.isOpen(id);
    if (!isOpen || this.store.getState().unkept === null) this.keeping.onFailure(failure);
    if (isOpen) this.store.setState({ unkept: failure.code });
  }

  private isOpen(id: TraceId): boolean {
    return this.session.store.getState().log?.trace.id === id;
  }
}
