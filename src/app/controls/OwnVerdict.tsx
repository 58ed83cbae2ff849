import type { StepId, Verdict } from "../../trace";
import { useOwnJudgement } from "../binding/useWorkspace";

/** A verdict where there is room for one sign. */
export const VERDICT_GLYPHS: Readonly<Record<Verdict, string>> = {
  correct: "✓",
  neutral: "–",
  wrong: "✗",
  unsure: "?",
};

/** What the person at this browser says of a step; nothing where they said nothing. */
export function OwnVerdict({ step }: { step: StepId }) {
  const verdict = useOwnJudgement(step)?.value.verdict ?? null;
  return verdict ? <span className={`row-verdict verdict-${verdict}`}>{VERDICT_GLYPHS[verdict]}</span> : null;
}
