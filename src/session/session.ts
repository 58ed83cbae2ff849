import { createStore, type StoreApi } from "zustand/vanilla";
import type { Action } from "../action";
import { err, ok, type Result } from "../base";
import { type Dialect, type ShownImage, shownAlong } from "../dialect";
import { observe, observedEdits, type RunOutcome, type Surroundings } from "../runner";
import {
  type ActionBody,
  commitEntry,
  type Declared,
  type Edit,
  type EditLog,
  type EditName,
  type JudgementValue,
  judgeStep,
  type LogEntry,
  lineTo,
  ME,
  performedAction,
  plainStep,
  type Remark,
  redoEntry,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
  undoEntry,
} from "../trace";
import { nearestPlace, placeAt, walk } from "./place";
import { type RunRequest, startRun } from "./runs";
import {
  type Commit,
  EMPTY,
  NOWHERE,
  type Place,
  type SessionRefusal,
  type SessionState,
  type SessionTools,
} from "./state";
import { untouchedDraft } from "./untouched";

/** Where the log is written down as it grows. Storage fits it; a session without one is forgotten. */
export interface Journal {
  commit(entry: LogEntry): void;
  undo(): void;
  redo(): void;
  place(place: Place): void;
}

/** Where one stands after an action: at what was seen of it, or at itself, as one does who goes on typing its numbers. */
export type Stand = "seen" | "action";

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
  reshape(step: StepId, action: Action, dialect: Dialect, stand?: Stand): Promise<Result<StepId, SessionRefusal>>;
  /** An action by a person after `step`, with its observation. */
  act(after: StepId, action: Action, dialect: Dialect): Promise<Result<StepId, SessionRefusal>>;
  /** Words put into the model's mouth after `step`. */
  think(after: StepId, text: string, dialect: Dialect): Result<StepId, SessionRefusal>;
  remark(name: EditName, step: StepId, remark: Partial<Remark>): Result<Trace, SessionRefusal>;
  /** What the person says of a step as a whole, added to what they said before; nothing left takes it away. */
  judge(name: EditName, step: StepId, said: Partial<JudgementValue>): Result<Trace, SessionRefusal>;
  /**
   * Lets the model think on from a step, one or several times. Resolves with how that ended; null where nothing was
   * run, or where what is open now is not what it began in.
   */
  run(request: RunRequest): Promise<RunOutcome | null>;
  stop(): void;
}

const BY_HAND: Required<Parameters<Commit>>[2] = { author: { kind: "human", rater: ME.id }, group: null };

