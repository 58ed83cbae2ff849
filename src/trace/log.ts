import { err, ok, type Result } from "../base";
import { applyEdit, type Edit, type EditRefusal, invertEdit } from "./edit";
import type { Check } from "./judgement";
import type { Trace } from "./trace";

/** Who made an edit. A model's own name stands in the generation of its steps. */
export type EditAuthor =
  | { readonly kind: "human"; readonly rater: string }
  | { readonly kind: "model" }
  | { readonly kind: "import" }
  | Check;

export interface LogEntry {
  readonly edit: Edit;
  readonly author: EditAuthor;
  /** What the edit was, for the words beside Undo; see `EditName`. */
  readonly name: EditName;
  readonly atMillis: number;
  /** Entries of one group, such as all that a run said, are undone and redone together. Null stands alone. */
  readonly group: string | null;
}

export const EDIT_NAMES = [
  "open-problem",
  "run",
  "search",
  "steer-search",
  "change-action",
  "respace",
  "read-as",
  "add-action",
  "add-thought",
  "rename",
  "star",
  "remove",
  "restore",
  "verdict",
  "note",
  "first-error",
  "decisive",
  "tags",
  "hint",
  "merge-judgements",
  "hand-over",
  "adjudicate",
  "region",
  "link",
  "missing-step",
  "unjudge",
  "story",
  "entitle",
] as const;
export type EditName = (typeof EDIT_NAMES)[number];

/** Every edit since the beginning, and how many of them count. Undo moves the cursor back; nothing else does. */
export interface EditLog {
  readonly trace: Trace;
  readonly entries: readonly LogEntry[];
  /** Entries before the cursor are in `trace`; those after it were undone. */
  readonly cursor: number;
  /** `inverses[i]` takes `entries[i]` back; kept for the entries before the cursor. */
  readonly inverses: readonly Edit[];
}

export const logOf = (trace: Trace): EditLog => ({ trace, entries: [], cursor: 0, inverses: [] });

/** The log with one more entry. What had been undone is given up, as in every editor. */
export function commitEntry(log: EditLog, entry: LogEntry): Result<EditLog, EditRefusal> {
  const next = applyEdit(log.trace, entry.edit);
  if (!next.ok) return next;
  return ok({
    trace: next.value,
    entries: followedBy(log.entries, log.cursor, entry),
    cursor: log.cursor + 1,
    inverses: followedBy(log.inverses, log.cursor, invertEdit(log.trace, entry.edit)),
  });
}

/** The first `count` of `list`, then `item`. A slice is copied as one block; spreading it would visit each element. */
function followedBy<T>(list: readonly T[], count: number, item: T): readonly T[] {
  const copy = list.slice(0, count);
  copy.push(item);
  return copy;
}

/** Takes back the last entry, and with it the rest of its group. */
export function undoEntry(log: EditLog): Result<EditLog, "nothing-to-undo"> {
  const last = undoable(log);
  if (!last) return err("nothing-to-undo");
  let undone = stepBack(log);
  while (last.group !== null && undoable(undone)?.group === last.group) undone = stepBack(undone);
  return ok(undone);
}

/** Brings back the next entry, and with it the rest of its group. */
export function redoEntry(log: EditLog): Result<EditLog, "nothing-to-redo"> {
  const next = redoable(log);
  if (!next) return err("nothing-to-redo");
  let redone = stepForward(log);
  while (next.group !== null && redoable(redone)?.group === next.group) redone = stepForward(redone);
  return ok(redone);
}

function stepBack(log: EditLog): EditLog {
  const inverse = log.inverses[log.cursor - 1];
  if (!inverse) throw new Error("Nothing before the cursor");
  return { ...log, trace: applied(log.trace, inverse), cursor: log.cursor - 1, inverses: log.inverses.slice(0, -1) };
}

function stepForward(log: EditLog): EditLog {
  const entry = log.entries[log.cursor];
  if (!entry) throw new Error("Nothing after the cursor");
  return {
    ...log,
    trace: applied(log.trace, entry.edit),
    cursor: log.cursor + 1,
    inverses: followedBy(log.inverses, log.inverses.length, invertEdit(log.trace, entry.edit)),
  };
}

/** The entry that undo would take back. */
export const undoable = (log: EditLog): LogEntry | null => log.entries[log.cursor - 1] ?? null;

/** The entry that redo would bring back. */
export const redoable = (log: EditLog): LogEntry | null => log.entries[log.cursor] ?? null;

function applied(trace: Trace, edit: Edit): Trace {
  const next = applyEdit(trace, edit);
  if (!next.ok) throw new Error(`The log does not fit its own trace: ${edit.kind} refused as ${next.error}`);
  return next.value;
}
