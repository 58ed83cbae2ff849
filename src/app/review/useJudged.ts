import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { JudgedTrace } from "../../annotation";
import { judgedByScope, judgedIn, readKept, scopeInUse } from "../../workspace/review";
import type { KeptReading, ReviewScope } from "../../workspace/state";
import { useTrace, useView, useWorkspace } from "../binding/useWorkspace";

export interface Judged {
  readonly scope: ReviewScope;
  readonly byScope: Readonly<Record<ReviewScope, readonly JudgedTrace[]>>;
  /** How far the kept traces are read; null before the first. */
  readonly kept: KeptReading | null;
}

/** What raters said of the traces of each scope, and the scope that is looked at. */
export function useJudged(): Judged {
  const { review } = useWorkspace();
  const { scope, kept } = useStore(review);
  const trace = useTrace();
  const taxonomy = useView((state) => state.taxonomy);
  const open = useMemo(() => trace && judgedIn(trace, taxonomy), [trace, taxonomy]);
  const byScope = useMemo(() => judgedByScope(open, kept), [open, kept]);
  return { scope: scopeInUse(scope, kept), byScope, kept };
}

/** Reads the kept traces while it is shown, anew each time: they may have been judged meanwhile. */
export function useKept(wanted: boolean): void {
  const workspace = useWorkspace();
  const taxonomy = useView((state) => state.taxonomy);
  const edition = useStore(workspace.review, (state) => state.edition);
  // Reading goes on beside the page and has to be stopped with what asked for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: under another taxonomy, or after a change, the traces say something else
  useEffect(() => {
    if (!wanted) return;
    const own = new AbortController();
    workspace.review.setState({ kept: null });
    void readKept(workspace, own.signal);
    return () => own.abort();
  }, [workspace, wanted, taxonomy, edition]);
}
