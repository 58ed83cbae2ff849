import {
  field,
  isFields,
  type LogRecord,
  listField,
  type Message,
  type MessagePart,
  partsOfText,
  recordOf,
  textField,
} from "../dialect";
import { type LogContents, type Unread, unread } from "./contents";

// A Jupyter notebook (nbformat 3 and 4): what its cells printed and drew, in order. A cell that printed a log holds the
// records of that log; a cell that printed the words of a run, with its pictures among them, holds that run.

/** Marks without which printed words are some program's chatter. */
const OF_A_RUN =
  /<(?:think|tool_call|answer|code|grounding|tool_response|SUMMARY|rethink)\b|\[(?:ANSWER|TOOL_CALL)\]|(?:THOUGHT|ACTION) \d+:|OBSERVATION:|<\|im_start\|>/;

/** Whether words sound like those of a model that thinks with images. */
export const soundsLikeRun = (words: string): boolean => OF_A_RUN.test(words);

type ReadText = (text: string, place: string) => readonly LogRecord[];

/** Null where the value is no notebook. `readText` reads a log that was printed. */
export function readNotebook(value: unknown, place: string, readText: ReadText): LogContents | null {
  const cells = listField(value, "cells") ?? listField(listField(value, "worksheets")?.[0], "cells");
  if (!cells || !(isFields(value) && "nbformat" in value)) return null;
  const records: LogRecord[] = [];
  const skipped: Unread[] = [];
  for (const [i, cell] of cells.entries()) {
    const where = place === "file" ? `cell ${i + 1}` : `${place}, cell ${i + 1}`;
    const shown = (listField(cell, "outputs") ?? []).flatMap(partsOfOutput);
    if (shown.length === 0) continue;
    const found = recordsOfCell(shown, where, readText);
    records.push(...found);
    if (found.length === 0) skipped.push(unread(where, "no-run", textOf(shown)));
  }
  return { records, unread: skipped };
}

const textOf = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.kind === "text" ? part.text : "")).join("");

/** Notebooks keep long texts as lists of lines. */
function linesField(value: unknown, key: string): string | null {
  const lines = listField(value, key);
  return lines ? lines.filter((line) => typeof line === "string").join("") : textField(value, key);
}

function partsOfOutput(output: unknown): readonly MessagePart[] {
  const printed = linesField(output, "text");
  if (printed !== null && textField(output, "name") !== "stderr") return [{ kind: "text", text: printed }];
  const data = field(output, "data") ?? output;
  for (const mime of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const bytes = linesField(data, mime) ?? linesField(data, mime.slice("image/".length));
    if (bytes !== null)
      return [{ kind: "image", image: { kind: "data", url: `data:${mime};base64,${bytes.replaceAll(/\s+/g, "")}` } }];
  }
  const json = field(data, "application/json");
  const text = json === null ? linesField(data, "text/plain") : JSON.stringify(json);
  return text === null ? [] : [{ kind: "text", text }];
}

function recordsOfCell(shown: readonly MessagePart[], place: string, readText: ReadText): readonly LogRecord[] {
  const printed = textOf(shown);
  const logged = /^\s*[[{]/.test(printed) ? readText(printed, place) : [];
  if (logged.length > 0) return logged;
  if (!soundsLikeRun(printed)) return [];
  const messages = shown.flatMap((part, i): readonly Message[] =>
    part.kind === "image"
      ? [{ role: "observation", parts: [part], place: `output ${i + 1}` }]
      : spoken(part.text, `output ${i + 1}`),
  );
  // What is shown before anybody has spoken is what the question is about.
  const first = messages.findIndex(({ role }) => role === "assistant");
  const told = messages.map((message, i): Message => {
    if (i < first) return { ...message, role: "user" };
    return message.role === "user" ? { ...message, role: "observation" } : message;
  });
  return [recordOf({}, joinedShown(told), { place, form: "notebook" })];
}

/** `user (to chatbot):`, as AutoGen prints who speaks, over a line of dashes. */
const SPEAKER = /^-{20,}\n|^([\w -]{1,40}) \(to [\w -]{1,40}\):\n+|^(?=OBSERVATION:)/gm;

function spoken(text: string, place: string): readonly Message[] {
  const messages: Message[] = [];
  let role: Message["role"] = "assistant";
  let taken = 0;
  const say = (to: number): void => {
    const words = text.slice(taken, to);
    if (words.trim() !== "")
      messages.push({ role, parts: partsOfText(words, []), place: `${place}, character ${taken}` });
  };
  for (const match of text.matchAll(SPEAKER)) {
    say(match.index);
    taken = match.index + match[0].length;
    if (match[1] !== undefined) role = /user/i.test(match[1]) ? "user" : "assistant";
    else if (match[0] === "") role = "observation";
  }
  say(text.length);
  return messages;
}

/** Words and pictures that were shown one after the other were shown together. */
function joinedShown(messages: readonly Message[]): readonly Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last && last.role === message.role && message.role !== "assistant")
      joined[joined.length - 1] = { ...last, parts: [...last.parts, ...message.parts] };
    else joined.push(message);
  }
  return joined;
}
