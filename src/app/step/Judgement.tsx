import { Check, CircleQuestionMark, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { lineTo, type Step } from "../../trace";
import { endNote, judge, keepNote, keyOf, writeNote } from "../../workspace";
import { useOwnJudgement, useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Hint } from "../controls";

const BUTTONS = [
  { verdict: "correct", command: "verdictGood", Icon: Check },
  { verdict: "wrong", command: "verdictBad", Icon: X },
  { verdict: "unsure", command: "verdictUnsure", Icon: CircleQuestionMark },
] as const;

/** What a person thinks of the step. */
export function Judgement({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const writable = useSession((state) => state.writable);
  const own = useOwnJudgement(step.id);
  return (
    <footer className="judgement">
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
      <Note step={step} disabled={!writable} />
    </footer>
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
