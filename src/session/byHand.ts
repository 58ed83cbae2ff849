import type { Action } from "../action";
import { err, ok, type Result } from "../base";
import { type Dialect, type ShownImage, shownAlong } from "../dialect";
import { type ClockAndIds, type Observed, type ObservingTools, observe, observedEdits } from "../runner";
import {
  type ActionBody,
  type ActionStep,
  type Declared,
  type Edit,
  type EditName,
  type EditRefusal,
  groupsShown,
  type JudgementValue,
  judgeStep,
  lineTo,
  ME,
  plainStep,
  type Remark,
  type ByHand as Said,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
} from "../trace";
import type { OpenLog } from "./openLog";
import { nearestPlace, placeAt } from "./place";
import type { SessionRefusal, SessionTools } from "./state";
import { untouchedDraft } from "./untouched";

/** Where one stands after an action: at what was seen of it, or at itself, as one does who goes on typing its numbers. */
export type Stand = "seen" | "action";

/** A tool refuses with a code of its own. */
type Changed = Result<StepId, string>;

/** An action that a person added, and where one stands after it. */
interface Added {
  readonly action: StepId;
  readonly there: StepId;
}

/** What a person changes by hand in the trace that is open. */
export class ByHand {
  private readonly open: OpenLog;
  private readonly tools: SessionTools;
  /** By the step that is being changed, what stands for it once that is done. */
  private readonly changing = new Map<StepId, Promise<StepId>>();

  constructor(open: OpenLog, tools: SessionTools) {
    this.open = open;
    this.tools = tools;
  }

  /** A step that is changed again while a change of it is being performed is by then what that has made of it. */
  async reshape(id: StepId, action: Action, dialect: Dialect, stand: Stand = "seen"): Promise<Changed> {
    const at = this.changing.get(id) ?? Promise.resolve(id);
    const added = at.then((now) => this.change(now, action, dialect, stand));
    const standing = added.then((made) => (made.ok ? made.value.action : at));
    this.changing.set(id, standing);
    try {
      await standing;
    } finally {
      if (this.changing.get(id) === standing) this.changing.delete(id);
    }
    return whereOf(await added);
  }

  private async change(id: StepId, action: Action, dialect: Dialect, stand: Stand): Promise<Result<Added, string>> {
    const step = this.stepNamed(id);
    const parent = step?.parent ? this.stepNamed(step.parent) : undefined;
    if (step?.body.kind !== "action" || !parent) return err("not-an-action");
    const { log, run } = this.open.store.getState();
    // A run in flight may be growing from this very step.
    const replaced = log && run.kind === "idle" ? untouchedDraft(log.trace, step) : [];
    return this.addAction("change-action", { parent, action, dialect, replaced, stand });
  }

  async act(after: StepId, action: Action, dialect: Dialect): Promise<Changed> {
    const parent = this.stepNamed(after);
    if (!parent) return err("no-such-step");
    return whereOf(await this.addAction("add-action", { parent, action, dialect, replaced: [], stand: "seen" }));
  }

