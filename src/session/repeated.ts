import { childrenOf, type EditLog, type Step, type StepId, undoable } from "../trace";

/**
 * The end of a branch that says the same as the last run, step by step and by the same model; null where there is none, or
 * where the last thing done was no run.
 */
export function repeatedByRun(log: EditLog): StepId | null {
  const made = stepsOfLastRun(log);
  const [first] = made;
  if (!first) return null;
  const others = childrenOf(log.trace, first.parent).filter(({ id }) => id !== first.id);
  return endOfEqual(log, others, made);
}

function endOfEqual({ trace }: EditLog, beside: readonly Step[], made: readonly Step[]): StepId | null {
  let level = beside;
  for (const [depth, step] of made.entries()) {
    const same = level.filter((other) => saysTheSame(other, step));
    if (depth === made.length - 1) return same[0]?.id ?? null;
    level = same.flatMap(({ id }) => childrenOf(trace, id));
  }
  return null;
}

/** In the order in which they were said, each the parent of the next. */
function stepsOfLastRun(log: EditLog): readonly Step[] {
  const last = undoable(log);
  if (last?.name !== "run" || last.group === null) return [];
  const entries = log.entries.slice(0, log.cursor);
  const start = entries.findLastIndex(({ group }) => group !== last.group) + 1;
  return entries.slice(start).flatMap(({ edit }) => (edit.kind === "add-step" ? edit.step : []));
}

function saysTheSame(one: Step, other: Step): boolean {
  if (one.author !== other.author || one.raw !== other.raw || one.body.kind !== other.body.kind) return false;
  // What another model says, or the same one in another dialect, is worth a branch even where the words agree.
  if (one.generation?.model !== other.generation?.model) return false;
  if (one.generation?.dialect !== other.generation?.dialect) return false;
  if (one.body.kind !== "observation" || other.body.kind !== "observation") return true;
  return one.body.image === other.body.image && one.body.text === other.body.text;
}
