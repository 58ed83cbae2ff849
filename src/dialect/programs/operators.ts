import { isSameValue, listValue, numberValue, truthOf, truthValue, UNKNOWN, type Value } from "./value";

// What Python's operators make of values that are known.

/** How strongly each binds; comparisons and words such as `and` bind less than all of these. */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  "+": 1,
  "-": 1,
  "*": 2,
  "/": 2,
  "//": 2,
  "%": 2,
};

export function combine(left: Value, sign: string, right: Value): Value {
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
      return numberValue(wholeQuotient(a, b));
    case "**":
      return numberValue(a ** b);
    default:
      return numberValue(remainder(a, b));
  }
}

/** What is left has the sign of the divisor, unlike here. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** What is left is taken off before it is divided, as CPython does it: the quotient alone may be one too large. */
function wholeQuotient(a: number, b: number): number {
  const quotient = (a - remainder(a, b)) / b;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

export const COMPARISONS: ReadonlySet<string> = new Set([
  "==",
  "!=",
  "<",
  ">",
  "<=",
  ">=",
  "in",
  "not in",
  "is",
  "is not",
]);

export function compare(left: Value, sign: string, right: Value): Value {
  const isNegated = sign === "!=" || sign === "not in" || sign === "is not";
  const truth = sign === "in" || sign === "not in" ? holds(right, left) : related(left, sign, right);
  return truth === null ? UNKNOWN : truthValue(truth !== isNegated);
}

/** Whether a list or a text has something in it; null where that is not known. */
function holds(whole: Value, part: Value): boolean | null {
  if (whole.kind === "text" && part.kind === "text") return whole.text.includes(part.text);
  if (whole.kind === "record" && part.kind === "text") return whole.entries.has(part.text);
  if (whole.kind !== "list" || !isPlain(part) || !whole.items.every(isPlain)) return null;
  return whole.items.some((item) => isSameValue(item, part));
}

function related(left: Value, sign: string, right: Value): boolean | null {
  if (left.kind === "number" && right.kind === "number" && /^[<>]/.test(sign)) {
    const [a, b] = [left.number, right.number];
    if (sign === "<") return a < b;
    if (sign === ">") return a > b;
    return sign === "<=" ? a <= b : a >= b;
  }
  if (/^[<>]/.test(sign)) return null;
  if (left.kind === "none" || right.kind === "none")
    return isKnown(left) && isKnown(right) ? left.kind === right.kind : null;
  return isPlain(left) && isPlain(right) ? isSameValue(left, right) : null;
}

const isPlain = ({ kind }: Value): boolean => kind === "number" || kind === "text" || kind === "none";
const isKnown = (value: Value): boolean => isPlain(value) || value.kind === "list" || value.kind === "picture";

/** `not value` */
export function negated(value: Value): Value {
  const truth = truthOf(value);
  return truth === null ? UNKNOWN : truthValue(!truth);
}

/** `left and right`, `left or right`: the one that decides. */
export function joined(left: Value, word: "and" | "or", right: Value): Value {
  const truth = truthOf(left);
  if (truth === null) return UNKNOWN;
  return truth === (word === "and") ? right : left;
}
