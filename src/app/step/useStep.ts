import { useMemo } from "react";
import type { Step } from "../../trace";
import { type LineView, lineView } from "../lines";
import { useSession } from "../services";

const NOTHING: LineView = { line: [], index: -1, current: null };

/** The visible line and where on it one is. */
export function useLine(): LineView {
  const trace = useSession(({ log }) => log?.trace ?? null);
  const place = useSession((state) => state.place);
  return useMemo(() => (trace ? lineView(trace, place) : NOTHING), [trace, place]);
}

export function useStep(): { readonly step: Step | null; readonly index: number; readonly total: number } {
  const { line, index, current } = useLine();
  return { step: current, index, total: line.length };
}
