import { fitAction, type Program } from "../action";
import { type Dialect, memoryAlong, type Piece, shownAlong, turnsOf } from "../dialect";
import type { ActionStep, Step, Token, Trace } from "../trace";
import { turnSoFar } from "./begun";
import { look, lookAtCalls, tellError } from "./look";
import type { RunEvent, RunOptions, RunOutcome } from "./options";
import type { ModelEvent } from "./ports";
import { append, beginRun, beginTurn, lastId, type RunState } from "./runState";
import { TurnWriter } from "./turn";

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
  const state = beginRun(line, images, signal);
  const pending = state.line.at(-1);
  if (pending?.body.kind === "action" && options.dialect.observes(pending.body.action)) yield* look(state, options);
  for (let turn = 0; turn < options.conditions.limits.turns; turn++) {
    const next = yield* takeTurn(state, options, turn === 0 ? (options.begun ?? []) : [], signal);
    if (next !== "next-turn") return next;
  }
  return { kind: "turn-limit" };
}

async function* takeTurn(
  state: RunState,
  options: RunOptions,
  begun: readonly Token[],
  signal: AbortSignal,
): AsyncGenerator<RunEvent, "next-turn" | RunOutcome> {
  const { dialect, model } = options;
  const shown = shownAlong(dialect, state.line, state.images);
  const writer = new TurnWriter(dialect, { shown, memory: memoryAlong(dialect, state.line, state.images) }, options);
  const soFar = begun.length > 0 ? [turnSoFar(lastId(state), begun, options)] : [];
  const { turns, open } = turnsOf(dialect, [...state.line, ...soFar], model.id, state.images);
  const { sampling, alternatives, conditions } = options;
  beginTurn(state);
  // Its own signal: the turn is cut off as soon as an action asks to be performed.
  const cut = new AbortController();
  const { stop = [] } = dialect.traits ?? {};
  const request = {
    turns,
    open,
    sampling,
    maxTokens: conditions.limits.tokensPerTurn,
    alternatives,
    ...(stop.length > 0 ? { stop } : {}),
  };
  const events = model.continue(request, AbortSignal.any([signal, cut.signal]));
  yield { kind: "phase", phase: "reading" };
  const opening = yield* takeBegun(begun, writer, state, options);
  if (opening !== "say-more") return opening;
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
        const next = yield* take(piece, writer, state, options);
        if (next === "say-more") continue;
        cut.abort();
        return next;
      }
      yield { kind: "draft", draft: writer.draft(lastId(state)) };
    }
  } catch (thrown) {
    if (!signal.aborted) return failure(thrown);
    yield* finish(writer, state, options, true);
    return { kind: "stopped" };
  }
  state.ending = true;
  const next = yield* finish(writer, state, options, ended !== "stop-token");
  if (next !== "say-more") return next;
  if (yield* lookAtCalls(state, options)) return "next-turn";
  if (ended === "length") return { kind: "token-limit" };
  return ended === "context-full" ? { kind: "context-full" } : { kind: "silent" };
}

/** What a turn was begun with, as if the model had just said it. It was asked for nothing yet. */
async function* takeBegun(
  begun: readonly Token[],
  writer: TurnWriter,
  state: RunState,
  options: RunOptions,
): AsyncGenerator<RunEvent, Next> {
  // Token by token, as a model says them: a piece is written with the tokens that were heard up to its own last one.
  for (const token of begun)
    for (const piece of writer.heard(token)) {
      const next = yield* take(piece, writer, state, options);
      if (next !== "say-more") return next;
    }
  return "say-more";
}

/** The pieces left over when the words end. A stopped run keeps what was said and performs nothing. */
async function* finish(
  writer: TurnWriter,
  state: RunState,
  options: RunOptions,
  unfinished: boolean,
): AsyncGenerator<RunEvent, Next> {
  let next: Next = "say-more";
  for (const piece of writer.ended()) {
    const said = unfinished ? piece : plainAnswer(piece, state, options);
    // What was read out of a program that is not whole has no words of its own, and no sense either.
    if (unfinished && piece.raw === "") continue;
    if (unfinished) yield* append(writer.write(stalled(said), lastId(state), true), state);
    else next = yield* take(said, writer, state, options);
  }
  return next;
}

