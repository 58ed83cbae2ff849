import { callText, imageReference, partsOf, partsOfText, programText, thoughtText } from "./content";
import { said } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { ImageReference, Message, MessagePart } from "./record";

// The parts of Gemini's contents, as `@google/genai` 2.32.0 types them and in the snake case of its Python client. A part
// is known by the field that it has.

type Side = "assistant" | "observation";

/** What one part says, and whether the model said it or was shown it. */
interface Told {
  readonly side: Side;
  readonly parts: readonly MessagePart[];
}

/** Whether an item of a list is a `Content`: parts, and mostly a role. */
export const isContent = (item: unknown): boolean =>
  isFields(item) &&
  Array.isArray(item.parts) &&
  (item.role === undefined || item.role === null || typeof item.role === "string");

/** The turns of one `Content`. What a program showed and what a tool gave stand within the model's own. */
export function messagesOfContent(content: unknown, place: string): readonly Message[] {
  const parts = listField(content, "parts") ?? [];
  const role = textField(content, "role") ?? "user";
  if (role === "system")
    return [
      said(
        "system",
        parts.flatMap((part) => toldBy(part, false)?.parts ?? []),
        place,
      ),
    ];
  const isModel = role === "model" || role === "assistant";
  const messages: Message[] = [];
  let hasRun = false;
  for (const part of parts) {
    const told = toldBy(part, hasRun);
    if (!told || told.parts.length === 0) {
      hasRun ||= recordIn(part, ...RESULT) !== null;
      continue;
    }
    // Pictures behind a program are what it showed; with words the model goes on by itself.
    hasRun = recordIn(part, ...PROGRAM, ...RESULT) !== null || (hasRun && textField(part, "text") === null);
    const side = isModel ? told.side : role === "user" && told.side === "assistant" ? "user" : "observation";
    const last = messages.at(-1);
    if (last?.role === side) messages[messages.length - 1] = { ...last, parts: [...last.parts, ...told.parts] };
    else messages.push(said(side, told.parts, place));
  }
  return messages;
}

const PROGRAM = ["executableCode", "executable_code"];
const RESULT = ["codeExecutionResult", "code_execution_result"];
const FILES = ["inlineData", "inline_data", "fileData", "file_data"];

/** The first of the fields that holds a record: a dump has all of them, and null in those that a part has not. */
const recordIn = (part: unknown, ...keys: readonly string[]): Fields | null =>
  keys.map((key) => field(part, key)).find(isFields) ?? null;

/** What a part says; null for one of no known kind, which the ledger reports. */
function toldBy(part: unknown, hasRun: boolean): Told | null {
  const text = textField(part, "text");
  if (text !== null)
    return spoken(
      field(part, "thought") === true ? [{ kind: "text", text: thoughtText(text) }] : partsOfText(text, []),
    );
  const program = recordIn(part, ...PROGRAM);
  if (program)
    return spoken(words(programText(textField(program, "code") ?? "", textField(program, "language") ?? "python")));
  const result = recordIn(part, ...RESULT);
  if (result) return { side: "observation", parts: words(resultText(result)) };
  const blob = recordIn(part, ...FILES);
  if (blob) {
    const image = imageOf(blob);
    return image && { side: hasRun ? "observation" : "assistant", parts: [{ kind: "image", image }] };
  }
  return toldByCall(part);
}

function toldByCall(part: unknown): Told | null {
  const call = recordIn(part, "functionCall", "function_call");
  if (call) return spoken(words(callText(textField(call, "name") ?? "", field(call, "args", "arguments"))));
  const response = recordIn(part, "functionResponse", "function_response");
  if (response) return { side: "observation", parts: responseParts(response) };
  const tool = recordIn(part, "toolCall", "tool_call");
  if (tool)
    return spoken(words(callText(textField(tool, "toolType", "tool_type") ?? "", field(tool, "args", "arguments"))));
  const answered = recordIn(part, "toolResponse", "tool_response");
  return answered ? { side: "observation", parts: responseParts(answered) } : null;
}

const spoken = (parts: readonly MessagePart[]): Told => ({ side: "assistant", parts });
const words = (text: string): readonly MessagePart[] => (text === "" ? [] : [{ kind: "text", text }]);

/** What a program printed; where it failed, how. */
function resultText(result: unknown): string {
  const [outcome, output] = [textField(result, "outcome") ?? "", textField(result, "output") ?? ""];
  return output === "" && !/OK$|^$/.test(outcome) ? outcome : output;
}

/** A picture that stands in the part or that it names; null for a file of another kind. */
function imageOf(blob: unknown): ImageReference | null {
  const mime = textField(blob, "mimeType", "mime_type") ?? "image/png";
  if (!mime.startsWith("image/")) return null;
  const data = textField(blob, "data");
  if (data !== null) return imageReference(`data:${mime};base64,${data.replace(/^data:[^,]{0,100},/, "")}`);
  return imageReference(textField(blob, "fileUri", "file_uri", "displayName", "display_name") ?? "");
}

/** What a function gave back: its words, and the pictures in parts of its own. */
function responseParts(response: unknown): readonly MessagePart[] {
  const held = field(response, "response");
  const only = isFields(held) && Object.keys(held).length === 1 ? textField(held, "result", "output", "error") : null;
  const text = only ?? (held === null ? "" : typeof held === "string" ? held : JSON.stringify(held));
  const pictures = (listField(response, "parts") ?? []).flatMap((part): readonly MessagePart[] => {
    const blob = recordIn(part, ...FILES);
    const image = blob && imageOf(blob);
    return image ? [{ kind: "image", image }] : partsOf([part], []);
  });
  return [...words(text === "{}" ? "" : text), ...pictures];
}
