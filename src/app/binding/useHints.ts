import { useMemo } from "react";
import type { Hint } from "../../annotation";
import type { StepId } from "../../trace";
import { hintsAbout, waitingHints } from "../../workspace/editing";
import { useLine, useRater, useTrace } from "./useWorkspace";

/** What machine checks noticed about the visible line and nobody has answered yet. */
export function useHints(): readonly Hint[] {
  const trace = useTrace();
  const { line } = useLine();
  const { id } = useRater();
  return useMemo(() => (trace ? waitingHints(trace, line, id) : []), [trace, line, id]);
}

/** Those of them that are about one step. */
export function useHintsAbout(step: StepId): readonly Hint[] {
  const hints = useHints();
  return useMemo(() => hintsAbout(hints, step), [hints, step]);
}
