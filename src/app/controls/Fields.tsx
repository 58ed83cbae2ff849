import { type ReactNode, useId, useState } from "react";
import { Range } from "./Range";

/** A named row of a form. */
export function Field(props: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {props.label}
      </label>
      {props.children(id)}
      {props.help ? <p className="field-help">{props.help}</p> : null}
    </div>
  );
}

/** The whole number that a person typed, brought within its limits. Empty is null; what is no number is undefined. */
export function numberTyped(text: string, limits: { min: number; max: number }): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Math.round(Number(text));
  return Number.isFinite(value) ? Math.min(Math.max(value, limits.min), limits.max) : undefined;
}

/** A whole number that is taken when the field is left or Enter is pressed. */
export function NumberField(props: {
  label: string;
  value: number | null;
  placeholder?: string;
  min: number;
  max: number;
  help?: string;
  onChange(value: number | null): void;
}) {
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    if (text === null) return;
    const value = numberTyped(text, props);
    if (value !== undefined) props.onChange(value);
    setText(null);
  };
  return (
    <Field label={props.label} {...(props.help ? { help: props.help } : {})}>
      {(id) => (
        <input
          id={id}
          className="input input-number"
          type="number"
          min={props.min}
          max={props.max}
          placeholder={props.placeholder}
          value={text ?? props.value ?? ""}
          onChange={({ target }) => setText(target.value)}
          onBlur={commit}
          onKeyDown={({ key }) => key === "Enter" && commit()}
        />
      )}
    </Field>
  );
}

export function SliderField(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  said: string;
  help?: string;
  onChange(value: number): void;
}) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {props.label}
      </span>
      <div className="field-slider">
        <Range
          label={props.label}
          said={props.said}
          value={props.value}
          min={props.min}
          max={props.max}
          step={props.step}
          onChange={props.onChange}
        />
        <output className="field-said">{props.said}</output>
      </div>
      {props.help ? <p className="field-help">{props.help}</p> : null}
    </div>
  );
}

/** A choice among a few, all on show. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly name: string }[];
  disabled?: boolean;
  onChange(value: T): void;
}) {
  const group = useId();
  return (
    <fieldset className="field" disabled={props.disabled ?? false}>
      <legend className="field-label">{props.label}</legend>
      <div className="segments">
        {props.options.map(({ value, name }) => (
          <label key={value} className="segment">
            <input type="radio" name={group} checked={value === props.value} onChange={() => props.onChange(value)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
