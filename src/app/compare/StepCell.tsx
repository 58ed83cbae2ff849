import type { ReactNode } from "react";
import type { Step } from "../../trace";
import { useWords } from "../binding/useWorkspace";
import { OwnVerdict } from "../controls";
import { gist, kindName, numbersOf } from "../words/names";
import { likelihoodText, useCompareWords } from "./useCompare";

/** One step in a cell of a table: what it is, what it says (or `children` in its place), its numbers and its values. */
export function StepCell({ step, children }: { step: Step; children?: ReactNode }) {
  const common = useWords();
  const words = useCompareWords();
  const numbers = step.body.kind === "action" ? numbersOf(step.body.action) : "";
  const notes = [numbers, likelihoodText(step, words)].filter((text) => text !== "");
  return (
    <>
      <p className="compare-kind">
        {kindName(step, common)} <OwnVerdict step={step.id} />
      </p>
      <p className="compare-said">{children ?? gist(step, common)}</p>
      {notes.map((text) => (
        <p key={text} className="compare-note">
          {text}
        </p>
      ))}
    </>
  );
}
