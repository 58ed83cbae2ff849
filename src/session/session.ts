import type { StoreApi } from "zustand/vanilla";
import type { Action } from "../action";
import type { Result } from "../base";
import type { Dialect } from "../dialect";
import type { RunOutcome } from "../runner";
import type {
  Edit,
  EditLog,
  EditName,
  EditRefusal,
  JudgementValue,
  Remark,
  ByHand as Said,
  StepId,
  Trace,
} from "../trace";
import { ByHand, type Stand } from "./byHand";
import { type Journal, OpenLog } from "./openLog";
import { type RunRequest, startRun } from "./runs";
import type { Commit, Place, SessionRefusal, SessionState, SessionTools } from "./state";

/** The one place where state lives: the edit log, the cursor, the run in flight. Commands in, snapshots out. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  open(log: EditLog, place: Place | null, journal: Journal | null): void;
  close(): void;
  setWritable(writable: boolean): void;
  readonly commit: Commit;
  undo(): void;
  redo(): void;
  goTo(step: StepId): void;
  walk(steps: number): void;
  /**
   * Another action where `step` has its own: a sibling branch by a person, with its observation recomputed.
   * A person's own action that nothing was built on yet is changed in place.
   */
  reshape(step: StepId, action: Action, dialect: Dialect, stand?: Stand): Promise<Result<StepId, string>>;
  /** An action by a person after `step`, with its observation. A tool refuses with a code of its own. */
  act(after: StepId, action: Action, dialect: Dialect): Promise<Result<StepId, string>>;
  /** Words put into the model's mouth after `step`. */
  think(after: StepId, text: string, dialect: Dialect): Result<StepId, SessionRefusal>;
  remark(name: EditName, step: StepId, remark: Partial<Remark>): Result<Trace, SessionRefusal>;
  /** What the person says of a step as a whole, added to what they said before; nothing left takes it away. */
  judge(name: EditName, step: StepId, said: Partial<JudgementValue>): Result<Trace, SessionRefusal>;
  /** What the person at this browser says of anything: as an edit, null for nothing new, or why it cannot be said. */
  rate(name: EditName, say: (trace: Trace, by: Said) => Edit | EditRefusal | null): Result<Trace, SessionRefusal>;
  /**
   * Lets the model think on from a step, one or several times. Resolves with how that ended; null where nothing was
   * run, or where what is open now is not what it began in.
   */
  run(request: RunRequest): Promise<RunOutcome | null>;
  stop(): void;
}

export function createSession(tools: SessionTools): Session {
  const open = new OpenLog(tools);
  const byHand = new ByHand(open, tools);
  const { store, commit, move } = open;
  // The run in flight. One that was left behind with its document may go on for a while; it is not this one.
  let stopRun: AbortController | null = null;

  const leaveRun = (): void => {
    stopRun?.abort();
    stopRun = null;
  };

  return {
    store,
    commit,
    open(log, place, journal) {
      leaveRun();
      open.open(log, place, journal);
    },
    close() {
      leaveRun();
      open.close();
    },
    setWritable: (writable) => {
      if (!writable) stopRun?.abort();
      store.setState({ writable });
    },
    undo: () => {
      if (!stopRun) open.undo();
    },
    redo: () => {
      if (!stopRun) open.redo();
    },
    goTo: (step) => open.goTo(step),
    walk: (steps) => open.walk(steps),
    reshape: (...asked) => byHand.reshape(...asked),
    act: (...asked) => byHand.act(...asked),
    think: (...asked) => byHand.think(...asked),
    remark: (...said) => byHand.remark(...said),
    judge: (...said) => byHand.judge(...said),
    rate: (...said) => byHand.rate(...said),
    async run(request) {
      if (stopRun || !store.getState().writable) return null;
      const own = new AbortController();
      stopRun = own;
      const isCurrent = (): boolean => stopRun === own;
      try {
        return await startRun({ store, tools, commit, move, isCurrent }, request, own.signal);
      } catch (thrown) {
        if (!isCurrent()) return null;
        // The model's failures are outcomes already; a picture that cannot be read must not look like a run for ever.
        return fail(store, thrown);
      } finally {
        if (isCurrent()) stopRun = null;
      }
    },
    stop: () => stopRun?.abort(),
  };
}

function fail(store: StoreApi<SessionState>, thrown: unknown): RunOutcome {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const outcome: RunOutcome = { kind: "failed", code: "unknown", message };
  store.setState({ run: { kind: "idle", outcome } });
  return outcome;
}
