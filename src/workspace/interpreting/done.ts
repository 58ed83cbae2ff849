import { type Call, moduleOf, restAfter, type Value, valueKept } from "../../interpreter";
import { childrenOf, type Step, type StepId } from "../../trace";
import { type OpenProgram, saysCall } from "./program";

/** A call that was run: its value, and the step that shows it. */
export interface CallDone {
  readonly call: Call;
  readonly value: Value;
  /** The last step of the call: its observation, or the answer. */
  readonly step: Step;
}

/** How far a program was run: the trace itself keeps that, so that it holds in a trace that was opened too. */
export interface ProgramDone {
  readonly done: readonly CallDone[];
  readonly values: ReadonlyMap<string, Value>;
  readonly rest: readonly Call[];
  /** The step below which the next call goes. */
  readonly at: StepId;
}

/** The calls of a program that a line below its problem has already, from the first on; `mostLine` is the last to be asked. */
export function programDone(program: OpenProgram, mostLine = Number.POSITIVE_INFINITY): ProgramDone {
  let now: ProgramDone = {
    done: [],
    values: program.given.names,
    rest: program.calls,
    at: program.root.id,
  };
  for (;;) {
    const [call, ...rest] = now.rest;
    if (!call || call.line > mostLine) return now;
    const found = callDone(program, call, now);
    if (!found) return now;
    now = afterCall(program, now, found, rest);
  }
}

/** The state after one more call. */
export function afterCall(
  { given, system }: OpenProgram,
  { done, values }: ProgramDone,
  one: CallDone,
  rest: readonly Call[],
): ProgramDone {
  return {
    done: [...done, one],
    values: new Map([...values, [one.call.output, one.value]]),
    rest: restAfter(one.call, one.value, rest, given, system),
    at: one.step.id,
  };
}

/** Of several runs of a call the last one counts. */
function callDone({ trace, system }: OpenProgram, call: Call, { at, values }: ProgramDone): CallDone | null {
  for (const said of childrenOf(trace, at).toReversed()) {
    if (said.removed || !saysCall(said, call)) continue;
    const ends = said.body.kind === "answer";
    if (ends !== isEnd(call, system)) continue;
    if (ends) {
      const value = endValue(call, values);
      return value && { call, value, step: said };
    }
    for (const step of childrenOf(trace, said.id).toReversed()) {
      const value =
        step.body.kind === "observation" && !step.removed
          ? valueKept(call, values, step.body, trace.images, system)
          : null;
      if (value) return { call, value, step };
    }
  }
  return null;
}

/** The module that ends a program is the one that gives what it is handed. */
const isEnd = (call: Call, system: OpenProgram["system"]): boolean => moduleOf(call, system).gives === "same";

function endValue({ args }: Call, values: ReadonlyMap<string, Value>): Value | null {
  const named = args.get("var");
  return (named?.kind === "name" && values.get(named.name)) || null;
}
