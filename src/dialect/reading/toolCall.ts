import { err, ok, type Result } from "../../base";
import type { DialectError } from "../contract/dialect";
import { fieldOf, type Literal, parseLiteral, textOf } from "../literal/literal";

/** A function and what it is called with, however it was written. */
export interface ToolCall {
  readonly name: string;
  /** A record; offsets in it are offsets into the text of the call where `arguments` was not itself a text. */
  readonly input: Literal;
}

/** A call longer than this is nothing that a model should say. */
const CALL_BUDGET = 20_000;

/**
 * The inside of `<tool_call>…</tool_call>`: JSON or a Python dict with `name` and `arguments`, one flat record with
 * `function`, or the XML of Qwen3.5 or of GLM-4.5.
 */
export function parseToolCall(text: string): Result<ToolCall, DialectError> {
  if (text.length > CALL_BUDGET) return err({ code: "too-long", at: CALL_BUDGET });
  if (/^\s*<function=/.test(text)) return parseXmlCall(text);
  if (/^\s*[\w.-]{1,100}\s*<arg_key>/.test(text)) return parseKeyedCall(text);
  const parsed = parseLiteral(text);
  if (!parsed.ok) return parsed;
  const name = textOf(fieldOf(parsed.value, "name", "function"));
  if (name === null) return err({ code: "unknown-action", at: text.search(/\S|$/) });
  const input = fieldOf(parsed.value, "arguments", "parameters") ?? parsed.value;
  const inner = textOf(input);
  if (inner === null) return ok({ name, input });
  const reparsed = parseLiteral(inner);
  return reparsed.ok ? ok({ name, input: reparsed.value }) : err({ code: "not-json", at: input.start });
}

const FUNCTION = /<function=([^>\s]{1,200})>/;
const PARAMETER = /<parameter=([^>\s]{1,200})>([\s\S]*?)(?:<\/parameter>|$)/g;

/** `<function=NAME><parameter=KEY>VALUE</parameter></function>`; values are text, and numbers where they read as such. */
function parseXmlCall(text: string): Result<ToolCall, DialectError> {
  const name = FUNCTION.exec(text)?.[1];
  if (name === undefined) return err({ code: "unknown-action", at: 0 });
  const entries = [...text.matchAll(PARAMETER)].map((match): [string, Literal] => {
    const start = match.index + (match[0]?.indexOf(">") ?? 0) + 1;
    return [match[1] ?? "", literalOf(match[2] ?? "", start)];
  });
  return ok({ name, input: { kind: "record", start: 0, end: text.length, entries } });
}

const KEYED = /<arg_key>([^<]{1,200})<\/arg_key>\s*<arg_value>([\s\S]*?)(?:<\/arg_value>|$)/g;

/** `NAME<arg_key>KEY</arg_key><arg_value>VALUE</arg_value>`, as the chat templates of GLM-4.5 and later have it (zai-org). */
function parseKeyedCall(text: string): Result<ToolCall, DialectError> {
  const name = text.slice(0, text.indexOf("<arg_key>")).trim();
  const entries = [...text.matchAll(KEYED)].map((match): [string, Literal] => {
    const start = match.index + match[0].indexOf("<arg_value>") + "<arg_value>".length;
    return [(match[1] ?? "").trim(), literalOf(match[2] ?? "", start)];
  });
  return ok({ name, input: { kind: "record", start: 0, end: text.length, entries } });
}

/** A value that is text, or a number, a list or a record where it reads as such; `start` is where it stands. */
function literalOf(told: string, start: number): Literal {
  const value = told.trim();
  const parsed = parseLiteral(value);
  return { ...(parsed.ok ? parsed.value : plain(value)), start, end: start + value.length };
}

const plain = (value: string): Literal => ({ kind: "plain", start: 0, end: 0, value });

/** The same record in the one way to write it. */
export const printToolCall = (name: string, input: Readonly<Record<string, unknown>>): string =>
  `<tool_call>\n${printJson({ name, arguments: input })}\n</tool_call>`;

/** JSON with a space after commas and colons, as Python's `json.dumps` writes it and models learned it. */
export function printJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${printJson(inner)}`);
  return `{${entries.join(", ")}}`;
}
