import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Step, StepId } from "../../trace";
import { tell } from "../../workspace/editing/acts";
import type { Desk } from "../../workspace/state/workspace";
import { gist } from "../names";
import { useDesk, useWords } from "../services";

/** The name of a branch, being written. Enter keeps it, Escape does not; leaving the field does. */
export function RenameField({ step }: { step: Step }) {
  const desk = useDesk();
  const words = useWords();
  const field = useRef<HTMLInputElement | null>(null);
  const from = useRef<Element | null>(null);
  // A row that is scrolled away takes its field along, and no blur is told of that.
  useEffect(() => {
    const input = field.current;
    return () => endRenaming(desk, step.id, input?.value ?? null);
  }, [desk, step.id]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    endRenaming(desk, step.id, event.key === "Enter" ? event.currentTarget.value : null);
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  return (
    <input
      ref={field}
      className="input row-rename"
      aria-label={words.tree.renameLabel}
      defaultValue={step.title}
      placeholder={gist({ ...step, title: "" }, words)}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
      autoFocus
      onFocus={(event) => {
        from.current = event.relatedTarget;
        event.currentTarget.select();
      }}
      onBlur={(event) => endRenaming(desk, step.id, event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    />
  );
}

/** Ends the writing of a name, where that has not ended yet; null leaves the name as it was. */
function endRenaming(desk: Desk, id: StepId, title: string | null): void {
  if (desk.view.getState().renaming !== id) return;
  desk.view.setState({ renaming: null });
  const { session } = desk.services;
  const step = session.store.getState().log?.trace.steps.get(id);
  if (step && title !== null && title.trim() !== step.title)
    tell(desk, session.remark("rename", id, { title: title.trim() }));
}
