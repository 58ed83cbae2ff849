import type { PythonToken } from "./tokens";
import { listValue, numberValue, type Picture, UNKNOWN, type Value } from "./value";

/** What a call is made with. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What an expression leans on: variables, and what calls and attributes come to. */
export interface Scope {
  variable(name: string): Value | null;
  attribute(self: Value, name: string): Value;
  call(callee: Value, args: Arguments): Value;
  /** `picture[y1:y2, x1:x2]`, given as corners. */
  cut(picture: Picture, corners: readonly number[]): Value;
}

const MAX_DEPTH = 60;
const PRECEDENCE: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2 };

/** Evaluates expressions of one line as far as they can be known. Whatever it does not follow is `UNKNOWN`. */
export class Expressions {
  at = 0;
  private depth = 0;
  private readonly tokens: readonly PythonToken[];
  private readonly scope: Scope;

  constructor(tokens: readonly PythonToken[], scope: Scope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  /** One or more expressions with commas between: the latter are a tuple. */
  tuple(): Value {
    const first = this.expression();
    if (!this.takes(",")) return first;
    const items = [first];
    while (!this.done && !this.sees(")", "]", "}", "=")) {
      items.push(this.expression());
      if (!this.takes(",")) break;
    }
    return listValue(items);
  }

  expression(level = 1): Value {
    if (++this.depth > MAX_DEPTH) {
      this.at = this.tokens.length;
      this.depth--;
      return UNKNOWN;
    }
    let left = this.unary();
    for (;;) {
      const sign = this.sign();
      const strength = PRECEDENCE[sign] ?? 0;
      if (strength < level) break;
      this.at++;
      left = combine(left, sign, this.expression(strength + 1));
    }
    this.depth--;
    return left;
  }

  private unary(): Value {
    let negative = false;
    while (this.sees("-", "+")) {
      if (this.sees("-")) negative = !negative;
      this.at++;
    }
    const value = this.trailers(this.atom());
    if (!negative) return value;
    return value.kind === "number" ? numberValue(-value.number) : UNKNOWN;
  }

  private atom(): Value {
    const token = this.tokens[this.at++];
    if (!token) return UNKNOWN;
    if (token.kind === "number") return numberValue(Number(token.value));
    if (token.kind === "text") return { kind: "text", text: token.value };
    if (token.kind === "name") return this.scope.variable(token.value) ?? { kind: "path", path: token.value };
    if (token.value === "(" || token.value === "[") return this.bracketed(token.value === "(" ? ")" : "]");
    if (token.value === "{") return this.braces();
    return UNKNOWN;
  }

  private bracketed(closer: string): Value {
    const items: Value[] = [];
    let comma = false;
    while (!this.done && !this.takes(closer)) {
      items.push(this.expression());
      if (this.takes(",")) comma = true;
      else if (!this.sees(closer)) {
        // A comprehension, a condition: not followed.
        this.skipTo(closer);
        return UNKNOWN;
      }
    }
    const [only] = items;
    return closer === ")" && !comma && only ? only : listValue(items);
  }

  private braces(): Value {
    const entries = new Map<string, Value>();
    while (!this.done && !this.takes("}")) {
      const key = this.expression();
      const value = this.takes(":") ? this.expression() : null;
      if (value === null || !(this.takes(",") || this.sees("}"))) {
        this.skipTo("}");
        return UNKNOWN;
      }
      if (key.kind === "text") entries.set(key.text, value);
    }
    return { kind: "record", entries };
  }

  private trailers(start: Value): Value {
    let value = start;
    for (;;) {
      if (this.takes(".")) {
        const name = this.tokens[this.at++]?.value ?? "";
        value = this.scope.attribute(value, name);
      } else if (this.takes("(")) value = this.scope.call(value, this.arguments());
      else if (this.takes("[")) value = this.subscript(value);
      else return value;
    }
  }

  private arguments(): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    while (!this.done && !this.takes(")")) {
      const name = this.tokens[this.at];
      const isNamed = name?.kind === "name" && this.tokens[this.at + 1]?.value === "=";
      if (isNamed) this.at += 2;
      const spread = !isNamed && this.takes("*");
      const value = this.argument();
      if (isNamed) named.set(name.value, value);
      else if (spread) positional.push(...(value.kind === "list" ? value.items : [UNKNOWN]));
      else positional.push(value);
    }
    return { positional, named };
  }

  private argument(): Value {
    const value = this.expression();
    if (this.takes(",") || this.sees(")")) return value;
    this.skipTo(")", false);
    return UNKNOWN;
  }

  private subscript(self: Value): Value {
    const parts: Value[] = [];
    while (!this.done && !this.takes("]")) {
      const from = this.sees(":") ? UNKNOWN : this.expression();
      parts.push(
        this.takes(":") ? { kind: "slice", from, to: this.sees("]", ",") ? UNKNOWN : this.expression() } : from,
      );
      if (!this.takes(",") && !this.sees("]")) {
        this.skipTo("]");
        return UNKNOWN;
      }
    }
    return indexed(self, parts, this.scope);
  }

  /** On past the matching closer, or up to it. */
  private skipTo(closer: string, past = true): void {
    for (let depth = 0; !this.done; this.at++) {
      const value = this.tokens[this.at]?.kind === "sign" ? this.tokens[this.at]?.value : "";
      if (depth === 0 && value === closer) {
        if (past) this.at++;
        return;
      }
      if (value === "(" || value === "[" || value === "{") depth++;
      if (value === ")" || value === "]" || value === "}") depth--;
      if (depth < 0) return;
    }
  }

  private sign(): string {
    const token = this.tokens[this.at];
    return token?.kind === "sign" ? token.value : "";
  }

  sees(...signs: readonly string[]): boolean {
    return signs.includes(this.sign());
  }

  takes(sign: string): boolean {
    if (this.sign() !== sign) return false;
    this.at++;
    return true;
  }
}

function combine(left: Value, sign: string, right: Value): Value {
  if (left.kind === "list" && right.kind === "list" && sign === "+") return listValue([...left.items, ...right.items]);
  if (left.kind !== "number" || right.kind !== "number") return UNKNOWN;
  const [a, b] = [left.number, right.number];
  switch (sign) {
    case "+":
      return numberValue(a + b);
    case "-":
      return numberValue(a - b);
    case "*":
      return numberValue(a * b);
    case "/":
      return numberValue(a / b);
    case "//":
      return numberValue(Math.floor(a / b));
    default:
      return numberValue(a - b * Math.floor(a / b));
  }
}

/** A list's item, or the part of a picture that `[y1:y2, x1:x2]` is. */
function indexed(self: Value, parts: readonly Value[], scope: Scope): Value {
  const [first, second] = parts;
  if (self.kind === "list" && first?.kind === "number") return self.items.at(Math.trunc(first.number)) ?? UNKNOWN;
  if (self.kind === "list" && first?.kind === "slice" && first.from.kind === "unknown" && first.to.kind === "number")
    return listValue(self.items.slice(0, first.to.number));
  if (self.kind !== "picture" || first?.kind !== "slice" || second?.kind !== "slice") return UNKNOWN;
  const bounds = [first, second].map(({ from, to }, i) => [
    from.kind === "number" ? from.number : 0,
    to.kind === "number" ? to.number : i === 0 ? self.height : self.width,
  ]);
  const [[y1 = 0, y2 = 0] = [], [x1 = 0, x2 = 0] = []] = bounds;
  return scope.cut(self, [x1, y1, x2, y2]);
}
