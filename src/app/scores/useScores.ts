import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { plainReference, type Reference, type Reward, rolloutOf, type Score, scoreOne } from "../../scoring";
import { lineTo, type Step, type Trace } from "../../trace";
import { referenceForScores } from "../../workspace";
import { useSession, useTrace } from "../binding/useWorkspace";

/** What a reward makes of a line: its score, or the code of what it lacks. */
export interface ScoredLine {
  readonly reward: Reward;
  readonly score: Score | null;
  readonly refusal: string | null;
}

const NONE: readonly Step[] = [];
const UNKNOWN = plainReference(null);

/** The line to the current step. */
export function useCurrentLine(): readonly Step[] {
  const trace = useTrace();
  const step = useSession(({ place }) => place.step);
  return useMemo(() => (trace ? lineTo(trace, step) : NONE), [trace, step]);
}

/** What is known to be right here; nothing until the problem was made again, if it is the gym's. */
export function useReference(): Reference {
  const trace = useTrace();
  const step = useSession(({ place }) => place.step);
  const root = useCurrentLine()[0]?.id ?? null;
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
