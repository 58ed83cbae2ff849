import type { Action } from "../../action";
import type { Step, Trace } from "../../trace";
import type { Dialect } from "../contract/dialect";
import { shownAlong } from "./shown";

/** Whether a dialect has words for an action that follows on a line, from which the same is read again. */
export function isSayable(dialect: Dialect, action: Action, line: readonly Step[], images: Trace["images"]): boolean {
  // Who has looked is asked for an answer then, and places in that are marks.
  if (dialect.traits?.points && line.some(({ body }) => body.kind === "action")) return false;
  return dialect.expresses?.(action, shownAlong(dialect, line, images)) !== false;
}
