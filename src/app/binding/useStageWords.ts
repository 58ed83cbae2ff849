import { useMemo } from "react";
import type { StageWords } from "../../stage";
import { useWords } from "./useWorkspace";

/** The stage's words out of the app's. */
export function useStageWords(): StageWords {
  const words = useWords();
  return useMemo(
    () => ({
      ...words.stage,
      missing: words.picture.missing,
      action: words.actions,
      gesture: words.gestures,
      author: words.authors,
    }),
    [words],
  );
}
