import { shownOnceSpoken } from "./chatText";
import { callBlock, saidTexts } from "./commonBlocks";
import { messagesOf, recordOf } from "./conversation";
import type { LinesForm } from "./form";
import { type Fields, field, isFields, textField } from "./json";

// What Gemini CLI writes when it is asked for `--output-format stream-json`: a line for each thing that happened, the
// model's words in pieces (google-gemini/gemini-cli 04fbf50, packages/core/src/output/types.ts). What it says of itself
// stands between the lines as plain text.

const TYPES: ReadonlySet<string> = new Set(["init", "message", "tool_use", "tool_result", "error", "result"]);

const isEvent = (line: unknown): line is Fields =>
  isFields(line) && TYPES.has(textField(line, "type") ?? "") && typeof line.timestamp === "string";

export const geminiCli: LinesForm = {
  kind: "lines",
  form: "gemini-cli",
  known: ["session_id", "tool_id", "delta", "stats", "severity", "tool_name"],
  spoken: ["content", "parameters", "output", "message"],
  begins: (first) => isEvent(first) && (first.type === "init" ? "session_id" in first : first.type === "message"),
  read(lines) {
    const events = lines.filter(isEvent);
    const turns = joinedPieces(events.flatMap(turnOf));
    if (!turns.some(({ role }) => role === "assistant")) return null;
    const model = events.map((event) => textField(event, "model") ?? "").find((name) => name !== "") ?? "";
    return recordOf({ model }, shownOnceSpoken(messagesOf(turns, [])), {
      place: "file",
      form: "gemini-cli",
      images: [],
    });
  },
};

function turnOf(event: Fields): readonly Fields[] {
  switch (event.type) {
    case "message":
      return [{ role: event.role, content: saidTexts(textField(event, "content")) }];
    case "tool_use":
      return [{ role: "assistant", content: [callBlock(textField(event, "tool_name") ?? "", event.parameters)] }];
    case "tool_result": {
      const told = [textField(event, "output"), textField(field(event, "error"), "message")].filter((text) => text);
      return [{ role: "tool", content: saidTexts(told.join("\n")) }];
    }
    default:
      return [];
  }
}

/** The model's words come in pieces, each a line of its own. */
function joinedPieces(turns: readonly Fields[]): readonly Fields[] {
  const joined: { role: unknown; texts: string[]; more: unknown[] }[] = [];
  for (const { role, content } of turns) {
    const last = joined.at(-1);
    const parts: readonly unknown[] = Array.isArray(content) ? content : [];
    const texts = parts.flatMap((part) => textField(part, "text") ?? []);
    const calls = parts.filter((part) => textField(part, "type") !== "text");
    // Words behind a call are of another turn.
    if (last && last.role === role && role === "assistant" && last.more.length === 0) {
      last.texts.push(...texts);
      last.more.push(...calls);
    } else joined.push({ role, texts: [...texts], more: [...calls] });
  }
  return joined.map(({ role, texts, more }) => ({ role, content: [...saidTexts(texts.join("")), ...more] }));
}
