import { err, ok, type Result } from "../../base";
import { parseLiteral } from "../../dialect";
import type { Argument, Call, Program, Refusal } from "../program";

const HEAD = /\s*([A-Za-z_]\w*)\s*=\s*([A-Za-z_]\w*)\s*\(/y;
const ARGUMENT = /\s*([A-Za-z_]\w*)\s*=\s*/y;
const STRING = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const NUMBER = /[-+]?\d+(?:\.\d*)?(?![\w.])/y;
const NAME = /[A-Za-z_]\w*/y;
const COMMA = /\s*,/y;
const END = /\s*\)\s*(?:#.*)?$/y;
/** No module takes as many. */
const MOST_ARGUMENTS = 20;

/**
 * Lines of `OUT=MODULE(name=value,…)`, where a value is a name, a text in quotes, a number or None. Empty lines and
 * comments are passed over; a closing `Program:` of a prompt is no line of a program and is refused.
 */
export function parseVisprog(source: string): Result<Program, Refusal> {
  const calls: Call[] = [];
  for (const [i, text] of source.split(/\r\n|\n|\r/).entries()) {
    if (/^\s*(?:#.*)?$/.test(text)) continue;
    const call = parseLine(text, i + 1);
    if (!call.ok) return call;
    calls.push(call.value);
  }
  return ok(calls);
}

function parseLine(text: string, line: number): Result<Call, Refusal> {
  const scanner = new LineScanner(text);
  const [output, module] = scanner.take(HEAD) ?? [];
  const refused = (code: string, detail: string): Result<never, Refusal> =>
    err({ code, line, module: module ?? "", detail: detail.slice(0, 200) });
  if (output === undefined || module === undefined) return refused("not-a-call", text.trim());
  const args = new Map<string, Argument>();
  while (!scanner.take(END)) {
    if (args.size > 0 && !scanner.take(COMMA)) return refused("not-a-call", scanner.rest());
    const [name] = scanner.take(ARGUMENT) ?? [];
    const value = name === undefined ? null : scanner.value();
    if (name === undefined || !value || args.size === MOST_ARGUMENTS) return refused("not-a-call", scanner.rest());
    if (args.has(name)) return refused("argument-twice", name);
    args.set(name, value);
  }
  const words = text.trim();
  return ok({ line, output, module, args, source: words, raw: words });
}

class LineScanner {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  rest(): string {
    return this.text.slice(this.at).trim();
  }

  /** The groups of a pattern that stands here, or its words where it has none; null where it does not. */
  take(pattern: RegExp): readonly string[] | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return null;
    this.at = pattern.lastIndex;
    return match.length > 1 ? match.slice(1) : [match[0]];
  }

  value(): Argument | null {
    const [string] = this.take(STRING) ?? [];
    if (string !== undefined) {
      const literal = parseLiteral(string);
      const text = literal.ok && literal.value.kind === "plain" ? literal.value.value : null;
      return typeof text === "string" ? { kind: "text", text } : null;
    }
    const [number] = this.take(NUMBER) ?? [];
    if (number !== undefined) return { kind: "number", number: Number(number) };
    const [name] = this.take(NAME) ?? [];
    if (name === undefined) return null;
    return name === "None" ? { kind: "none" } : { kind: "name", name };
  }
}
