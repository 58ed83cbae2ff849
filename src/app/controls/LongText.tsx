import { useMemo } from "react";
import { textParts } from "./textParts";

/**
 * Text of any length, to stand where a string would: a long one in parts of which only those in sight are laid out. All of
 * it is in the document, to be found, selected and copied. For hosts that keep white space and break anywhere.
 */
export function LongText({ text }: { text: string }) {
  const parts = useMemo(() => textParts(text), [text]);
  if (parts.length < 2) return text;
  return parts.map((part) => (
    <span key={part.from} className={part.endsLine ? "text-lines" : "text-part"}>
      {part.text}
    </span>
  ));
}
