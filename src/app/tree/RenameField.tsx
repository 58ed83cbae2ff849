import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Step, StepId } from "../../trace";
import type { Workspace } from "../../workspace";
import { tell } from "../../workspace/editing";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { gist } from "../words/names";

/** The name of a branch, being written. Enter keeps it, Escape does not; leaving the field does. */
export function RenameField({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const field = useRef<HTMLInputElement | null>(null);
  const from = useRef<Element | null>(null);
  // A row that is scrolled away takes its field along, and no blur is told of that.
  useEffect(() => {
    const input = field.current;
    return () => endRenaming(workspace, step.id, input?.value ?? null);
  }, [workspace, step.id]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    endRenaming(workspace, step.id, event.key === "Enter" ? event.currentTarget.value : null);
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
      onBlur={(event) => endRenaming(workspace, step.id, event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    />
  );
}

/** Ends the writing of a name, where that has not ended yet; null leaves the name as it was. */
function endRenaming(workspace: Workspace, id: StepId, title: string | null): void {
  if (workspace.view.getState().renaming !== id) return;
  workspace.view.setState({ renaming: null });
  const { session } = workspace;
  const step = session.store.getState().log?.trace.steps.get(id);
  if (step && title !== null && title.trim() !== step.title)
    tell(workspace, session.remark("rename", id, { title: title.trim() }));
}
