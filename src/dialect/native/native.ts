import { type Action, imagesOf, isView } from "../../action";
import type { StepBody } from "../../trace";
import type { Dialect, ShownImage, ToolError } from "../contract/dialect";
import { isSaid, printCall } from "./call";
import { readNative } from "./reader";
import { transcribeNative } from "./transcribe";

/** What this dialect goes by on the screen. */
export const NATIVE_TITLE = "Sightline";

/** What a model that was not trained on this dialect is told of it. */
export const NATIVE_INSTRUCTIONS = [
  "You can look closer before you answer. Coordinates are percent of the image: x from the left, y from the top, 0 to 100.",
  "Think in <think>…</think>. Act with one of:",
  "<act>zoom x1 y1 x2 y2</act> shows that part larger. <act>rotate degrees</act> and <act>flip horizontal</act> turn the image.",
  '<act>box x1 y1 x2 y2 "name"</act>, <act>line x1 y1 x2 y2</act>, <act>point x y "name"</act> mark it.',
  "Give the result in <answer>…</answer>.",
].join("\n");

/**
 * Sightline's own way of writing a run down; the built-in model is trained on it.
 * `instructions` go first, for models that are not; `marksObserved` shows the picture again after each mark.
 */
export function createNativeDialect(options: { instructions: string; marksObserved: boolean }): Dialect {
  const observes = (action: Action): boolean => options.marksObserved || isView(action) || action.kind === "tool";
  return {
    name: "native",
    title: NATIVE_TITLE,
    space: "percent",
    read: readNative,
    print: printNative,
    transcribe: (line, model) => transcribeNative(line, model, options.instructions),
    observes,
    toolError,
    expresses: (action, shown) =>
      isSaid(action) && imagesOf(action).every((image) => shown?.some(({ id }) => id === image) ?? true),
  };
}

function printNative(body: StepBody, shown: readonly ShownImage[]): string {
  switch (body.kind) {
    case "thought":
      return `<think>${untagged(body.text)}</think>`;
    case "action":
      return `<act>${printCall(body.action, shown)}</act>`;
    case "answer":
      return `<answer>${untagged(body.text)}</answer>`;
    case "unparsed":
      return `<act>${untagged(body.text)}</act>`;
    case "problem":
    case "observation":
      return "";
  }
}

/** A tag that a person typed is words, and must not end what it stands in. */
const untagged = (text: string): string => text.replace(/<(?=\/?(?:think|act|answer)>)/g, "&lt;");

/** One word where the model need not act on the reason: the built-in model was trained on `refused`. */
function toolError(error: ToolError): string {
  return error.kind === "refused" ? "refused" : `error: ${error.code.replaceAll("-", " ")}`;
}
