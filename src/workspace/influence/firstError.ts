import { answerHint, answerTo, type Hint } from "../../annotation";
import { must } from "../../base";
import type { Finding } from "../../influence";
import {
  applyEdit,
  type ByHand,
  type Edit,
  judgeStep,
  markFirstError,
  ownJudgement,
  type StepId,
  stepsOfTarget,
  type Trace,
} from "../../trace";
import { tell } from "../editing/acts";
import { raterHere, type Workspace } from "../state";

/** The first error that bisecting found, as a hint for a person to accept; null where it found none. */
export function hintOfBisect(finding: Finding): Hint | null {
  if (finding.kind !== "bisect") return null;
  const { firstError, before, behind } = finding.result;
  if (firstError === null || !before || !behind) return null;
  const count = ({ right, greedy }: typeof before) => ({
    right: right.hits + (greedy ? 1 : 0),
    runs: right.runs + (greedy === null ? 0 : 1),
  });
  const evidence = { kind: "answer-lost", before: count(before), behind: count(behind) } as const;
  return { target: { kind: "step", step: firstError }, evidence };
}

/** What the person did with it; null where it still waits. */
export const answerToFirstError = (
  workspace: Pick<Workspace, "view">,
  trace: Trace,
  hint: Hint,
): "accepted" | "dismissed" | null => answerTo(trace, hint, raterHere(workspace).id);

/** Takes the step for the first error of its line, and wrong, or puts the hint away. One undo takes it all back. */
export function answerFirstError(workspace: Workspace, hint: Hint, said: "accepted" | "dismissed"): void {
  const { taxonomy } = workspace.view.getState();
  const [step] = stepsOfTarget(hint.target);
  const done = workspace.session.rate("hint", (trace, by) => {
    const given = { rater: by.rater, id: by.nextJudgementId(), atMillis: by.atMillis };
    const judgement = answerHint(hint, said, given, taxonomy);
    const own = said === "accepted" && step !== undefined ? wrongFromHere(trace, step, by) : [];
    return { kind: "batch", edits: [{ kind: "add-judgement", judgement }, ...own] };
  });
  tell(workspace, done);
}

function wrongFromHere(trace: Trace, step: StepId, by: ByHand): readonly Edit[] {
  const wrong = judgeStep(trace, step, { verdict: "wrong" }, by);
  const after = wrong ? must(applyEdit(trace, wrong)) : trace;
  const isMarked = ownJudgement(after, step, by.rater.id)?.value.firstError === true;
  const first = isMarked ? null : markFirstError(after, step, by);
  return [wrong, first].filter((edit) => edit !== null);
}
