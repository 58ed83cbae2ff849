import { type Judgement, ME, ownJudgement, type StepId } from "../../trace";
import { useSession } from "./useWorkspace";

/** What the person at this browser says of a step as a whole; null where that is nothing. */
export const useOwnJudgement = (step: StepId): Judgement | null =>
  useSession(({ log }) => log && ownJudgement(log.trace, step, ME.id));
