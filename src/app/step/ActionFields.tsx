import { type KeyboardEvent, useId, useState } from "react";

/** A number that is changed when it is whole: on Enter, on leaving the field, and by its arrows when they rest. */
export function NumberBox(props: { label: string; value: number; disabled: boolean; onChange(value: number): void }) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const value = Number(text);
    if (text !== null && text.trim() !== "" && Number.isFinite(value) && value !== props.value) props.onChange(value);
    setText(null);
  };
  return (
    <div className="number">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        type="text"
        inputMode="decimal"
        disabled={props.disabled}
        value={text ?? String(props.value)}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={(event) => onFieldKey(event, commit, () => setText(null))}
      />
    </div>
  );
}

export function WordsBox(props: { label: string; value: string; disabled: boolean; onChange(value: string): void }) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    if (text !== null && text !== props.value) props.onChange(text);
    setText(null);
  };
  return (
    <div className="number number-wide">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        type="text"
        disabled={props.disabled}
        value={text ?? props.value}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={(event) => onFieldKey(event, commit, () => setText(null))}
      />
    </div>
  );
}

function onFieldKey(event: KeyboardEvent, commit: () => void, leave: () => void): void {
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) commit();
  if (event.key === "Escape") leave();
}