/**
 * A model that was not taught the native tags just talks: its last words, if it ended them itself, are the answer. So
 * they are in systems that mark none; where a system marks its answers, words without the mark are none.
 */
function plainAnswer(piece: Piece, { calls }: RunState, { dialect: { traits } }: RunOptions): Piece {
  if (
    piece.kind !== "thought" ||
    piece.raw.includes("<think>") ||
    calls.some((call) => call.length > 0) ||
    traits?.answer
  )
    return piece;
  return { kind: "answer", raw: piece.raw, text: piece.text };
}

/** Half an action must not read as a whole one: what its numbers would have been is not known. */
const stalled = (piece: Piece): Piece =>
  piece.kind === "action" || piece.kind === "unparsed" ? { kind: "thought", raw: piece.raw, text: piece.raw } : piece;

/** Whether the turn goes on behind an action: the system performs the last or all of a turn, and stops it nowhere. */
function asksForSeveral({ traits }: Dialect, raw: string): boolean {
  if (!traits || traits.performs === "first") return false;
  return !traits.stop.some((mark) => raw.trimEnd().endsWith(mark));
}

/** Appends the step that a piece makes, and does what it asks for. */
async function* take(
  piece: Piece,
  writer: TurnWriter,
  state: RunState,
  options: RunOptions,
): AsyncGenerator<RunEvent, Next> {
  const step = writer.write(piece, lastId(state), false);
  if (!step) return "say-more";
  yield* append(step, state);
  const { body } = step;
  if (body.kind === "answer") return { kind: "answered" };
  const waits = state.ending || asksForSeveral(options.dialect, piece.raw);
  if (body.kind === "unparsed" && waits) {
    state.flaw ??= body.code;
    return "say-more";
  }
  if (body.kind === "unparsed") {
    yield* tellError({ kind: "unparsed", code: body.code }, state, options);
    return "next-turn";
  }
  if (body.kind !== "action") return "say-more";
  if (body.action.kind === "program" && body.action.readings > 0) {
    state.program = { left: body.action.readings, words: step.raw };
    state.calls.push(isRun(body.action, options) ? [{ ...step, body: runWhole(body) }] : []);
    return "say-more";
  }
  if (state.program) return yield* takeReading({ ...step, body }, state.program, state, options);
  const size = state.images.get(body.action.image);
  const fits = size !== undefined && fitAction(body.action, size).ok;
  if (fits && !options.dialect.observes(body.action)) return "say-more";
  if (waits) {
    state.calls.push([{ ...step, body }]);
    return "say-more";
  }
  yield* look(state, options);
  return "next-turn";
}

/** Python is what the sandbox runs; programs in other words are kept as they are. */
const isRun = (action: Program, { runProgram, conditions }: RunOptions): boolean =>
  runProgram !== undefined && action.language === "python" && !conditions.refuseActions;

/** The program as a call of its own, whatever was read out of it. */
const runWhole = (body: ActionStep["body"]): ActionStep["body"] => ({
  ...body,
  action: body.action.kind === "program" ? { ...body.action, readings: 0 } : body.action,
});

/** What was read out of a program is performed in its place, all of it at once. */
async function* takeReading(
  step: ActionStep,
  { left, words }: NonNullable<RunState["program"]>,
  state: RunState,
  options: RunOptions,
): AsyncGenerator<RunEvent, Next> {
  const call = state.calls.at(-1);
  // What was read out of a program that is run is shown by the program itself.
  const isShown = call?.[0]?.body.action.kind === "program";
  if (!isShown && options.dialect.observes(step.body.action)) call?.push(step);
  state.program = left > 1 ? { left: left - 1, words } : null;
  if (state.program || state.ending || asksForSeveral(options.dialect, words)) return "say-more";
  return (yield* lookAtCalls(state, options)) ? "next-turn" : "say-more";
}

function failure(thrown: unknown): RunOutcome {
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
  return { kind: "failed", code, message: thrown instanceof Error ? thrown.message : String(thrown) };
}
