// What a record keeps beside its words, as a trace keeps it, and its messages by who speaks.
import type { LogRecord, Message } from "../dialect";
import type { KeptScore, Reference, StepId } from "../trace";

/** The right answer as the log tells it; `bounded` cuts and reports a text that is too long. */
export function referenceIn(
  { reference }: LogRecord,
  bounded: (text: string, place: string) => string,
): { readonly reference?: Reference } {
  if (!reference || reference.answer === "") return {};
  const { answer, field } = reference;
  return { reference: { answer: bounded(answer, field), source: { kind: "log", field } } };
}

/** What the log said of how good the run was, of its whole line. */
export const scoresOf = ({ scores }: LogRecord, leaf: StepId): readonly KeptScore[] =>
  scores.map(({ value, field }) => ({
    name: field,
    value,
    about: { kind: "line", leaf },
    source: { kind: "log", field },
  }));

/** Messages in their order, those of the model apart from what stands between them. */
export function bySpeaker(messages: readonly Message[]): readonly (readonly Message[])[] {
  const runs: Message[][] = [];
  for (const message of messages) {
    const last = runs.at(-1);
    if (last?.[0] && (last[0].role === "assistant") === (message.role === "assistant")) last.push(message);
    else runs.push([message]);
  }
  return runs;
}