  think(after: StepId, text: string, dialect: Dialect): Result<StepId, SessionRefusal> {
    const { log, place } = this.open.store.getState();
    if (!log?.trace.steps.has(after)) return err("no-such-step");
    const body: StepBody = { kind: "thought", text };
    const raw = dialect.print(body, shownAlong(dialect, lineTo(log.trace, after), log.trace.images));
    const step = humanStep(after, body, raw, this.tools.clockAndIds);
    const done = this.open.commit("add-thought", { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
    if (!done.ok) return done;
    this.open.move(placeAt(done.value, place, step.id));
    return ok(step.id);
  }

  remark(name: EditName, id: StepId, remark: Partial<Remark>): Result<Trace, SessionRefusal> {
    const done = this.open.commit(name, { kind: "remark", id, remark });
    if (done.ok) this.open.move(nearestPlace(done.value, done.value, this.open.store.getState().place));
    return done;
  }

  judge(name: EditName, id: StepId, said: Partial<JudgementValue>): Result<Trace, SessionRefusal> {
    return this.rate(name, (trace, by) => (trace.steps.has(id) ? judgeStep(trace, id, said, by) : "no-such-step"));
  }

  /** Commits what the person at this browser says, however `say` puts it: an edit, null for nothing new, a refusal. */
  rate(name: EditName, say: (trace: Trace, by: Said) => Edit | EditRefusal | null): Result<Trace, SessionRefusal> {
    const trace = this.open.store.getState().log?.trace;
    if (!trace) return err("nothing-open");
    const { nowMillis, nextJudgementId } = this.tools.clockAndIds;
    const said = say(trace, { rater: this.tools.rater?.() ?? ME, atMillis: nowMillis(), nextJudgementId });
    if (typeof said === "string") return err(said);
    return said ? this.open.commit(name, said) : ok(trace);
  }

  /** Adds an action below `parent`, performs it where the model would be shown the outcome, goes there. */
  private async addAction(
    name: EditName,
    asked: {
      readonly parent: Step;
      readonly action: Action;
      readonly dialect: Dialect;
      /** Steps in whose place it stands, the first of them its own. */
      readonly replaced: readonly Step[];
      readonly stand: Stand;
    },
  ): Promise<Result<Added, string>> {
    const { parent, action, dialect, replaced, stand } = asked;
    const { store } = this.open;
    const trace = store.getState().log?.trace;
    if (!trace) return err("nothing-open");
    const shown = shownAlong(dialect, lineTo(trace, parent.id), trace.images);
    const isSayable = dialect.expresses?.(action, shown) !== false;
    // A tool that a person calls beside the system's own is told to the model by what it found alone.
    if (!isSayable && action.kind !== "tool") return err("no-words-for-it");
    const raw = isSayable ? dialect.print({ kind: "action", action, declared: null }, shown) : "";
    const body: ActionBody = { kind: "action", action, declared: declaredBy(dialect, raw, shown) };
    const step = humanStep(parent.id, body, raw, this.tools.clockAndIds);
    const place = replaced.at(-1);
    const index = place ? (trace.children.get(parent.id) ?? []).indexOf(place.id) : Number.MAX_SAFE_INTEGER;
    const removals = replaced.map(({ id }): Edit => ({ kind: "remove-step", id }));
    const edits: Edit[] = [...removals, { kind: "add-step", step, index }];
    let last = step.id;
    if (action.kind === "tool" || dialect.observes(action)) {
      const observed = await observeAction({ id: step.id, body }, { ...this.tools, dialect, images: trace.images });
      // Steps of a sample have the same names in every copy of it, so that a fresh one would take the action.
      if (store.getState().log?.trace.id !== trace.id) return err("no-such-step");
      // Nobody wants a step that says that nothing was seen: a person is told at once, and a model has not asked.
      const refused = action.kind === "tool" ? observed.find((seen) => seen.refused)?.refused : undefined;
      if (refused !== undefined) return err(refused);
      edits.push(...observedEdits(observed, store.getState().log?.trace.images ?? trace.images));
      last = observed.at(-1)?.step.id ?? last;
    }
    const done = this.open.commit(name, { kind: "batch", edits });
    if (!done.ok) return done;
    const there = stand === "action" ? step.id : last;
    this.open.move(placeAt(done.value, store.getState().place, there));
    return ok({ action: step.id, there });
  }

  private stepNamed(id: StepId): Step | undefined {
    return this.open.store.getState().log?.trace.steps.get(id);
  }
}

const whereOf = (added: Result<Added, string>): Changed => (added.ok ? ok(added.value.there) : added);

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

/** What a person's action shows; they are never refused. */
async function observeAction(
  step: Pick<ActionStep, "id" | "body">,
  tools: Omit<ObservingTools, "refuseActions">,
): Promise<readonly Observed[]> {
  const [group] = groupsShown([[step]], "all");
  return group ? observe(group, step.id, { ...tools, refuseActions: false }) : [];
}

const humanStep = (parent: StepId, body: StepBody, raw: string, at: ClockAndIds): Step =>
  plainStep({ id: at.nextStepId(), parent, author: "human", atMillis: at.nowMillis(), body, raw });
