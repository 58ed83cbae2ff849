import type { ToolError } from "../dialect";
import { type ActionStep, groupsShown, type ShownGroup, type StepId } from "../trace";
import { observationStep, observe } from "./observe";
import type { RunEvent, RunOptions } from "./options";
import { append, appendObserved, lastId, type RunState } from "./runState";

/** Performs the action at the end of the line and appends what is seen then. */
export async function* look(state: RunState, options: RunOptions): AsyncGenerator<RunEvent, void> {
  const step = state.line.at(-1);
  if (step?.body.kind !== "action") return;
  for (const group of groupsShown([[{ id: step.id, body: step.body }]], "all"))
    yield* lookAtGroup(group, state, options);
}

/** Performs the calls of the turn, once it has ended; false where there is nothing to tell the model. */
export async function* lookAtCalls(state: RunState, options: RunOptions): AsyncGenerator<RunEvent, boolean> {
  const { flaw, calls } = state;
  const groups = groupsShown(calls, options.dialect.traits?.performs ?? "all");
  for (const group of groups) yield* lookAtGroup(group, state, options);
  if (groups.length > 0) return true;
  if (flaw === null) return false;
  yield* tellError({ kind: "unparsed", code: flaw }, state, options);
  return true;
}

async function* lookAtGroup(
  group: ShownGroup<Pick<ActionStep, "id" | "body">>,
  state: RunState,
  options: RunOptions,
): AsyncGenerator<RunEvent, void> {
  yield { kind: "phase", phase: "looking" };
  const { refuseActions } = options.conditions;
  const { runProgram, ...others } = options;
  const run = runProgram && ((program: StepId) => runProgram(program, state.signal));
  const observed = await observe(group, lastId(state), {
    ...others,
    images: state.images,
    refuseActions,
    ...(run ? { runProgram: run } : {}),
  });
  // A program that was stopped with its run has shown nothing.
  if (state.signal.aborted && run) return;
  yield* appendObserved(observed, state);
}

export async function* tellError(
  error: ToolError,
  state: RunState,
  { dialect, clockAndIds }: RunOptions,
): AsyncGenerator<RunEvent, void> {
  yield* append(observationStep(lastId(state), { image: null, text: dialect.toolError(error) }, clockAndIds), state);
}
