import { Flag, Milestone } from "lucide-react";
import type { ReactNode } from "react";
import { type JudgementTarget, NOTHING_SAID, type Step } from "../../../trace";
import { keyOf, runCommand } from "../../../workspace/commands";
import { useOwnJudgement, useView, useWords, useWorkspace } from "../../binding/useWorkspace";
import { hinted, SwitchField } from "../../controls";
import { TagButton } from "../TagButton";
import { JudgedParts } from "./JudgedParts";
import { Note } from "./Note";
import { PartButtons } from "./PartButtons";
import { useJudgeWords } from "./useJudgeWords";

/** All that can be said beside a verdict; it is fetched when the row is first opened. */
export default function JudgeDetails(props: { step: Step; target: JudgementTarget; disabled: boolean }) {
  const { step, target, disabled } = props;
  const { view } = useWorkspace();
  const { advance } = useJudgeWords();
  const advances = useView((state) => state.advances);
  return (
    <div className="judge-details">
      <div className="judge-marks">
        {target.kind === "step" ? <StepMarks step={step} disabled={disabled} /> : null}
        <TagButton target={target} disabled={disabled} />
      </div>
      <PartButtons disabled={disabled} />
      <JudgedParts step={step} disabled={disabled} />
      <Note step={step} target={target} disabled={disabled} />
      <SwitchField label={advance} checked={advances} onChange={(next) => view.setState({ advances: next })} />
    </div>
  );
}

/** What only a step as a whole can be. */
function StepMarks({ step, disabled }: { step: Step; disabled: boolean }) {
  const words = useWords();
  const own = useOwnJudgement(step.id)?.value ?? NOTHING_SAID;
  return (
    <>
      <Toggle command="firstError" pressed={own.firstError} disabled={disabled} icon={<Flag size={14} />}>
        {words.step.firstError}
      </Toggle>
      <Toggle command="decisive" pressed={own.decisive} disabled={disabled} icon={<Milestone size={14} />}>
        {words.step.decisive}
      </Toggle>
    </>
  );
}

function Toggle(props: {
  command: "firstError" | "decisive";
  pressed: boolean;
  disabled: boolean;
  icon: ReactNode;
  children: string;
}) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <button
      type="button"
      className="judge-toggle"
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={() => runCommand(workspace, props.command)}
      {...hinted(words.commands[props.command], keyOf(props.command), "top")}
    >
      {props.icon}
      {props.children}
    </button>
  );
}
