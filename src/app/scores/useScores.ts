import { useQuery } from "@tanstack/react-query";
import { plainReference, type Reference, type Reward, rolloutOf, type Score, scoreOne } from "../../scoring";
import type { Step, Trace } from "../../trace";
import { referenceForScores } from "../../workspace/search";
import { useLine, useSession, useTrace } from "../binding/useWorkspace";

/** What a reward makes of a line: its score, or the code of what it lacks. */
export interface ScoredLine {
  readonly reward: Reward;
  readonly score: Score | null;
  readonly refusal: string | null;
}

const UNKNOWN = plainReference(null);

/** What is known to be right here; nothing until the problem was made again, if it is the gym's. */
export function useReference(): Reference {
  const trace = useTrace();
  const step = useSession(({ place }) => place.step);
  const root = useLine().line[0]?.id ?? null;
  const { data = UNKNOWN } = useQuery({
    queryKey: ["reference", trace?.id, root],
    queryFn: () => (trace ? referenceForScores(trace, step) : UNKNOWN),
  });
  return data;
}

export function scoreLine(
  reward: Reward,
  line: readonly Step[],
  images: Trace["images"] | undefined,
  reference: Reference,
): ScoredLine {
  const scored = scoreOne(reward, rolloutOf(line, images), { reference, judge: null });
  return { reward, score: scored.ok ? scored.value : null, refusal: scored.ok ? null : scored.error.code };
}

/** To four places, without noughts behind. */
export const printScore = (value: number): string => String(Number(value.toFixed(4)));