export function createSession(tools: SessionTools): Session {
  const store = createStore<SessionState>(() => EMPTY);
  let journal: Journal | null = null;
  // The run in flight. One that was left behind with its document may go on for a while; it is not this one.
  let stopRun: AbortController | null = null;

  const leaveRun = (): void => {
    stopRun?.abort();
    stopRun = null;
  };

  const move = (place: Place): void => {
    store.setState({ place });
    journal?.place(place);
  };

  const commit: Commit = (name, edit, { author, group } = BY_HAND) => {
    const { log, writable } = store.getState();
    if (!log) return err("nothing-open");
    if (!writable) return err("read-only");
    const entry: LogEntry = { edit, author, name, atMillis: tools.surroundings.nowMillis(), group };
    const next = commitEntry(log, entry);
    if (!next.ok) return next;
    store.setState({ log: next.value });
    journal?.commit(entry);
    return ok(next.value.trace);
  };

  const rewind = (step: (log: EditLog) => Result<EditLog, string>, note: () => void): void => {
    const { log, place, writable } = store.getState();
    if (!log || !writable || stopRun) return;
    const next = step(log);
    if (!next.ok) return;
    store.setState({ log: next.value });
    note();
    move(nearestPlace(log.trace, next.value.trace, place));
  };

  /** Adds an action by a person below `parent`, performs it where the model would be shown the outcome, goes there. */
  const addAction = async (
    name: EditName,
    parent: Step,
    action: Action,
    dialect: Dialect,
    replaced: readonly Step[] = [],
    stand: Stand = "seen",
  ): Promise<Result<StepId, SessionRefusal>> => {
    const trace = store.getState().log?.trace;
    if (!trace) return err("nothing-open");
    const shown = shownAlong(dialect, lineTo(trace, parent.id), trace.images);
    if (dialect.expresses?.(action, shown) === false) return err("no-words-for-it");
    const raw = dialect.print({ kind: "action", action, declared: null }, shown);
    const body: ActionBody = { kind: "action", action, declared: declaredBy(dialect, raw, shown) };
    const step = humanStep(parent.id, body, raw, tools.surroundings);
    const place = replaced.at(-1);
    const index = place ? (trace.children.get(parent.id) ?? []).indexOf(place.id) : Number.MAX_SAFE_INTEGER;
    const removals = replaced.map(({ id }): Edit => ({ kind: "remove-step", id }));
    const edits: Edit[] = [...removals, { kind: "add-step", step, index }];
    let last = step.id;
    if (dialect.observes(action)) {
      const observed = await observe(performedAction(body), step.id, {
        ...tools,
        dialect,
        images: trace.images,
        blindfolded: false,
      });
      // Steps of a sample have the same names in every copy of it, so that a fresh one would take the action.
      if (store.getState().log?.trace.id !== trace.id) return err("no-such-step");
      edits.push(...observedEdits(observed, store.getState().log?.trace.images ?? trace.images));
      last = observed.at(-1)?.step.id ?? last;
    }
    const done = commit(name, { kind: "batch", edits });
    if (!done.ok) return done;
    const there = stand === "action" ? step.id : last;
    move(placeAt(done.value, store.getState().place, there));
    return ok(there);
  };

  const stepNamed = (id: StepId): Step | undefined => store.getState().log?.trace.steps.get(id);

  return {
    store,
    commit,
    open(log, place, keeper) {
      leaveRun();
      journal = keeper;
      const start =
        place?.step && log.trace.steps.has(place.step) ? place : nearestPlace(log.trace, log.trace, NOWHERE);
      store.setState({ ...EMPTY, log, place: start });
    },
    close() {
      leaveRun();
      journal = null;
      store.setState(EMPTY);
    },
    setWritable: (writable) => {
      if (!writable) stopRun?.abort();
      store.setState({ writable });
    },
    undo: () => rewind(undoEntry, () => journal?.undo()),
    redo: () => rewind(redoEntry, () => journal?.redo()),
    goTo(step) {
      const { log, place } = store.getState();
      if (log?.trace.steps.has(step)) move(placeAt(log.trace, place, step));
    },
    walk(steps) {
      const { log, place } = store.getState();
      if (log) move(walk(log.trace, place, steps));
    },
    async reshape(id, action, dialect, stand) {
      const step = stepNamed(id);
      const parent = step?.parent ? stepNamed(step.parent) : undefined;
      if (step?.body.kind !== "action" || !parent) return err("not-an-action");
      const { log, run } = store.getState();
      // A run in flight may be growing from this very step.
      const draft = log && run.kind === "idle" ? untouchedDraft(log.trace, step) : [];
      return addAction("change-action", parent, action, dialect, draft, stand);
    },
    async act(after, action, dialect) {
      const step = stepNamed(after);
      return step ? addAction("add-action", step, action, dialect) : err("no-such-step");
    },
    think(after, text, dialect) {
      const { log, place } = store.getState();
      if (!log?.trace.steps.has(after)) return err("no-such-step");
      const body: StepBody = { kind: "thought", text };
      const raw = dialect.print(body, shownAlong(dialect, lineTo(log.trace, after), log.trace.images));
      const step = humanStep(after, body, raw, tools.surroundings);
      const done = commit("add-thought", { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
      if (!done.ok) return done;
      move(placeAt(done.value, place, step.id));
      return ok(step.id);
    },
    remark(name, id, remark) {
      const done = commit(name, { kind: "remark", id, remark });
      if (done.ok) move(nearestPlace(done.value, done.value, store.getState().place));
      return done;
    },
    judge(name, id, said) {
      const trace = store.getState().log?.trace;
      if (!trace) return err("nothing-open");
      if (!trace.steps.has(id)) return err("no-such-step");
      const { nowMillis, nextJudgementId } = tools.surroundings;
      const edit = judgeStep(trace, id, said, { rater: ME, atMillis: nowMillis(), nextJudgementId });
      return edit ? commit(name, edit) : ok(trace);
    },
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
        const outcome = { kind: "failed" as const, code: "unknown", message: messageOf(thrown) };
        store.setState({ run: { kind: "idle", outcome } });
        return outcome;
      } finally {
        if (isCurrent()) stopRun = null;
      }
    },
    stop: () => stopRun?.abort(),
  };
}

/**
 * What a system's tool would make of a person's action: another box than the one asked for, in some. Nothing where
 * there is no such tool: a person's own numbers are in no doubt.
 */
function declaredBy(dialect: Dialect, raw: string, shown: readonly ShownImage[]): Declared | null {
  if (!dialect.cut) return null;
  const reader = dialect.read(shown);
  const read = [...reader.push(raw), ...reader.end()].find((piece) => piece.kind === "action");
  return read?.kind === "action" && read.declared.executed ? read.declared : null;
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

const humanStep = (parent: StepId, body: StepBody, raw: string, at: Surroundings): Step =>
  plainStep({ id: at.nextStepId(), parent, author: "human", atMillis: at.nowMillis(), body, raw });
