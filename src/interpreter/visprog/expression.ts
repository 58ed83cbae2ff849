import { err, ok, type Result } from "../../base";
import type { Scalar } from "../value";

// EVAL of allenai/visprog (engine/step_interpreters.py at 9626868) puts the values of earlier lines into its text and
// hands that to Python's `eval`. Here the text is read by a grammar that has what the published prompts write, and no more:
// choices, and, or, not, comparisons (xor stands for !=), sums and products of numbers, texts, truth values and names.

export interface ExpressionRefusal {
  readonly code: "expression-unread" | "expression-operands" | "no-such-name";
  readonly detail: string;
}

const TOKEN =
  /\s*(?:(?<name>\{\s*\w+\s*\})|(?<number>\d+\.?\d*|\.\d+)|(?<text>'[^']*'|"[^"]*")|(?<word>[A-Za-z_]\w*)|(?<sign>==|!=|<=|>=|\/\/|[<>+\-*/%()]))/y;
const WORDS = new Set(["if", "else", "and", "or", "not", "xor", "in", "True", "False"]);
const COMPARES = new Set(["==", "!=", "<", ">", "<=", ">=", "xor", "in"]);
/** Nobody nests as deep; the stack of the page is not for a program to fill. */
const MOST_DEEP = 100;
/** Lines that double a text would else double it two hundred times. */
const MOST_CHARACTERS = 10_000;

interface Token {
  readonly kind: "name" | "value" | "sign";
  readonly text: string;
  readonly value?: Scalar;
}

/** The value of an expression; `{NAME}` asks `lookUp`, which has null for a name that is not there. */
export function evaluate(text: string, lookUp: (name: string) => Scalar | null): Result<Scalar, ExpressionRefusal> {
  try {
    return ok(new Evaluator(tokensOf(text, lookUp), lookUp).whole());
  } catch (thrown) {
    // The one thing that is thrown here on purpose: recursive descent would else ask after each call.
    if (thrown instanceof Unread) return err(thrown.refusal);
    throw thrown;
  }
}

/** As EVAL puts values into its text: yes and no are truth values there, digits are numbers. */
export function asOperand(value: Scalar): Scalar {
  if (value === "yes" || value === "no") return value === "yes";
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

class Unread extends Error {
  readonly refusal: ExpressionRefusal;

  constructor(code: ExpressionRefusal["code"], detail: string) {
    super(code);
    this.refusal = { code, detail: detail.slice(0, 100) };
  }
}

function tokensOf(text: string, lookUp: (name: string) => Scalar | null): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw new Unread("expression-unread", text.slice(at).trim());
    at = TOKEN.lastIndex;
    tokens.push(tokenOf(groups, lookUp));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, lookUp: (name: string) => Scalar | null): Token {
  const { name, number, text, word, sign } = groups;
  if (name !== undefined) return { kind: "name", text: name.slice(1, -1).trim() };
  if (number !== undefined) return { kind: "value", text: number, value: Number(number) };
  if (text !== undefined) return { kind: "value", text, value: filled(text.slice(1, -1), lookUp) };
  if (word === "True" || word === "False") return { kind: "value", text: word, value: word === "True" };
  if (word !== undefined && !WORDS.has(word)) throw new Unread("expression-unread", word);
  return { kind: "sign", text: word ?? sign ?? "" };
}

/** A text with the names in braces in it replaced, as Python's `format` does in quotes too. */
function filled(text: string, lookUp: (name: string) => Scalar | null): string {
  let length = text.length;
  return text.replaceAll(/\{\s*(\w+)\s*\}/g, (_, name: string) => {
    const value = lookUp(name);
    if (value === null) throw new Unread("no-such-name", name);
    const said = typeof value === "boolean" ? (value ? "True" : "False") : String(value);
    length += said.length;
    if (length > MOST_CHARACTERS) throw new Unread("expression-operands", name);
    return said;
  });
}

/** Python's grammar, from the loosest binding to the tightest. */
class Evaluator {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly lookUp: (name: string) => Scalar | null;

  constructor(tokens: readonly Token[], lookUp: (name: string) => Scalar | null) {
    this.tokens = tokens;
    this.lookUp = lookUp;
  }

  whole(): Scalar {
    const value = this.choice();
    const left = this.tokens[this.at];
    if (left) throw new Unread("expression-unread", left.text);
    return value;
  }

  private choice(): Scalar {
    if (++this.depth > MOST_DEEP) throw new Unread("expression-unread", "(");
    const value = this.or();
    if (this.takes("if")) {
      const condition = this.or();
      if (!this.takes("else")) this.unread();
      const other = this.choice();
      this.depth--;
      return truthOf(condition) ? value : other;
    }
    this.depth--;
    return value;
  }

  private or(): Scalar {
    let value = this.and();
    while (this.takes("or")) {
      const other = this.and();
      value = truthOf(value) ? value : other;
    }
    return value;
  }

  private and(): Scalar {
    let value = this.not();
    while (this.takes("and")) {
      const other = this.not();
      value = truthOf(value) ? other : value;
    }
    return value;
  }

  private not(): Scalar {
    let isTurned = false;
    let isNegation = false;
    while (this.takes("not")) {
      isTurned = !isTurned;
      isNegation = true;
    }
    const value = this.comparison();
    return isNegation ? truthOf(value) !== isTurned : value;
  }

  /** `a < b == c` holds where both hold, as in Python. */
  private comparison(): Scalar {
    const first = this.sum();
    let left = first;
    let holds: boolean | null = null;
    for (;;) {
      const isNegated = this.peeks("not") && this.tokens[this.at + 1]?.text === "in";
      if (isNegated) this.at++;
      const sign = this.peek();
      if (sign === null || !COMPARES.has(sign)) return holds ?? first;
      this.at++;
      const right = this.sum();
      holds = (holds ?? true) && compare(sign, left, right) !== isNegated;
      left = right;
    }
  }

  private sum(): Scalar {
    let value = this.product();
    for (let sign = this.peek(); sign === "+" || sign === "-"; sign = this.peek()) {
      this.at++;
      value = combine(sign, value, this.product());
    }
    return value;
  }

  private product(): Scalar {
    let value = this.signed();
    for (let sign = this.peek(); sign !== null && ["*", "/", "//", "%"].includes(sign); sign = this.peek()) {
      this.at++;
      value = combine(sign, value, this.signed());
    }
    return value;
  }

  private signed(): Scalar {
    let times = 1;
    let isSigned = false;
    for (let sign = this.peek(); sign === "-" || sign === "+"; sign = this.peek()) {
      this.at++;
      isSigned = true;
      if (sign === "-") times = -times;
    }
    const value = this.atom();
    return isSigned ? combine("*", times, value) : value;
  }

  private atom(): Scalar {
    const token = this.tokens[this.at];
    if (token?.kind === "value" && token.value !== undefined) {
      this.at++;
      return token.value;
    }
    if (token?.kind === "name") {
      this.at++;
      const value = this.lookUp(token.text);
      if (value === null) throw new Unread("no-such-name", token.text);
      return asOperand(value);
    }
    if (!this.takes("(")) this.unread();
    const value = this.choice();
    if (!this.takes(")")) this.unread();
    return value;
  }

  private peek(): string | null {
    const token = this.tokens[this.at];
    return token?.kind === "sign" ? token.text : null;
  }

  private peeks(sign: string): boolean {
    return this.peek() === sign;
  }

  private takes(sign: string): boolean {
    if (!this.peeks(sign)) return false;
    this.at++;
    return true;
  }

  private unread(): never {
    throw new Unread("expression-unread", this.tokens[this.at]?.text ?? "");
  }
}

const truthOf = (value: Scalar): boolean => value !== false && value !== 0 && value !== "";
const asNumber = (value: Scalar): Scalar => (typeof value === "boolean" ? Number(value) : value);

function compare(sign: string, left: Scalar, right: Scalar): boolean {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (sign === "==") return a === b;
  if (sign === "!=" || sign === "xor") return a !== b;
  if (sign === "in" && typeof a === "string" && typeof b === "string") return b.includes(a);
  if (sign === "in" || typeof a !== typeof b) throw new Unread("expression-operands", sign);
  if (sign === "<") return a < b;
  if (sign === ">") return a > b;
  return sign === "<=" ? a <= b : a >= b;
}

function combine(sign: string, left: Scalar, right: Scalar): Scalar {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (sign === "+" && typeof a === "string" && typeof b === "string" && a.length + b.length <= MOST_CHARACTERS)
    return a + b;
  if (typeof a !== "number" || typeof b !== "number") throw new Unread("expression-operands", sign);
  const value = arithmetic(sign, a, b);
  if (!Number.isFinite(value)) throw new Unread("expression-operands", sign);
  return value;
}

/** Python's whole division and remainder go by the sign of the divisor. */
function arithmetic(sign: string, a: number, b: number): number {
  switch (sign) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "//":
      return Math.floor(a / b);
    default:
      return a - b * Math.floor(a / b);
  }
}
