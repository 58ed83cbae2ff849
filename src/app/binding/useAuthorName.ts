import type { Author, Step } from "../../trace";
import { dialectOfStep, NATIVE } from "../../workspace/runs";
import { useSystemName } from "./useSystemName";
import { useSession, useWords } from "./useWorkspace";

/** Who made a step: the model, the person, or the system whose log it was read from. */
export function useAuthorName(step: Step, doer: Author): string {
  const words = useWords();
  const systemName = useSystemName();
  // What a program of the log came to here is seen of that program, whoever had it run.
  const dialect = useSession(({ log }) =>
    log && doer === "import" ? dialectOfStep(log.trace, { ...step, author: doer }) : NATIVE,
  );
  return dialect === NATIVE ? words.authors[doer] : systemName(dialect);
}
