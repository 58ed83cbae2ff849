import { type KeyboardEvent, useRef } from "react";
import type { Step } from "../../trace";
import { gist } from "../names";
import { tell } from "../run/acts";
import { useDesk, useWords } from "../services";

/** The name of a branch, being written. Enter keeps it, Escape does not. */
export function RenameField({ step }: { step: Step }) {
  const desk = useDesk();
  const words = useWords();
  const done = useRef(false);
  const from = useRef<Element | null>(null);
  const end = (title: string | null): void => {
    if (done.current) return;
    done.current = true;
    desk.view.setState({ renaming: null });
    if (title !== null && title.trim() !== step.title)
      tell(desk, desk.services.session.remark("rename", step.id, { title: title.trim() }));
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") end(event.currentTarget.value);
    if (event.key === "Escape") end(null);
  };
  return (
    <input
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
      onBlur={(event) => end(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    />
  );
}
