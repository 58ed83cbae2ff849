import type { Step, StepBody } from "./trace";

/** A body that the words of a step may be read as instead: an action's, or a recomputed observation's. */
export type Rereading = Extract<StepBody, { kind: "action" | "observation" }>;

/**
 * Whether `body` is the same words as the step's own, read another way. Only what a file brought is read again: what
 * was performed here is what it was. An action keeps its kind, its words and its numbers, and changes what they count
 * in; an observation that was cut again keeps its text, and changes what is seen.
 */
export function isRereading({ author, body: was }: Step, body: Rereading): boolean {
  if (author !== "import") return false;
  if (was.kind === "observation" && body.kind === "observation")
    return (
      was.recomputed === true &&
      body.recomputed === true &&
      was.text === body.text &&
      was.shows?.join() === body.shows?.join()
    );
  if (was.kind !== "action" || body.kind !== "action" || was.action.kind !== body.action.kind) return false;
  return (
    labelOf(was) === labelOf(body) &&
    was.declared !== null &&
    body.declared !== null &&
    was.declared.layout === body.declared.layout &&
    was.declared.numbers.length === body.declared.numbers.length &&
    was.declared.numbers.every((number, i) => number === body.declared?.numbers[i])
  );
}

type ActionBody = Extract<StepBody, { kind: "action" }>;

/** The words that stand in an action; empty where its kind has none. */
function labelOf({ action }: ActionBody): string {
  if (action.kind === "label") return action.text;
  if (action.kind === "operate") return `${action.gesture} ${action.words}`;
  if (action.kind === "tool") return `${action.tool} ${action.words}`;
  return "label" in action ? action.label : "";
}
