import { useMemo } from "react";
import type { JudgedMark, Scene } from "../../stage";
import { subjectOn } from "../../workspace/editing";
import { useChain, useLine, useRater, useTrace, useView, useWords } from "../binding/useWorkspace";
import { judgedOn } from "./judged";

const NONE: readonly JudgedMark[] = [];

/** What the person judged on the picture of the scene: regions, and the chain of failure between places. */
export function useJudged(scene: Scene): readonly JudgedMark[] {
  const trace = useTrace();
  const { line, index, current } = useLine();
  const chain = useChain();
  const words = useWords();
  const subject = useView((state) => state.subject);
  const taxonomy = useView((state) => state.taxonomy);
  const { id: rater } = useRater();
  return useMemo(() => {
    if (!trace || !current || trace.judgements.size === 0) return NONE;
    const chosen = subjectOn(trace, current, subject, rater);
    const at = { trace, line, index, chain, taxonomy, rater, subject: chosen };
    return judgedOn(scene, at, words);
  }, [scene, trace, line, index, current, chain, taxonomy, subject, rater, words]);
}
