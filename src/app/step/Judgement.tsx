import { Check, CircleQuestionMark, Flag, Milestone, Minus, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { lineTo, type Step } from "../../trace";
import { endNote, judge, keepNote, keyOf, runCommand, writeNote } from "../../workspace";
import { useOwnJudgement, useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Hint } from "../controls";
import { StepHints } from "./StepHints";
import { GivenTags, TagPicker } from "./TagPicker";
import "./judge.css";

const BUTTONS = [
  { verdict: "correct", command: "verdictCorrect", Icon: Check },
  { verdict: "wrong", command: "verdictWrong", Icon: X },
  { verdict: "unsure", command: "verdictUnsure", Icon: CircleQuestionMark },
  { verdict: "neutral", command: "verdictNeutral", Icon: Minus },
] as const;

/** What a person thinks of the step. */
export function Judgement({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const writable = useSession((state) => state.writable);
  const own = useOwnJudgement(step.id);
  return (
    <footer className="judgement">
      <StepHints step={step.id} disabled={!writable} />
      <fieldset className="verdicts" aria-label={words.step.verdict}>
        {BUTTONS.map(({ verdict, command, Icon }) => (
          <Hint key={verdict} text={words.step.verdicts[verdict]} hint={keyOf(command)} side="top">
            <button
              type="button"
              className={`verdict verdict-button-${verdict}`}
              aria-pressed={own?.value.verdict === verdict}
              disabled={!writable}
              onClick={() => judge(workspace, verdict)}
            >
              <Icon size={14} aria-hidden="true" />
              {words.step.verdicts[verdict]}
            </button>
          </Hint>
        ))}
      </fieldset>
      <div className="judge-marks">
        <Toggle
          command="firstError"
          pressed={own?.value.firstError === true}
          disabled={!writable}
          icon={<Flag size={14} />}
        >
          {words.step.firstError}
        </Toggle>
        <Toggle
          command="decisive"
          pressed={own?.value.decisive === true}
          disabled={!writable}
          icon={<Milestone size={14} />}
        >
          {words.step.decisive}
        </Toggle>
        <TagPicker step={step.id} disabled={!writable} />
      </div>
      <GivenTags step={step.id} disabled={!writable} />
      <Note step={step} disabled={!writable} />
    </footer>
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
    <Hint text={words.commands[props.command]} hint={keyOf(props.command)} side="top">
      <button
        type="button"
        className="judge-toggle"
        aria-pressed={props.pressed}
        disabled={props.disabled}
        onClick={() => runCommand(workspace, props.command)}
      >
        {props.icon}
        {props.children}
      </button>
    </Hint>
  );
}

/** A note on the step. One that is being written stays with its own step, whatever step the panel goes on to. */
function Note({ step, disabled }: { step: Step; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const noting = useView((state) => state.noting);
  const draft = useStore(workspace.note);
  const own = useOwnJudgement(step.id);
  const elsewhere = draft !== null && draft.step !== step.id;
  const index = useSession(({ log }) => (log && elsewhere ? lineTo(log.trace, draft.step).length : 0));
  const field = useRef<HTMLTextAreaElement | null>(null);
  // The key for a note moves the focus into the field, wherever it was.
  useEffect(() => {
    if (!noting) return;
    field.current?.focus();
    workspace.view.setState({ noting: false });
  }, [noting, workspace]);
  // A field that goes with its panel or its page is told of no blur. Heard in the capture phase, so that the note is an
  // edit before `useFlush` has the edits written.
  useEffect(() => {
    const keep = (): void => keepNote(workspace);
    window.addEventListener("visibilitychange", keep, true);
    window.addEventListener("pagehide", keep, true);
    return () => {
      window.removeEventListener("visibilitychange", keep, true);
      window.removeEventListener("pagehide", keep, true);
      endNote(workspace);
    };
  }, [workspace]);
  return (
    <>
      {index > 0 ? <p className="step-aside note-step">{words.step.noteFor(index)}</p> : null}
      <textarea
        ref={field}
        className="input note"
        rows={2}
        aria-label={words.step.note}
        placeholder={words.step.notePlaceholder}
        disabled={disabled}
        value={draft?.text ?? own?.value.note ?? ""}
        onChange={({ target }) => writeNote(workspace, step.id, target.value)}
        onBlur={() => endNote(workspace)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const ends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          // It ends the note here; elsewhere it runs the model.
          if (ends) event.preventDefault();
          if (ends || event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </>
  );
}
