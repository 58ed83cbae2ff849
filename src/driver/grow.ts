import type { ToolExecutor } from "../action";
import type { Dialect } from "../dialect";
import { type ClockAndIds, type RunConditions, type RunEvent, type RunModel, type RunOutcome, run } from "../runner";
import type { Way, Work } from "../search";
import type { Edit, Sampling, Step, Trace } from "../trace";
import { likelihoodOf } from "./likelihood";

export type ExpandWork = Extract<Work, { kind: "expand" }>;

export interface GrowTools {
  readonly dialect: Dialect;
  readonly executor: ToolExecutor;
  readonly clockAndIds: ClockAndIds;
  readonly conditions: RunConditions;
  readonly alternatives: number;
}

/** How far a model is let go on. */
export type Reach =
  /** To the end of one step: a thought, an answer, or an action with what it shows. */
  | "step"
  /** To the next action with what it shows, or to the answer. */
  | "look"
  | "answer";

/** What a model made of a line, and the edits that put it into the trace. */
export interface Grown {
  readonly way: Way;
  readonly edits: readonly Edit[];
  /** From the start of the line. */
  readonly line: readonly Step[];
}

/** How far a piece of work goes; `staged` says that each of the model's steps is a stage. */
export function reachOf({ until, stage }: ExpandWork, staged: boolean): Reach {
  if (until === "answer") return "answer";
  if (until === "step" || staged || stage === "summary") return "step";
  return stage === "answer" || stage === "conclusion" ? "answer" : "look";
}

export interface GrowLimits {
  readonly reach: Reach;
  /** How many nodes it may make; null is no limit. */
  readonly mostNodes: number | null;
  /** All of it is one node, known by its last step: a stage is, however many steps it takes. */
  readonly asOne?: boolean;
}

/** Lets a model think on from a line as far as its limits say. */
export async function grow(
  model: RunModel,
  { line, images, sampling }: { line: readonly Step[]; images: Trace["images"]; sampling: Sampling },
  limits: GrowLimits,
  tools: GrowTools,
  signal: AbortSignal,
): Promise<Grown> {
  const events = run(line, images, { ...tools, model, sampling }, signal);
  const made = new Made(tools.dialect, limits);
  let outcome: RunOutcome | null = null;
  while (!outcome) {
    const event = await events.next();
    if (event.done) outcome = event.value;
    else if (made.take(event.value)) break;
  }
  // What was begun behind the last step that counts is given up; the model is told so.
  await events.return({ kind: "stopped" });
  signal.throwIfAborted();
  if (outcome?.kind === "failed") throw Object.assign(new Error(outcome.message), { code: outcome.code });
  return { way: made.way(outcome !== null), edits: made.edits, line: [...line, ...made.steps] };
}

/** What a run has made so far, and whether that is as far as it was to go. */
class Made {
  readonly steps: Step[] = [];
  readonly edits: Edit[] = [];
  private readonly dialect: Dialect;
  private readonly reach: Reach;
  /** Where each step is a node: the most of them. */
  private readonly mostNodes: number | null;
  private readonly asOne: boolean;

  constructor(dialect: Dialect, { reach, mostNodes, asOne = false }: GrowLimits) {
    this.dialect = dialect;
    this.reach = reach;
    this.asOne = asOne || reach !== "answer";
    this.mostNodes = this.asOne ? null : mostNodes;
  }

  /** True once nothing more is wanted of the run. */
  take(event: RunEvent): boolean {
    if (event.kind === "edit") {
      this.edits.push(event.edit);
      if (event.edit.kind === "add-step") this.steps.push(event.edit.step);
      return !this.waits() && this.isEnough();
    }
    // A turn begins: whatever the last one asked for has been shown.
    return event.kind === "phase" && event.phase === "reading" && this.isEnough();
  }

  /** Every step that the model said is a node, and what an action shows belongs to it; or all of it is one. */
  private nodes(): readonly Step[] {
    const nodes: Step[] = [];
    for (const step of this.steps) {
      if (isSaid(step)) nodes.push(step);
      else if (nodes.length > 0) nodes[nodes.length - 1] = step;
    }
    return this.asOne ? nodes.slice(-1) : nodes;
  }

  /** Whether the last step asks for something that has not been shown yet. */
  private waits(): boolean {
    const body = this.steps.at(-1)?.body;
    return body?.kind === "unparsed" || (body?.kind === "action" && this.dialect.observes(body.action));
  }

  private isEnough(): boolean {
    const said = this.steps.filter(isSaid);
    const last = said.at(-1);
    if (!last) return false;
    if (this.reach === "step") return true;
    if (this.reach === "look") return last.body.kind !== "thought";
    return this.mostNodes !== null && said.length >= this.mostNodes;
  }

  way(isOver: boolean): Way {
    const path = this.nodes().map(({ id }) => id);
    const answer = this.steps.at(-1)?.body;
    const isAnswered = answer?.kind === "answer";
    return {
      path,
      valid: path.length > 0,
      ended: isAnswered || isOver,
      answer: isAnswered ? answer.text : null,
      logProbability: likelihoodOf(this.steps)?.sum ?? null,
    };
  }
}

const isSaid = ({ body }: Step): boolean => body.kind !== "observation";
