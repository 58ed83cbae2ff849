import { fitAction } from "../action";
import type { Dialect, Piece, ShownImage } from "../dialect";
import {
  type Edit,
  type ImageRecord,
  imagesAlong,
  performedAction,
  type Sampling,
  type Step,
  type StepId,
  type Trace,
} from "../trace";
import { observationStep, observe, observedEdits } from "./observe";
import type { Eyes, ModelEvent, RunModel, Surroundings } from "./ports";
import { type Draft, TurnWriter } from "./turn";

export interface RunLimits {
  /** How many times the model may be asked. */
  readonly turns: number;
  readonly tokensPerTurn: number;
}

export interface RunOptions {
  readonly dialect: Dialect;
  readonly model: RunModel;
  readonly eyes: Eyes;
  readonly surroundings: Surroundings;
  readonly sampling: Sampling;
  readonly limits: RunLimits;
  readonly alternatives: number;
  readonly blindfolded: boolean;
}

export type RunEvent =
  | { readonly kind: "edit"; readonly edit: Edit; readonly step: StepId }
  | { readonly kind: "draft"; readonly draft: Draft }
  | { readonly kind: "phase"; readonly phase: RunPhase };

/** `reading`: the prompt is being paid for. `writing`: words stream. `looking`: an action is performed. */
export type RunPhase = "reading" | "writing" | "looking";

