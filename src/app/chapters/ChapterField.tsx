import { useEffect, useRef, useState } from "react";
import { Field } from "../controls";

/** Words of a chapter: one edit when the field is left, not one for each letter. */
export function ChapterField(props: {
  label: string;
  placeholder?: string;
  value: string;
  isLong?: boolean;
  onChange(value: string): void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, onChange: props.onChange });
  latest.current = { typed, onChange: props.onChange };
  const keep = (): void => {
    if (typed !== null) props.onChange(typed);
    setTyped(null);
  };
  // A dialog that is closed takes its fields away without their being left.
  useEffect(
    () => () => {
      const { typed, onChange } = latest.current;
      if (typed !== null) onChange(typed);
    },
    [],
  );
  const common = {
    className: "input",
    placeholder: props.placeholder,
    value: typed ?? props.value,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => setTyped(target.value),
    onBlur: keep,
  };
  return (
    <Field label={props.label}>
      {(id) =>
        props.isLong ? (
          <textarea id={id} rows={2} {...common} />
        ) : (
          <input
            id={id}
            {...common}
            onKeyDown={({ key, nativeEvent }) => key === "Enter" && !nativeEvent.isComposing && keep()}
          />
        )
      }
    </Field>
  );
}
