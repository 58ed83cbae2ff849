import { type ChangeEvent, type KeyboardEvent, useId, useState } from "react";
import { useWorkspace } from "../binding/useWorkspace";

/** A number that is changed when it is whole: on Enter and on leaving the field. */
export function NumberBox(props: { label: string; value: number; disabled: boolean; onChange(value: number): void }) {
  const id = useId();
  const typed = useTyped(String(props.value), (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value !== props.value) props.onChange(value);
  });
  return (
    <div className="number">
      <label htmlFor={id}>{props.label}</label>
      <input id={id} className="input" type="text" inputMode="decimal" disabled={props.disabled} {...typed} />
    </div>
  );
}

export function WordsBox(props: { label: string; value: string; disabled: boolean; onChange(value: string): void }) {
  const id = useId();
  const typed = useTyped(props.value, props.onChange);
  return (
    <div className="number number-wide">
      <label htmlFor={id}>{props.label}</label>
      <input id={id} className="input" type="text" disabled={props.disabled} {...typed} />
    </div>
  );
}

/** What is being typed into a field, beside the value that holds until it is taken. Escape drops it, then leaves. */
function useTyped(held: string, take: (text: string) => void) {
  const { view } = useWorkspace();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    if (text !== null && text !== held) take(text);
    setText(null);
  };
  return {
    value: text ?? held,
    // A player that walked on would take the field away.
    onFocus: () => view.setState({ playing: false }),
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => setText(target.value),
    onBlur: commit,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === "Escape" && text === null) event.currentTarget.blur();
      if (event.key === "Escape") setText(null);
      if (event.key !== "Enter" || text === null) return;
      // With Ctrl it would run the model, and on the action as it was before.
      event.preventDefault();
      commit();
    },
  };
}
