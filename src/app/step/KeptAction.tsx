import { type Action, imagesOf } from "../../action";
import { useWords } from "../binding/useWorkspace";

type Kept = Extract<Action, { kind: "program" | "select-frames" | "imagine" }>;

/** Whether an action has anything that a hand could change: a place, an angle, words on the picture. */
export const hasNumbers = (action: Action): action is Exclude<Action, Kept> =>
  action.kind !== "program" && action.kind !== "select-frames" && action.kind !== "imagine";

/** An action that is told and not changed: a program as it was written, frames that were chosen, a picture drawn. */
export function KeptAction({ action }: { action: Kept }) {
  const words = useWords();
  if (action.kind === "imagine") return <p className="step-aside">{words.step.imagined}</p>;
  if (action.kind === "select-frames")
    return <p className="step-aside">{words.step.frames(imagesOf(action).length)}</p>;
  return (
    <>
      <p className="step-words step-mono" data-testid="program">
        {action.source.trim()}
      </p>
      <p className="step-aside">{words.step.program.notRun}</p>
      {action.readings > 0 ? <p className="step-aside">{words.step.program.readings(action.readings)}</p> : null}
    </>
  );
}
