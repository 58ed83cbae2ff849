import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Hint } from "../../annotation";
import type { StepId } from "../../trace";
import { hintsAbout, hintsOfRun, waitingHints } from "../../workspace/editing";
import { checksQuery } from "../../workspace/queries";
import { useLine, useRater, useSession, useTrace } from "./useWorkspace";

/** What machine checks noticed about the visible line and nobody has answered yet. */
export function useHints(): readonly Hint[] {
  const trace = useTrace();
  const { line } = useLine();
  const { id } = useRater();
  const isRunning = useSession(({ run }) => run.kind === "running");
  const { data: checks } = useQuery(checksQuery());
  return useMemo(() => {
    const hints = trace && checks ? waitingHints(checks, trace, line, id) : [];
    return isRunning ? hintsOfRun(hints) : hints;
  }, [checks, trace, line, id, isRunning]);
}

/** Those of them that are about one step. */
export function useHintsAbout(step: StepId): readonly Hint[] {
  const hints = useHints();
  return useMemo(() => hintsAbout(hints, step), [hints, step]);
}
