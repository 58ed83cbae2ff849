import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { JudgedTrace } from "../../annotation";
import { judgedIn, type KeptReading, readKept } from "../../workspace";
import { useTrace, useView, useWorkspace } from "../binding/useWorkspace";

const NONE: readonly JudgedTrace[] = [];

/** What raters said of the traces in the scope; of the open trace as it is now, of the others as they were last kept. */
export function useJudged(): { readonly judged: readonly JudgedTrace[]; readonly kept: KeptReading | null } {
  const { review } = useWorkspace();
  const { scope, kept } = useStore(review);
  const trace = useTrace();
  const taxonomy = useView((state) => state.taxonomy);
  useKept(scope !== "open");
  const open = useMemo(() => trace && judgedIn(trace, taxonomy), [trace, taxonomy]);
  const judged = useMemo(() => {
    if (scope === "open") return open ? [open] : NONE;
    const isMeant = ({ id }: JudgedTrace): boolean => scope === "kept" || (kept?.ofLog.has(id) ?? false);
    return (kept?.judged ?? NONE).filter(isMeant).map((one) => (one.id === open?.id ? open : one));
  }, [scope, open, kept]);
  return { judged, kept: scope === "open" ? null : kept };
}

/** Reads the kept traces while it is shown, anew each time: they may have been judged meanwhile. */
export function useKept(wanted: boolean): void {
  const workspace = useWorkspace();
  const taxonomy = useView((state) => state.taxonomy);
  // Reading goes on beside the page and has to be stopped with what asked for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: under another taxonomy the traces say something else
  useEffect(() => {
    if (!wanted) return;
    const own = new AbortController();
    workspace.review.setState({ kept: null });
    void readKept(workspace, own.signal);
    return () => own.abort();
  }, [workspace, wanted, taxonomy]);
}
