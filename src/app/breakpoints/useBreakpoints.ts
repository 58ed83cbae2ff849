import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { Condition, LineSoFar } from "../../breakpoint";
import type { ImageBox } from "../../geometry";
import type { Finding } from "../../influence";
import type { Step, StepId, Trace } from "../../trace";
import { recallBreakpoints } from "../../workspace/breakpoints";
import { subjectOf } from "../../workspace/influence";
import type { BreakpointState } from "../../workspace/state";
import { useLanguage, useLine, useSession, useTrace, useWorkspace } from "../binding/useWorkspace";
import { BREAKPOINT_WORDS, type BreakpointWords } from "../words/breakpoints";

export const useBreakpointWords = (): BreakpointWords => BREAKPOINT_WORDS[useLanguage()];

export const useBreakpoints = <T>(select: (state: BreakpointState) => T): T =>
  useStore(useWorkspace().breakpoints, select);

/** Reads what this browser kept, once they are looked at. */
export function useRecalled(): void {
  const workspace = useWorkspace();
  // The storage answers later, and not through React.
  useEffect(() => void recallBreakpoints(workspace), [workspace]);
}

/** What was last found out of how likely the answer is along the visible line; null where nobody asked. */
export function useCurve(): Extract<Finding, { kind: "curve" }> | null {
  const workspace = useWorkspace();
  const findings = useStore(workspace.influence, (state) => state.findings);
  const asking = useStore(workspace.influence, (state) => state.asking);
  const { line } = useLine();
  return useMemo(() => {
    const onLine = new Set(line.map(({ id }) => id));
    const isNew = asking?.finding?.kind === "curve" && !asking.verifies;
    const told = isNew && asking.finding ? [...findings, asking.finding] : findings;
    const curves = told.flatMap((finding) => (finding.kind === "curve" ? [finding] : []));
    return curves.findLast(({ receipt }) => onLine.has(receipt.leaf)) ?? null;
  }, [findings, asking, line]);
}

/** How likely the answer is behind steps of the visible line: as it was found out last, else as runs asked. */
export function useProbabilities(): ReadonlyMap<StepId, number> {
  const watched = useBreakpoints((state) => state.probabilities);
  const curve = useCurve();
  return useMemo(() => {
    const asked = (curve?.curve.points ?? []).flatMap(({ step, probability }) =>
      probability === null ? [] : [[step, probability] as const],
    );
    return new Map([...watched, ...asked]);
  }, [watched, curve]);
}

/** The line up to the current step, or to its end while a model writes it. */
export function useLineSoFar(): LineSoFar | null {
  const trace = useTrace();
  const { line, index } = useLine();
  const isRunning = useSession(({ run }) => run.kind === "running");
  const probabilities = useProbabilities();
  return useMemo(
    () => trace && { trace, steps: isRunning ? line : line.slice(0, index + 1), probabilities },
    [trace, line, index, isRunning, probabilities],
  );
}

/** Whether the line can be asked about: it ends in an answer. */
export function useHasSubject(): boolean {
  const workspace = useWorkspace();
  useLine();
  return subjectOf(workspace) !== null;
}

type Region = Pick<Extract<Condition, { kind: "looked-at" }>, "image" | "box">;

/** Regions that a breakpoint can be about: those of the reference, then those that a person marked. */
export function regionsOf(trace: Trace | null, line: readonly Step[]): readonly Region[] {
  if (!trace) return [];
  const problems = line.flatMap(({ body }) => (body.kind === "problem" ? [body] : []));
  const posed = new Set(problems.flatMap(({ images }) => images));
  const named = problems.flatMap(({ reference }) => reference?.boxes ?? []);
  const marked = [...trace.judgements.values()].flatMap(({ target }) => (target.kind === "region" ? [target] : []));
  const found = [...named, ...marked].filter(({ image }) => posed.has(image)).map(({ image, box }) => ({ image, box }));
  return found.filter((region, i) => found.findIndex((other) => keyOfRegion(other) === keyOfRegion(region)) === i);
}

export const keyOfRegion = ({ image, box }: Region): string =>
  [image, box.left, box.top, box.width, box.height].join("/");

export const regionWords = ({ region }: BreakpointWords, { left, top, width, height }: ImageBox): string => {
  const [x = 0, y = 0, across = 0, down = 0] = [left, top, width, height].map(Math.round);
  return region(x, y, across, down);
};

export const share = (value: number): string => `${Math.round(100 * value)} %`;
