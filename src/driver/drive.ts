import type { RunModel } from "../runner";
import { type Answer, type Cost, openWork, pathTo, type SearchEvent } from "../search";
import { type Edit, lineTo, type Step, type StepId, stepIdFrom, type Trace } from "../trace";
import { createFollower, type Driven, type Follower } from "./driven";
import { expandAll } from "./expand";
import type { ExpandWork, GrowTools } from "./grow";
import type { JudgeWork, Question, SearchJudge } from "./judge/judge";
import { createMeter } from "./meter";
import { eventEdit } from "./record";

/** The document that a search grows in. */
export interface SearchedDocument {
  /** Null once another one is open. */
  trace(): Trace | null;
  /** Adds to the trace, all or nothing. False where that was refused. */
  commit(edit: Edit): boolean;
}

export interface DriverTools extends Omit<GrowTools, "conditions"> {
  /** The actors of the search take these in turn. */
  readonly models: readonly [RunModel, ...RunModel[]];
  /** Null where a person judges: then the search stops and asks. */
  readonly judge: SearchJudge | null;
  /** How many rollouts are grown at the same time. */
  readonly atOnce: number;
}

/** Why a drive ended. `asks`: all that is left to do is for a person to judge; `gone`: the search is there no more. */
export type DriveEnd =
  | { readonly kind: "over" | "asks" | "stopped" | "gone" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/**
 * Drives a search until it is over, asks a person, or is stopped. What comes of each piece of work goes into the trace
 * as one edit with the event that tells the search of it, so that whatever happens the two stay together: work that was
 * stopped half-way leaves nothing behind, and is done again by the next drive, with the same seed.
 */
export async function drive(
  searched: SearchedDocument,
  id: string,
  tools: DriverTools,
  signal: AbortSignal,
): Promise<DriveEnd> {
  const driver = new Driver(searched, id, tools, signal);
  try {
    for (;;) {
      const end = await driver.round();
      if (end) return end;
    }
  } catch (thrown) {
    return signal.aborted ? { kind: "stopped" } : failure(thrown);
  }
}

class Driver {
  private readonly follow: Follower = createFollower();
  private readonly searched: SearchedDocument;
  private readonly id: string;
  private readonly tools: DriverTools;
  private readonly signal: AbortSignal;
  /** Up to where time has been paid for: work that goes on at the same time shares it. */
  private paidUntil: number;

  constructor(searched: SearchedDocument, id: string, tools: DriverTools, signal: AbortSignal) {
    this.searched = searched;
    this.id = id;
    this.tools = tools;
    this.signal = signal;
    this.paidUntil = tools.clockAndIds.nowMillis();
  }

  /** Does some of what is wanted now. Null while there is more. */
  async round(): Promise<DriveEnd | null> {
    const now = this.now();
    if (!now) return { kind: "gone" };
    const { driven, trace } = now;
    if (driven.state.outcome) return { kind: "over" };
    this.signal.throwIfAborted();
    const open = openWork(driven.state);
    const growing = open.filter((work) => work.kind === "expand");
    if (growing.length > 0) return this.expand(growing.slice(0, this.tools.atOnce), driven, trace);
    const [asked] = open.filter((work) => work.kind !== "expand");
    if (!asked) throw new Error(`A search that is not over wants nothing: ${this.id}`);
    return this.tools.judge ? this.judge(asked, this.tools.judge, driven, trace) : { kind: "asks" };
  }

  private now(): { readonly driven: Driven; readonly trace: Trace } | null {
    const trace = this.searched.trace();
    const driven = trace && this.follow(trace, this.id);
    if (!trace || !driven) return null;
    if (!driven.ok) throw Object.assign(new Error(driven.error.message), { code: driven.error.code });
    return { driven: driven.value, trace };
  }

  private async expand(works: readonly ExpandWork[], driven: Driven, trace: Trace): Promise<DriveEnd | null> {
    const { conditions } = driven.plan;
    const told = { ...this.tools, conditions, nowMillis: this.tools.clockAndIds.nowMillis };
    for await (const { work, ways, edits, tokens } of expandAll(works, driven, trace, told, this.signal)) {
      const answer: Answer = { kind: "expanded", work: work.id, ways, cost: this.costOf(tokens) };
      if (!this.tell(answer, edits)) return { kind: "stopped" };
    }
    return null;
  }

  private async judge(work: JudgeWork, judge: SearchJudge, driven: Driven, trace: Trace): Promise<DriveEnd | null> {
    const until = this.tools.clockAndIds.nowMillis() + (work.limits.millis ?? Number.POSITIVE_INFINITY);
    const meter = createMeter(
      this.tools.models[0],
      work.limits.tokens,
      () => this.tools.clockAndIds.nowMillis() > until,
    );
    const hearing = { images: trace.images, model: meter.model, seed: work.seed, signal: this.signal };
    const verdict = await judge.judge(questionOf(work, driven, trace), hearing);
    this.signal.throwIfAborted();
    return this.tell({ ...verdict, work: work.id, cost: this.costOf(meter.tokens()) }, []) ? null : { kind: "stopped" };
  }

  private costOf(tokens: number): Cost {
    const now = this.tools.clockAndIds.nowMillis();
    const millis = Math.max(0, now - this.paidUntil);
    this.paidUntil = now;
    return { tokens, millis };
  }

  /** Writes down what came of a piece of work. True as well where a person ended the search in the meantime. */
  private tell(answer: Answer, edits: readonly Edit[]): boolean {
    const now = this.now();
    if (!now) return true;
    const event: SearchEvent = { kind: "answered", answer };
    if (now.driven.takes(event)) {
      const fresh = withoutKnownImages(edits, now.trace);
      return this.searched.commit({ kind: "batch", edits: [...fresh, eventEdit(this.id, event)] });
    }
    // What the search does not take, as an answer over its limit, must not be asked for again and again.
    const { work, cost } = answer;
    const failed: SearchEvent = {
      kind: "answered",
      answer: { kind: "failed", work, code: "refused", cost: { ...cost, tokens: 0 } },
    };
    return !now.driven.takes(failed) || this.searched.commit(eventEdit(this.id, failed));
  }
}

/** Rollouts look at the same places: what one of them has added is there for the others. */
export function withoutKnownImages(edits: readonly Edit[], { images }: Trace): readonly Edit[] {
  const known = new Set(images.keys());
  return edits.filter((edit) => {
    if (edit.kind !== "add-image") return true;
    const isNew = !known.has(edit.image.id);
    known.add(edit.image.id);
    return isNew;
  });
}

/** The line to a node: to the step that it is known by. */
export const lineToNode = (trace: Trace, { state }: Pick<Driven, "state">, node: number): readonly Step[] =>
  lineTo(trace, contentOf(state.tree[node]?.content));

const contentOf = (content: string | undefined): StepId => stepIdFrom(content ?? "");

/** What a judge is asked for a piece of work. */
export function questionOf(work: JudgeWork, driven: Driven, trace: Trace): Question {
  const lineOf = (node: number): readonly Step[] => lineToNode(trace, driven, node);
  if (work.kind === "compare") return { kind: "compare", lines: [lineOf(work.nodes[0]), lineOf(work.nodes[1])] };
  if (work.kind === "answer") return { kind: "answer", line: lineOf(work.node), answer: work.answer };
  if (work.kind !== "steps") return { kind: work.kind, line: lineOf(work.node) };
  const before = pathTo(driven.state.tree, work.node).slice(1);
  const nodes = [...before.map(({ content }) => content), ...work.path];
  const line = lineTo(trace, contentOf(nodes.at(-1)));
  return { kind: "steps", line, ends: nodes.map((node) => line.findIndex(({ id }) => id === node) + 1) };
}

export function failure(thrown: unknown): Extract<DriveEnd, { kind: "failed" }> {
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
  return { kind: "failed", code, message: thrown instanceof Error ? thrown.message : String(thrown) };
}
