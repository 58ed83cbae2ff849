import { COMPARISONS, combine, compare, joined, negated, PRECEDENCE } from "./operators";
import type { PythonToken } from "./tokens";
import { listValue, NONE, numberValue, type Picture, truthOf, truthValue, UNKNOWN, type Value } from "./value";

/** What a call is made with. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What an expression leans on: variables, and what calls and attributes come to. */
export interface Scope {
  variable(name: string): Value | null;
  assign(target: readonly PythonToken[], value: Value): void;
  attribute(self: Value, name: string): Value;
  call(callee: Value, args: Arguments): Value;
  /** `picture[y1:y2, x1:x2]`, given as corners; null where the picture or they are not known. */
  cut(picture: Picture | null, corners: readonly number[] | null): Value;
  /** Runs something whose variables are its own. */
  within<T>(run: () => T): T;
  /** Whether one step more may be taken: a short program can ask for more than can be done. */
  mayGoOn(): boolean;
}

const MAX_DEPTH = 60;
const CONSTANTS: ReadonlyMap<string, Value> = new Map([
  ["True", truthValue(true)],
  ["False", truthValue(false)],
  ["None", NONE],
]);

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

  /** `value if condition else other`, or what has no choice in it. */
  expression(): Value {
    if (++this.depth > MAX_DEPTH || !this.scope.mayGoOn()) {
      this.at = this.tokens.length;
      this.depth--;
      return UNKNOWN;
    }
    const value = this.disjunction();
    const chosen = this.takesWord("if") ? this.choice(value) : value;
    this.depth--;
    return chosen;
  }

  private choice(value: Value): Value {
    const truth = truthOf(this.disjunction());
    if (!this.takesWord("else")) return UNKNOWN;
    const other = this.expression();
    return truth === null ? UNKNOWN : truth ? value : other;
  }

  private disjunction(): Value {
    let left = this.conjunction();
    while (this.takesWord("or")) left = joined(left, "or", this.conjunction());
    return left;
  }

  private conjunction(): Value {
    let left = this.negation();
    while (this.takesWord("and")) left = joined(left, "and", this.negation());
    return left;
  }

  private negation(): Value {
    let negative = false;
    while (this.takesWord("not")) negative = !negative;
    const value = this.comparison();
    return negative ? negated(value) : value;
  }

  /** `a < b < c` is both at once. */
  private comparison(): Value {
    let left = this.arithmetic(1);
    let whole: Value | null = null;
    for (let sign = this.comparisonSign(); sign !== null; sign = this.comparisonSign()) {
      const right = this.arithmetic(1);
      const found = compare(left, sign, right);
      whole = whole ? joined(whole, "and", found) : found;
      left = right;
    }
    return whole ?? left;
  }

  private comparisonSign(): string | null {
    const [first = "", second = ""] = [this.word(0), this.word(1)];
    const pair = `${first} ${second}`;
    const sign = COMPARISONS.has(pair) ? pair : first;
    // The `in` of a loop or a comprehension is taken before an expression is begun.
    if (!COMPARISONS.has(sign)) return null;
    this.at += sign === pair ? 2 : 1;
    return sign;
  }

  private arithmetic(level: number): Value {
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
      left = combine(left, sign, this.arithmetic(strength + 1));
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
    const value = this.power();
    if (!negative) return value;
    return value.kind === "number" ? numberValue(-value.number) : UNKNOWN;
  }

  /** It binds more than the sign before it, and less than that of its exponent: `-2 ** -1` is `-(2 ** (-1))`. */
  private power(): Value {
    const base = this.trailers(this.atom());
    if (!this.takes("**")) return base;
    if (++this.depth > MAX_DEPTH) this.at = this.tokens.length;
    const value = combine(base, "**", this.unary());
    this.depth--;
    return value;
  }

  private atom(): Value {
    const token = this.tokens[this.at++];
    if (!token) return UNKNOWN;
    if (token.kind === "number") return numberValue(Number(token.value));
    if (token.kind === "text") return this.text(token);
    if (token.kind === "name")
      return CONSTANTS.get(token.value) ?? this.scope.variable(token.value) ?? { kind: "path", path: token.value };
    if (token.value === "(" || token.value === "[") return this.bracketed(token.value === "(" ? ")" : "]");
    if (token.value === "{") return this.braces();
    return UNKNOWN;
  }

  /** Texts that stand next to each other are one. */
  private text(first: PythonToken): Value {
    let { value: text, isFormatted = false } = first;
    for (let next = this.tokens[this.at]; next?.kind === "text"; next = this.tokens[++this.at]) {
      text += next.value;
      isFormatted ||= next.isFormatted ?? false;
    }
    return isFormatted ? UNKNOWN : { kind: "text", text };
  }

  private bracketed(closer: string): Value {
    const items: Value[] = [];
    let comma = false;
    const start = this.at;
    while (!this.done && !this.takes(closer)) {
      items.push(this.expression());
      if (items.length === 1 && this.takesWord("for")) {
        const made = this.comprehension(start, closer);
        this.takes(closer);
        return made;
      }
      if (this.takes(",")) comma = true;
      else if (!this.sees(closer)) {
        this.skipTo(closer);
        return UNKNOWN;
      }
    }
    const [only] = items;
    return closer === ")" && !comma && only ? only : listValue(items);
  }

  /**
   * `part * 2 for part in parts`, up to its closer: the part is evaluated again for each item. Conditions are not followed.
   */
  private comprehension(start: number, closer: string): Value {
    const from = this.at;
    while (!this.done && this.word(0) !== "in") this.at++;
    const target = this.tokens.slice(from, this.at++);
    const of = this.expression();
    const isWhole = this.sees(closer);
    if (!isWhole) this.skipTo(closer, false);
    const end = this.at;
    if (!isWhole || of.kind !== "list") return UNKNOWN;
    if (of.items.length > MOST_REPEATED) return UNKNOWN;
    const again = (item: Value): Value => {
      this.scope.assign(target, item);
      this.at = start;
      return this.expression();
    };
    const items = this.scope.within(() => of.items.map(again));
    this.at = end;
    return listValue(items);
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
    const start = this.at;
    const value = this.expression();
    if (this.takesWord("for")) return this.comprehension(start, ")");
    if (this.takes(",") || this.sees(")")) return value;
    this.skipTo(")", false);
    return UNKNOWN;
  }

  private subscript(self: Value): Value {
    const parts: Value[] = [];
    while (!this.done && !this.takes("]")) {
      const from = this.sees(":") ? NONE : this.expression();
      parts.push(this.takes(":") ? { kind: "slice", from, to: this.sees("]", ",") ? NONE : this.expression() } : from);
      if (!this.takes(",") && !this.sees("]")) {
        this.skipTo("]");
        return self.kind === "picture" ? this.scope.cut(self, null) : UNKNOWN;
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

  /** A sign or a word, so many tokens ahead. */
  private word(ahead: number): string {
    const token = this.tokens[this.at + ahead];
    return token?.kind === "sign" || token?.kind === "name" ? token.value : "";
  }

  private takesWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "name" || token.value !== word) return false;
    this.at++;
    return true;
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

/** A loop or a comprehension over more than this is not followed. */
export const MOST_REPEATED = 200;

/** A list's item or part, a record's entry, or the part of a picture that `[y1:y2, x1:x2]` is. */
function indexed(self: Value, parts: readonly Value[], scope: Scope): Value {
  const [first, second] = parts;
  if (self.kind === "record" && first?.kind === "text") return self.entries.get(first.text) ?? UNKNOWN;
  if (self.kind === "list" && first?.kind === "number") {
    const item = self.items.at(Math.trunc(first.number)) ?? UNKNOWN;
    // numpy's `matrix[row, column]`.
    return second === undefined ? item : indexed(item, parts.slice(1), scope);
  }
  if (self.kind === "list" && first?.kind === "slice") {
    const bounds = boundsOf(first, self.items.length);
    return bounds ? listValue(self.items.slice(bounds[0], bounds[1])) : UNKNOWN;
  }
  if (self.kind === "unknown" && first?.kind === "slice" && second?.kind === "slice") return scope.cut(null, null);
  if (self.kind !== "picture" || first?.kind !== "slice") return UNKNOWN;
  // Rows alone are the whole width of them.
  const across = second?.kind === "slice" ? second : { from: NONE, to: NONE };
  const rows = boundsOf(first, self.height);
  const columns = second === undefined || second.kind === "slice" ? boundsOf(across, self.width) : null;
  return scope.cut(self, rows && columns && [columns[0], rows[0], columns[1], rows[1]]);
}

/** Where a slice begins and ends in something of that length: what is left out is its end, what is below 0 counts back. */
function boundsOf({ from, to }: { readonly from: Value; readonly to: Value }, length: number): [number, number] | null {
  const bound = (value: Value, left: number): number | null => {
    if (value.kind === "none") return left;
    if (value.kind !== "number") return null;
    return Math.min(Math.max(value.number < 0 ? value.number + length : value.number, 0), length);
  };
  const [start, end] = [bound(from, 0), bound(to, length)];
  return start === null || end === null ? null : [start, end];
}
