import { conversationIn, field, isFields, type Literal, plainValue, printedAt, printedFieldsAt } from "../dialect";

// What a program printed of its values, one after the other, and words behind them: a request and the response to it as
// records of JSON, or as Python prints the objects of a provider's library.

export interface PrintedValues {
  readonly values: readonly unknown[];
  /** What stands behind them. */
  readonly rest: string;
}

/** The values that a text begins with; null where it begins with words. */
export function printedValues(text: string): PrintedValues | null {
  const values: unknown[] = [];
  let at = 0;
  while (values.length < MOST_VALUES) {
    const found = valueAt(text, at);
    if (!found) break;
    values.push(plainValue(found));
    at = found.end;
  }
  return values.length === 0 ? null : { values, rest: text.slice(at) };
}

const MOST_VALUES = 100;

/** A value that begins on a line, of which nothing else stands on its last one. */
function valueAt(text: string, at: number): Literal | null {
  const begins = BEGINS.exec(text.slice(at, at + LONGEST_BEGINNING));
  if (!begins) return null;
  const start = at + begins[0].length;
  const found = FIELD.test(text.slice(start, start + LONGEST_BEGINNING))
    ? printedFieldsAt(text, start)
    : printedAt(text, start);
  if (!found || found.kind === "plain") return null;
  return /^[^\S\n]{0,20}(?:\n|$)/.test(text.slice(found.end, found.end + 21)) ? found : null;
}

const LONGEST_BEGINNING = 200;
/** A list, a record, an object by its name, or the fields of one that are a space apart. */
const BEGINS = /^\s{0,20}(?=[[{]|[A-Z]\w{0,80}\(\s{0,5}\w{1,80}=|[a-z_]{1,40}=(?:['"[]|[A-Z]\w{0,80}\())/;
const FIELD = /^[a-z_]{1,40}=/;

/**
 * One value of what was printed: a response with the request that was printed before it, or messages with the words that
 * stand behind them as what was answered. Null where neither was printed. `rest` is what is no part of it.
 */
export function askedAndAnswered(printed: PrintedValues): { readonly value: unknown; readonly rest: string } | null {
  const { values, rest } = printed;
  const request = values.map(conversationIn).find((found) => found !== null) ?? null;
  const response = values.map(responseOf).find((found) => found !== null) ?? null;
  if (response !== null) return { value: request ? { ...response, request: { messages: request } } : response, rest };
  if (request?.some((message) => field(message, "role") === "assistant")) return { value: { messages: request }, rest };
  const isAsking = request !== null && values.length === 1 && field(request[request.length - 1], "role") === "user";
  return isAsking && rest.trim() !== "" ? { value: { messages: request, response: rest.trim() }, rest: "" } : null;
}

/** What a provider answered, or the parts of such an answer, as a message. */
function responseOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (isFields(value))
    return ["choices", "candidates"].some((name) => Array.isArray(value[name])) ||
      (value.role === "assistant" && "content" in value && value.type === "message")
      ? value
      : value.role === "assistant" && "content" in value
        ? { choices: [{ message: value }] }
        : null;
  const isBlocks =
    Array.isArray(value) && value.length > 0 && value.every((part) => BLOCKS.has(String(field(part, "type"))));
  return isBlocks ? { choices: [{ message: { role: "assistant", content: value } }] } : null;
}

const BLOCKS: ReadonlySet<string> = new Set(["text", "thinking", "redacted_thinking", "tool_use", "server_tool_use"]);

/** A text, or a list of one, as Python shows it; null where a text is anything else. */
export function shownText(text: string): string | null {
  const trimmed = text.trim();
  if (!/^\[?\s{0,5}(?:'|")/.test(trimmed)) return null;
  const found = printedAt(trimmed, 0);
  if (!found || found.end !== trimmed.length) return null;
  const value = plainValue(found);
  const [only, ...others] = Array.isArray(value) ? value : [value];
  return typeof only === "string" && others.length === 0 ? only : null;
}
