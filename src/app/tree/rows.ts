import { doerOf } from "../../session";
import { type Author, childrenOf, type Step, type StepId, type Trace } from "../../trace";

/** One line of the tree panel. */
export interface Row {
  readonly step: Step;
  /** Whose doing it is; an observation is that of whoever asked to see. */
  readonly doer: Author;
  /** How many forks lie above: steps after one another stand below one another, only branches move in. */
  readonly level: number;
  readonly siblingIndex: number;
  readonly siblingCount: number;
  readonly hasChildren: boolean;
  readonly folded: boolean;
  /** Steps that are folded away below this one. */
  readonly hiddenCount: number;
}

export interface RowOptions {
  readonly folded: ReadonlySet<StepId>;
  readonly showRemoved: boolean;
}

interface Pending {
  readonly step: Step;
  readonly level: number;
  readonly index: number;
  readonly count: number;
}

/** The trace as rows, parents before children. A line may be very long, so this loops and does not recurse. */
export function rowsOf(trace: Trace, { folded, showRemoved }: RowOptions): readonly Row[] {
  const rows: Row[] = [];
  const stack = pendingBelow(trace, null, 0, showRemoved);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { step, level, index, count } = next;
    const below = pendingBelow(trace, step.id, level, showRemoved);
    const isFolded = folded.has(step.id) && below.length > 0;
    rows.push({
      step,
      doer: doerOf(trace, step),
      level,
      siblingIndex: index,
      siblingCount: count,
      hasChildren: below.length > 0,
      folded: isFolded,
      hiddenCount: isFolded ? countBelow(trace, step.id, showRemoved) : 0,
    });
    if (!isFolded) stack.push(...below);
  }
  return rows;
}

/** The children of a step, last first, as a stack wants them. */
function pendingBelow(trace: Trace, id: StepId | null, level: number, showRemoved: boolean): Pending[] {
  const children = childrenOf(trace, id, showRemoved);
  const inner = children.length > 1 && id !== null ? level + 1 : level;
  return children.map((step, index) => ({ step, level: inner, index: index + 1, count: children.length })).toReversed();
}

function countBelow(trace: Trace, id: StepId, showRemoved: boolean): number {
  let count = 0;
  const queue = [id];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const children = childrenOf(trace, next, showRemoved);
    count += children.length;
    queue.push(...children.map((child) => child.id));
  }
  return count;
}

/** The row that left goes to: the step before, wherever it stands. */
export const parentRow = (rows: readonly Row[], index: number): number =>
  rows.findIndex(({ step }) => step.id === rows[index]?.step.parent);

/** The row that stands for a step: its own, or the folded one that hides it. */
export function rowOfStep(rows: readonly Row[], line: readonly StepId[]): number {
  for (const id of line.toReversed()) {
    const index = rows.findIndex(({ step }) => step.id === id);
    if (index >= 0) return index;
  }
  return -1;
}
