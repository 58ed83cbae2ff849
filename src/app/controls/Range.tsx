import type { CSSProperties } from "react";

/** One of many values along a line. The browser's own: keys, touch and screen readers come with it. */
export function Range(props: {
  label: string;
  said: string;
  value: number;
  min: number;
  max: number;
  step: number;
  className?: string;
  disabled?: boolean;
  onChange(value: number): void;
}) {
  const { value, min, max } = props;
  const share = max > min ? (value - min) / (max - min) : 0;
  return (
    <input
      type="range"
      className={`slider ${props.className ?? ""}`}
      style={{ "--share": share } as CSSProperties}
      aria-label={props.label}
      aria-valuetext={props.said}
      value={value}
      min={min}
      max={max}
      step={props.step}
      disabled={props.disabled ?? false}
      onChange={({ target }) => props.onChange(target.valueAsNumber)}
    />
  );
}
