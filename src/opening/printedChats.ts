import { type MessagePart, marksOfChat, shownOnceSpoken, splitChat } from "../dialect";
import type { PrintedRun } from "./notebookRuns";

/**
 * A run whose words are a whole chat, as a processor decodes what a model was given together with what it made of it: its
 * turns, by the marks of the template.
 */
export function withTurns(run: PrintedRun): PrintedRun {
  const at = run.messages.findIndex(({ role, parts }) => role === "assistant" && marksOfChat(wordsOf(parts)) !== null);
  const message = run.messages[at];
  if (!message || run.hasRoles) return run;
  const text = wordsOf(message.parts);
  const marks = marksOfChat(text);
  const turns = marks ? splitChat(text, marks, "user", []) : [];
  if (!turns.some(({ role }) => role === "assistant")) return run;
  const placed = turns.map((turn) => ({ ...turn, place: `${message.place}, ${turn.place}` }));
  const messages = shownOnceSpoken([...run.messages.slice(0, at), ...placed, ...run.messages.slice(at + 1)]);
  return { ...run, messages, hasRoles: true };
}

const wordsOf = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
