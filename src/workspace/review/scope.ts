import type { JudgedTrace } from "../../annotation";
import type { KeptReading, ReviewScope } from "../state";

const isJudged = ({ raters }: JudgedTrace): boolean => raters.length > 0;

/**
 * The judged traces of every scope. The open trace is counted as it is now, the others as they were last kept; null where
 * the kept ones have not begun to be read.
 */
export function judgedByScope(
  open: JudgedTrace | null,
  kept: KeptReading | null,
): Readonly<Record<ReviewScope, readonly JudgedTrace[]>> {
  const now = open && isJudged(open) ? [open] : [];
  const others = (kept?.judged ?? []).filter(({ id }) => id !== open?.id);
  const all = [...now, ...others];
  return { open: now, log: all.filter(({ id }) => kept?.ofLog.has(id)), kept: all };
}

/**
 * The scope that a person chose; else the widest that they are at work in: the runs of the log that is open, else
 * everything judged here, and the open trace alone where nothing else is kept.
 */
export function scopeInUse(chosen: ReviewScope | null, kept: KeptReading | null): ReviewScope {
  if (chosen) return chosen;
  if (kept && kept.ofLog.size > 0) return "log";
  return kept?.others ? "kept" : "open";
}
