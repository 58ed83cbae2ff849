import { useEffect } from "react";
import type { Step } from "../../trace";
import { useLine, useView, useWorkspace } from "../binding/useWorkspace";

/** Walks along the line by itself while playing. It looks; it never runs the model and never edits. */
export function usePlayback(): void {
  const { session, view } = useWorkspace();
  const { playing, speed, loop } = useView(({ playing, speed, loop }) => ({ playing, speed, loop }));
  const { line, index, current } = useLine();
  const atEnd = index >= line.length - 1;
  // A timer for each step, started anew where the step, the speed or the line changes.
  useEffect(() => {
    if (!playing || !current) return;
    const timer = setTimeout(() => {
      if (!atEnd) session.walk(1);
      else if (loop) session.walk(Number.MIN_SAFE_INTEGER);
      else view.setState({ playing: false });
    }, pauseOn(current) / speed);
    return () => clearTimeout(timer);
  }, [playing, speed, loop, current, atEnd, session, view]);
}

const SHORTEST_MILLIS = 1200;
const LONGEST_MILLIS = 6000;
const MILLIS_A_LETTER = 35;

/** How long playing stays on a step at speed 1: long enough to read it. */
export function pauseOn(step: Step): number {
  const { body } = step;
  const letters = body.kind === "problem" ? body.question.length : "text" in body ? body.text.length : 0;
  return Math.min(Math.max(SHORTEST_MILLIS, letters * MILLIS_A_LETTER), LONGEST_MILLIS);
}