/** How a run ended. `silent`: the model stopped without an answer and without asking to see anything. */
export type RunOutcome =
  | { readonly kind: "answered" | "silent" | "stopped" | "turn-limit" | "token-limit" | "context-full" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/** Whether the run goes on after a piece, and how. */
type Next = "say-more" | "next-turn" | RunOutcome;

/**
 * Lets the model think on from the end of `line`: show the line, read the words, perform the action, append what
 * was seen, until it answers or a limit is met. Yields edits and never looks back at whether they were taken.
 */
export async function* run(
  line: readonly Step[],
  images: Trace["images"],
  options: RunOptions,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, RunOutcome> {
  const growing: Growing = { line: [...line], images: new Map(images) };
  const pending = growing.line.at(-1);
  if (pending?.body.kind === "action" && options.dialect.observes(pending.body.action)) yield* look(growing, options);
  for (let turn = 0; turn < options.limits.turns; turn++) {
    const next = yield* takeTurn(growing, options, signal);
    if (next !== "next-turn") return next;
  }
  return { kind: "turn-limit" };
}

interface Growing {
  readonly line: Step[];
  readonly images: Map<ImageRecord["id"], ImageRecord>;
}

async function* takeTurn(
  growing: Growing,
  options: RunOptions,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, "next-turn" | RunOutcome> {
  const writer = new TurnWriter(options.dialect, shownAlong(growing), options);
  const { turns, open } = options.dialect.transcribe(growing.line, options.model.id);
  const { sampling, alternatives, limits } = options;
  // Its own signal: the turn is cut off as soon as an action asks to be performed.
  const cut = new AbortController();
  const request = { turns, open, sampling, maxTokens: limits.tokensPerTurn, alternatives };
  const events = options.model.continue(request, AbortSignal.any([signal, cut.signal]));
  yield { kind: "phase", phase: "reading" };
  let ended: Extract<ModelEvent, { kind: "end" }>["reason"] | null = null;
  try {
    for await (const event of events) {
      if (event.kind === "end") ended = event.reason;
      if (event.kind === "prompt") {
        writer.prompted(event);
        yield { kind: "phase", phase: "writing" };
      }
      if (event.kind !== "token") continue;
      for (const piece of writer.heard(event.token)) {
        const next = yield* take(piece, writer, growing, options);
        if (next === "say-more") continue;
        cut.abort();
        return next;
      }
      yield { kind: "draft", draft: writer.draft(lastId(growing)) };
    }
  } catch (thrown) {
    if (!signal.aborted) return failure(thrown);
    yield* finish(writer, growing, options, true);
    return { kind: "stopped" };
  }
  const next = yield* finish(writer, growing, options, ended !== "stop-token");
  if (next !== "say-more") return next;
  if (ended === "length") return { kind: "token-limit" };
  return ended === "context-full" ? { kind: "context-full" } : { kind: "silent" };
}

/** The pieces left over when the words end. A stopped run keeps what was said and performs nothing. */
async function* finish(
  writer: TurnWriter,
  growing: Growing,
  options: RunOptions,
  unfinished: boolean,
): AsyncGenerator<RunEvent, Next> {
  let next: Next = "say-more";
  for (const piece of writer.ended()) {
    // A model that was not taught the tags just talks: its last words, if it ended them itself, are the answer.
    const plain = !unfinished && piece.kind === "thought" && !piece.raw.includes("<think>");
    const said: Piece = plain ? { kind: "answer", raw: piece.raw, text: piece.text } : piece;
    if (unfinished) yield* append(writer.write(stalled(said), lastId(growing), true), growing);
    else next = yield* take(said, writer, growing, options);
  }
  return next;
}

/** Half an action must not read as a whole one: what its numbers would have been is not known. */
const stalled = (piece: Piece): Piece =>
  piece.kind === "action" || piece.kind === "unparsed" ? { kind: "thought", raw: piece.raw, text: piece.raw } : piece;

/** Appends the step that a piece makes, and does what it asks for. */
async function* take(
  piece: Piece,
  writer: TurnWriter,
  growing: Growing,
  options: RunOptions,
): AsyncGenerator<RunEvent, Next> {
  const step = writer.write(piece, lastId(growing), false);
  if (!step) return "say-more";
  yield* append(step, growing);
  const { body } = step;
  if (body.kind === "answer") return { kind: "answered" };
  if (body.kind === "unparsed") {
    yield* complain(growing, options, { kind: "unparsed", code: body.code });
    return "next-turn";
  }
  if (body.kind !== "action") return "say-more";
  // What could be read out of a program comes next, and is performed in its place.
  if (body.action.kind === "program" && body.action.readings > 0) return "say-more";
  const size = growing.images.get(body.action.image);
  const fits = size !== undefined && fitAction(body.action, size).ok;
  if (fits && !options.dialect.observes(body.action)) return "say-more";
  yield* look(growing, options);
  return "next-turn";
}

/** Performs the action at the end of the line and appends what is seen then. */
async function* look(growing: Growing, options: RunOptions): AsyncGenerator<RunEvent, void> {
  const step = growing.line.at(-1);
  if (step?.body.kind !== "action") return;
  yield { kind: "phase", phase: "looking" };
  const observed = await observe(performedAction(step.body), step.id, { ...options, images: growing.images });
  for (const edit of observedEdits(observed, growing.images)) {
    if (edit.kind === "add-image") growing.images.set(edit.image.id, edit.image);
    yield { kind: "edit", edit, step: edit.kind === "add-step" ? edit.step.id : step.id };
  }
  growing.line.push(...observed.map((seen) => seen.step));
}

async function* complain(
  growing: Growing,
  options: RunOptions,
  complaint: Parameters<Dialect["complain"]>[0],
): AsyncGenerator<RunEvent, void> {
  const step = observationStep(lastId(growing), null, options.dialect.complain(complaint), options.surroundings);
  yield* append(step, growing);
}

function* append(step: Step | null, growing: Growing): Generator<RunEvent, void> {
  if (!step) return;
  growing.line.push(step);
  yield { kind: "edit", edit: { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER }, step: step.id };
}

function lastId(growing: Growing): StepId {
  const last = growing.line.at(-1);
  if (!last) throw new Error("A run needs a line to go on from");
  return last.id;
}

const shownAlong = ({ line, images }: Growing): readonly ShownImage[] =>
  imagesAlong(line).flatMap((id) => {
    const size = images.get(id);
    return size ? [{ id, size }] : [];
  });

function failure(thrown: unknown): RunOutcome {
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
  return { kind: "failed", code, message: thrown instanceof Error ? thrown.message : String(thrown) };
}
