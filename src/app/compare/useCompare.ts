import { useMemo } from "react";
import { useStore } from "zustand";
import { likelihoodOf } from "../../driver";
import { visibleLine } from "../../session";
import type { Step } from "../../trace";
import { type ComparedLine, otherLine } from "../../workspace/comparing";
import type { ComparingState } from "../../workspace/state";
import { useLanguage, useSession, useTrace, useWorkspace } from "../binding/useWorkspace";
import { COMPARE_WORDS, type CompareWords } from "../words/compare";

/** The words that come with comparisons. */
export const useCompareWords = (): CompareWords => COMPARE_WORDS[useLanguage()];

export const useComparing = <T>(select: (state: ComparingState) => T): T => useStore(useWorkspace().comparing, select);

/** The line in sight; null where nothing is open. */
export function useSeen(): ComparedLine | null {
  const trace = useTrace();
  const place = useSession((state) => state.place);
  return useMemo(() => trace && { trace, steps: visibleLine(trace, place) }, [trace, place]);
}

/** What it is compared with: what a person chose, else the branch beside it. */
export function useOther(seen: ComparedLine | null): ComparedLine | null {
  const other = useComparing((state) => state.other);
  return useMemo(() => seen && otherLine(seen, other), [seen, other]);
}

/** How likely a token of a step was to the model that wrote it, as a logarithm; empty where nobody tells. */
export function likelihoodText(step: Step, words: CompareWords): string {
  const likelihood = likelihoodOf([step]);
  return likelihood ? words.likelihood(logText(likelihood.mean)) : "";
}

/** A natural logarithm, with a real minus. */
export const logText = (log: number): string => log.toFixed(2).replace("-", "−");

export const shareText = (share: number): string => `${Math.round(100 * share)} %`;
