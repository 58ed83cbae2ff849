import { useMemo } from "react";
import { doerOf, type LineView, lineView } from "../../session";
import type { Author, Step, StepId } from "../../trace";
import { useSession } from "../binding/useWorkspace";
import { actingStep } from "../picture/scene";

const NOTHING: LineView = { line: [], index: -1, current: null };

/** The visible line and where on it one is. */
export function useLine(): LineView {
  const trace = useSession(({ log }) => log?.trace ?? null);
  const place = useSession((state) => state.place);
  return useMemo(() => (trace ? lineView(trace, place) : NOTHING), [trace, place]);
}

export interface StepView {
  readonly step: Step | null;
  readonly index: number;
  readonly total: number;
  readonly doer: Author;
  /** The step whose action is on show in the picture. */
  readonly acting: StepId | null;
}

export function useStep(): StepView {
  const { line, index, current } = useLine();
  const doer = useSession(({ log }) => (log && current ? doerOf(log.trace, current) : "model"));
  const acting = useSession(({ log }) => (log ? (actingStep(log.trace, current)?.id ?? null) : null));
  return { step: current, index, total: line.length, doer, acting };
}
