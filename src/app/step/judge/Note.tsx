import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type JudgementTarget, lineTo, nameOfTarget, type Step } from "../../../trace";
import { endNote, keepNote, writeNote } from "../../../workspace/editing";
import { useOwnJudgementAbout, useSession, useView, useWords, useWorkspace } from "../../binding/useWorkspace";

/** A note on what is judged. One that is being written stays with what it began on, whatever the panel goes on to. */
export function Note({ step, target, disabled }: { step: Step; target: JudgementTarget; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const draft = useStore(workspace.note);
  const own = useOwnJudgementAbout(target);
  const elsewhere = draft !== null && nameOfTarget(draft.target) !== nameOfTarget(target);
  const index = useSession(({ log }) => (log && elsewhere ? lineTo(log.trace, draft.step).length : 0));
  const field = useNoteField();
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
        onChange={({ currentTarget }) => writeNote(workspace, step.id, currentTarget.value, target)}
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

function useNoteField() {
  const workspace = useWorkspace();
  const noting = useView((state) => state.noting);
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
  return field;
}
