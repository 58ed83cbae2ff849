import { useEffect } from "react";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { useLine } from "../step/useStep";
import { pauseOn } from "./pace";

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
