import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Finding, FindingKind } from "../../influence";
import type { StepId } from "../../trace";
import {
  type AskedSubject,
  findingAbout,
  type KnownAnswers,
  knownAnswers,
  markStale,
  recallFindings,
  stepFor,
  subjectOf,
} from "../../workspace/influence";
import type { InfluenceState, ViewState } from "../../workspace/state";
import { useLanguage, useSession, useWords, useWorkspace } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { INFLUENCE_WORDS, type InfluenceWords } from "../words/influence";

/** The words that come with the questions. */
export const useInfluenceWords = (): InfluenceWords => INFLUENCE_WORDS[useLanguage()];

export const useInfluence = <T>(select: (state: InfluenceState) => T): T => useStore(useWorkspace().influence, select);

/** What a code means: a question's own, else that of a failure of the model. */
export function useCodeWords(): (code: string) => string {
  const common = useWords();
  const { codes } = useInfluenceWords();
  return (code) => codes[code] ?? (code in common.failures ? failureWords(common, code) : (codes.other ?? code));
}

/** What is asked about now: it follows the step that one is at. */
export function useSubject(): AskedSubject | null {
  const workspace = useWorkspace();
  // The two that it is made of; which is asked anew whenever they change.
  useSession(({ log }) => log?.trace);
  useSession(({ place }) => place);
  return subjectOf(workspace);
}

/** What is known of the answers of a line; null until that is known. */
export function useKnownAnswers(subject: AskedSubject | null): KnownAnswers | null {
  const [known, setKnown] = useState<{ readonly leaf: StepId | undefined; readonly answers: KnownAnswers } | null>(
    null,
  );
  const leaf = subject?.line.steps.at(-1)?.id;
  const latest = useRef(subject?.line);
  latest.current = subject?.line;
  // Whether an answer is right may take the gym, which is fetched. A line is known by its last step.
  useEffect(() => {
    let current = true;
    const line = leaf === undefined ? undefined : latest.current;
    if (line) void knownAnswers(line).then((answers) => current && setKnown({ leaf, answers }));
    return () => {
      current = false;
    };
  }, [leaf]);
  return known?.leaf === leaf ? (known?.answers ?? null) : null;
}

/** Reads what was found before, and marks what is stale, while what shows it is open. */
export function useKept(isOpen: (view: ViewState) => boolean): void {
  const workspace = useWorkspace();
  // Both wait for the storage and for digests, and go by what the stores hold when they begin.
  useEffect(() => {
    const look = (): void => {
      if (isOpen(workspace.view.getState())) void recallFindings(workspace).then(() => markStale(workspace));
    };
    const onFindings = workspace.influence.subscribe((state, before) => {
      if (state.findings !== before.findings) look();
    });
    const onTrace = workspace.session.store.subscribe((state, before) => {
      if (state.log?.trace !== before.log?.trace) look();
    });
    const onOpen = workspace.view.subscribe((state, before) => {
      if (isOpen(state) !== isOpen(before)) look();
    });
    look();
    return () => {
      onFindings();
      onTrace();
      onOpen();
    };
  }, [workspace, isOpen]);
}

/** The finding to show for a kind: what is being found out now, else what was found of this line before. */
export function useFinding(kind: FindingKind, subject: AskedSubject): Finding | null {
  const asking = useInfluence((state) => state.asking);
  const findings = useInfluence((state) => state.findings);
  if (asking?.kind === kind && !asking.verifies) return asking.finding;
  return findingAbout(findings, kind, new Set(stepsOf(kind, subject)));
}

/** The steps that a finding of a kind may be about: some questions are about the look, some about the step, some about all. */
function stepsOf(kind: FindingKind, subject: AskedSubject): readonly StepId[] {
  const { look, line } = subject;
  if (kind === "look" || kind === "jitter") return look ? [look.observation] : [];
  return kind === "cloud" || kind === "resample" ? [stepFor(kind, subject).id] : line.steps.map(({ id }) => id);
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;
export const twoPlaces = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(2).replace("-", "−") : value < 0 ? "−∞" : "∞";
