import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { ListOfRuns } from "../../workspace/ports";
import { useRater, useWorkspace } from "../binding/useWorkspace";

/** How many of the runs that were found this person has judged; counted anew with each finding and each judgement. */
export function useProgress(runs: ListOfRuns, version: number): number {
  const judged = useStore(useWorkspace().logs, (state) => state.judged);
  const { id } = useRater();
  const [count, setCount] = useState(0);
  // The list counts where it is kept; the answer comes later, and that of an older state is dropped.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found, and what was said, change the count
  useEffect(() => {
    let isNow = true;
    void runs.countJudgedBy(id).then((counted) => {
      if (isNow) setCount(counted);
    });
    return () => {
      isNow = false;
    };
  }, [runs, version, judged, id]);
  return count;
}
