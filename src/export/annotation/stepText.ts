import type { Step } from "../../trace";

/** The words of a step as a person reads them: what was read out of it, or as it was written where that is no text. */
export function stepText({ body, raw }: Step): string {
  switch (body.kind) {
    case "problem":
      return body.question;
    case "action":
      return raw.trim() === "" ? `[${body.action.kind}]` : raw;
    case "observation":
      return body.text.trim() === "" ? (body.image ? "[picture]" : "[nothing]") : body.text;
    default:
      return body.text.trim() === "" ? `[${body.kind}]` : body.text;
  }
}

/** Where words that were judged stand in `stepText`; null where they stand in another form of the step's words. */
export function wordsInText(
  step: Step,
  { of, from, to }: { readonly of: "raw" | "text"; readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } | null {
  const shown = stepText(step);
  const isRaw = step.body.kind === "action" && shown === step.raw;
  if (isRaw ? of === "raw" : of === "text") return to <= shown.length ? { from, to } : null;
  const words = (of === "raw" ? step.raw : shown).slice(from, to);
  const at = shown.indexOf(words);
  // Words that stand there twice could be either.
  return at < 0 || words === "" || shown.indexOf(words, at + 1) >= 0 ? null : { from: at, to: at + words.length };
}
