import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";
import { type Chain, chainAlong } from "../../annotation";
import { type LineView, lineView, type SessionState } from "../../session";
import {
  type Judgement,
  type JudgementTarget,
  ownJudgement,
  ownJudgementAbout,
  type Rater,
  type StepId,
  type Trace,
} from "../../trace";
import type { Workspace } from "../../workspace";
import { subjectOn } from "../../workspace/editing";
import type { Language } from "../../workspace/ports";
import { type DocumentState, languageOf, raterHere, type ViewState } from "../../workspace/state";
import { type Words, wordsIn } from "../words";

const WorkspaceContext = createContext<Workspace | null>(null);

export const WorkspaceProvider = ({ workspace, children }: { workspace: Workspace; children: ReactNode }) => (
  <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("No workspace: wrap the tree in WorkspaceProvider");
  return workspace;
}

/** A part of the view, compared shallowly, so that a selector may make a fresh list. */
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useWorkspace().view, useShallow(select));

/** The session as what stands in `Later` sees it; null outside. */
const SessionContext = createContext<SessionState | null>(null);

/**
 * What stands inside follows the session a moment later, rendered a few milliseconds at a time: what a store says is
 * rendered at once and whole, which of all panels together holds up the page. For what is looked at and not typed into.
 * Of a run it sees that one goes on, and not its every token.
 */
export function Later({ children }: { children: ReactNode }) {
  const { store } = useWorkspace().session;
  const [log, place, writable, kind] = useStore(
    store,
    useShallow(({ log, place, writable, run }) => [log, place, writable, run.kind] as const),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: these parts say when the whole is another one
  const now = useMemo(() => store.getState(), [store, log, place, writable, kind]);
  return <SessionContext value={useDeferredValue(now)}>{children}</SessionContext>;
}

/** A part of the session, compared by identity: a trace is large. */
export function useSession<T>(select: (state: SessionState) => T): T {
  const later = useContext(SessionContext);
  return useStore(useWorkspace().session.store, (state) => select(later ?? state));
}

/** A few facts of the session, compared shallowly, so that a selector may put them together. */
export const useSessionFacts = <T,>(select: (state: SessionState) => T): T => useSession(useShallow(select));

export const useDocument = <T,>(select: (state: DocumentState) => T): T =>
  useStore(useWorkspace().documents.store, select);

export const useLanguage = (): Language => useView(languageOf);

export const useWords = (): Words => wordsIn(useLanguage());

export const useTrace = (): Trace | null => useSession(({ log }) => log?.trace ?? null);

/** Whether nothing may be changed now: another tab writes the trace, or the model does. */
export const useReadOnly = (): boolean => useSession(({ writable, run }) => !writable || run.kind === "running");

const NO_LINE: LineView = { line: [], index: -1, current: null };

/** The visible line and where on it one is. */
export function useLine(): LineView {
  const trace = useTrace();
  const place = useSession((state) => state.place);
  return useMemo(() => (trace ? lineView(trace, place) : NO_LINE), [trace, place]);
}

/** Who judges at this browser, by the name that the person gave. */
export function useRater(): Rater {
  const workspace = useWorkspace();
  useView(({ raterName }) => raterName);
  return raterHere(workspace);
}

/** What the person at this browser says of a step as a whole; null where that is nothing. */
export function useOwnJudgement(step: StepId): Judgement | null {
  const { id } = useRater();
  return useSession(({ log }) => log && ownJudgement(log.trace, step, id));
}

/** What they say of any one thing. */
export function useOwnJudgementAbout(target: JudgementTarget): Judgement | null {
  const { id } = useRater();
  return useSession(({ log }) => log && ownJudgementAbout(log.trace, target, id));
}

/** What a verdict on this step would be about: the step as a whole, unless the person chose a part of it. */
export function useSubject(step: StepId): JudgementTarget {
  const trace = useTrace();
  const chosen = useView((state) => state.subject);
  const { id } = useRater();
  return useMemo((): JudgementTarget => {
    const now = trace?.steps.get(step);
    return trace && now ? subjectOn(trace, now, chosen, id) : { kind: "step", step };
  }, [trace, step, chosen, id]);
}

/** The chain of failure that the person drew along the visible line. */
export function useChain(): Chain {
  const trace = useTrace();
  const { line } = useLine();
  const { id } = useRater();
  return useMemo(() => (trace ? chainAlong(trace, line, id) : NO_CHAIN), [trace, line, id]);
}

const NO_CHAIN: Chain = { links: [], gaps: [] };
