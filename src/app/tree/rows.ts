import { shallow } from "zustand/shallow";
import { doerOf, lineView, type Place } from "../../session";
import { type Author, childrenOf, lineTo, type Step, type StepId, type Trace } from "../../trace";

/** One line of the tree panel: a step, or a branch whose unforked steps are folded into one row. */
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
  /** The last of the steps that this row stands for: its own, but for a branch that is folded into the row. */
  readonly last: Step;
  /** Whether the row stands for all steps of its branch up to the next fork. */
  readonly isBranch: boolean;
  /** What the branches that fork after this row answer, the most frequent first; empty where nothing forks. */
  readonly answers: readonly AnswerCount[];
}

/** How many branches end in an answer; null for those that end in none. */
export interface AnswerCount {
  readonly answer: string | null;
  readonly count: number;
}

export interface RowOptions {
  /** Steps below which everything is folded away. */
  readonly folded: ReadonlySet<StepId>;
  /** First steps of branches that show all their steps though they are not on the line. */
  readonly unfolded: ReadonlySet<StepId>;
  /** The steps of the visible line, whose branches show all their steps. */
  readonly line: ReadonlySet<StepId>;
  readonly showRemoved: boolean;
}

/** The rows that are not folded away, which of them lie on the line to the current step, and the index of the current step's. */
export interface TreeRows {
  readonly rows: readonly Row[];
  readonly onLine: ReadonlySet<StepId>;
  readonly selected: number;
}

export const NO_ROWS: TreeRows = { rows: [], onLine: new Set(), selected: -1 };

/** The whole tree as one stands in it. */
export function treeRows(trace: Trace, place: Place, look: Omit<RowOptions, "line">): TreeRows {
  const { folded, unfolded, showRemoved } = look;
  const visible = new Set(lineView(trace, place).line.map(({ id }) => id));
  const rows = rowsOf(trace, { folded, unfolded, line: visible, showRemoved });
  const line = lineTo(trace, place.step).map(({ id }) => id);
  return { rows, onLine: new Set(line), selected: rowOfStep(rows, line) };
}

/** Whether two rows say the same: every edit makes all of them anew, and most of them alike. */
export const isSameRow = (a: Row, b: Row): boolean =>
  shallow({ ...a, answers: null }, { ...b, answers: null }) &&
  a.answers.length === b.answers.length &&
  a.answers.every((answer, index) => shallow(answer, b.answers[index]));

interface Pending {
  readonly step: Step;
  readonly level: number;
  readonly index: number;
  readonly count: number;
}

/** The trace as rows, parents before children. A line may be very long, so this loops and does not recurse. */
export function rowsOf(trace: Trace, options: RowOptions): readonly Row[] {
  const rows: Row[] = [];
  const answers = answersBelow(trace, options.showRemoved);
  const stack = pendingBelow(trace, null, 0, options.showRemoved);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const row = rowOf(trace, next, options);
    const below = pendingBelow(trace, row.last.id, next.level, options.showRemoved);
    rows.push({ ...row, answers: below.length > 1 ? (answers.get(row.last.id) ?? []) : [] });
    if (row.isBranch || !row.folded) stack.push(...below);
  }
  return rows;
}

function rowOf(trace: Trace, { step, level, index, count }: Pending, options: RowOptions): Omit<Row, "answers"> {
  const { folded, showRemoved } = options;
  const hasChildren = childrenOf(trace, step.id, showRemoved).length > 0;
  const isFolded = hasChildren && folded.has(step.id);
  const chain = !isFolded && foldsIntoOne(step, count, options) ? chainFrom(trace, step, showRemoved) : null;
  const isBranch = chain !== null && chain.length > 1;
  return {
    step,
    doer: doerOf(trace, step),
    level,
    siblingIndex: index,
    siblingCount: count,
    hasChildren,
    folded: isFolded || isBranch,
    hiddenCount: isFolded ? countBelow(trace, step.id, showRemoved) : isBranch ? chain.length - 1 : 0,
    last: (isBranch ? chain.at(-1) : undefined) ?? step,
    isBranch,
  };
}

/** A branch that one has not taken, and has not opened, is told by its end. */
const foldsIntoOne = ({ id }: Step, siblings: number, { unfolded, line }: RowOptions): boolean =>
  siblings > 1 && !unfolded.has(id) && !line.has(id);

/** The steps from one on until the line forks or ends. */
function chainFrom(trace: Trace, step: Step, showRemoved: boolean): readonly Step[] {
  const chain = [step];
  for (let last = step; ; ) {
    const [next, ...others] = childrenOf(trace, last.id, showRemoved);
    if (!next || others.length > 0) return chain;
    chain.push(next);
    last = next;
  }
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

/** What the branches below each fork answer. Children are counted before their parents, each line end once a fork. */
function answersBelow(trace: Trace, showRemoved: boolean): ReadonlyMap<StepId, readonly AnswerCount[]> {
  const forks = new Map<StepId, readonly AnswerCount[]>();
  const counts = new Map<StepId, ReadonlyMap<string | null, number>>();
  for (const step of parentsFirst(trace, showRemoved).toReversed()) {
    const children = childrenOf(trace, step.id, showRemoved);
    const [only] = children;
    if (!only) counts.set(step.id, new Map([[answerOf(step), 1]]));
    else if (children.length === 1) counts.set(step.id, counts.get(only.id) ?? new Map());
    else {
      const sum = summed(children.map(({ id }) => counts.get(id) ?? new Map()));
      counts.set(step.id, sum);
      forks.set(
        step.id,
        [...sum].map(([answer, count]) => ({ answer, count })).sort((a, b) => b.count - a.count),
      );
    }
  }
  return forks;
}

const answerOf = ({ body }: Step): string | null => (body.kind === "answer" ? body.text.trim() : null);

function summed(all: readonly ReadonlyMap<string | null, number>[]): ReadonlyMap<string | null, number> {
  const sum = new Map<string | null, number>();
  for (const counts of all) for (const [answer, count] of counts) sum.set(answer, (sum.get(answer) ?? 0) + count);
  return sum;
}

function parentsFirst(trace: Trace, showRemoved: boolean): readonly Step[] {
  const steps: Step[] = [];
  const stack = [...childrenOf(trace, null, showRemoved)];
  for (let next = stack.pop(); next; next = stack.pop()) {
    steps.push(next);
    stack.push(...childrenOf(trace, next.id, showRemoved));
  }
  return steps;
}

/** The row that left goes to: the step before, wherever it stands. */
export function parentRow(rows: readonly Row[], index: number): number {
  const parent = rows[index]?.step.parent;
  return rows.findIndex(({ step, last }) => step.id === parent || last.id === parent);
}

/** The row that stands for a step: its own, or the folded one that hides it. */
export function rowOfStep(rows: readonly Row[], line: readonly StepId[]): number {
  for (const id of line.toReversed()) {
    const index = rows.findIndex(({ step, last }) => step.id === id || last.id === id);
    if (index >= 0) return index;
  }
  return -1;
}
