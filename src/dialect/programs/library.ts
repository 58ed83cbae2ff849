import { type Arguments, MOST_REPEATED } from "./expression";
import { flatNumbers, listValue, numberIn, numberValue, UNKNOWN, type Value } from "./value";

// Python's own functions, and those of `math` and numpy, as far as they make numbers of numbers.

type Function = (values: readonly Value[]) => Value;

const FUNCTIONS: Readonly<Record<string, Function>> = {
  min: (values) => ofNumbers(values, (numbers) => Math.min(...numbers)),
  max: (values) => ofNumbers(values, (numbers) => Math.max(...numbers)),
  sum: (values) => ofNumbers(values, (numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  abs: (values) => ofNumbers(values, ([first = 0]) => Math.abs(first)),
  sqrt: (values) => ofNumbers(values, ([first = 0]) => Math.sqrt(first)),
  floor: (values) => ofNumbers(values, ([first = 0]) => Math.floor(first)),
  ceil: (values) => ofNumbers(values, ([first = 0]) => Math.ceil(first)),
  int: ([first]) => (isNumberText(first) ? numberValue(Math.trunc(Number(first.text))) : whole(first)),
  float: ([first]) => (isNumberText(first) ? numberValue(Number(first.text)) : (first ?? UNKNOWN)),
  round: ([first, digits]) =>
    ofNumbers([first ?? UNKNOWN], ([number = 0]) => roundedTo(number, Math.trunc(numberIn(digits) ?? 0))),
  len: ([first]) => {
    if (first?.kind === "list") return numberValue(first.items.length);
    return first?.kind === "text" ? numberValue([...first.text].length) : UNKNOWN;
  },
  range: (values) => {
    const numbers = flatNumbers(listValue(values));
    return numbers ? rangeOf(numbers) : UNKNOWN;
  },
  enumerate: ([first]) =>
    first?.kind === "list" ? listValue(first.items.map((item, i) => listValue([numberValue(i), item]))) : UNKNOWN,
  zip: (values) => {
    const lists = values.flatMap((value) => (value.kind === "list" ? [value.items] : []));
    if (lists.length < values.length || lists.length === 0) return UNKNOWN;
    const shortest = Math.min(...lists.map((items) => items.length));
    return listValue(Array.from({ length: shortest }, (_, i) => listValue(lists.map((items) => items[i] ?? UNKNOWN))));
  },
  map: ([made, of]) => {
    const name = made?.kind === "path" && Object.hasOwn(FUNCTIONS, made.path) ? FUNCTIONS[made.path] : undefined;
    return name && of?.kind === "list" ? listValue(of.items.map((item) => name([item]))) : UNKNOWN;
  },
  sorted: ([first]) => {
    const numbers = first?.kind === "list" ? flatNumbers(first) : null;
    return numbers ? listValue([...numbers].sort((a, b) => a - b).map(numberValue)) : UNKNOWN;
  },
};

/** What a function of that name makes of its arguments; null where it is none of these. */
export function callLibrary(name: string, { positional, named }: Arguments): Value | null {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) return null;
  // A key to sort by, a default: not followed.
  return named.size > 0 ? UNKNOWN : known(positional);
}

function ofNumbers(values: readonly Value[], made: (numbers: readonly number[]) => number): Value {
  const numbers = flatNumbers(listValue(values));
  return numbers && numbers.length > 0 ? numberValue(made(numbers)) : UNKNOWN;
}

const isNumberText = (value: Value | undefined): value is Extract<Value, { kind: "text" }> =>
  value?.kind === "text" && /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(value.text);

const whole = (value: Value | undefined): Value =>
  value?.kind === "number" ? numberValue(Math.trunc(value.number)) : UNKNOWN;

/**
 * Python rounds what a number is, to the last digit, and not what comes of it when it is made larger first; halves go to
 * the even digit.
 */
function roundedTo(value: number, digits: number): number {
  if (digits < 0 || digits > 15 || Math.abs(value) > 1e15) return Number.NaN;
  const exact = Math.abs(value).toFixed(80);
  const point = exact.indexOf(".");
  const isHalf = /^50*$/.test(exact.slice(point + 1 + digits));
  const kept = exact.slice(0, point + 1 + digits);
  const isEven = /[02468]\.?$/.test(kept);
  const rounded = isHalf && isEven ? Number(kept) : Number(Math.abs(value).toFixed(digits));
  return Math.sign(value) * rounded + 0;
}

function rangeOf(numbers: readonly number[]): Value {
  const [from = 0, to = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const length = Math.ceil((to - from) / step);
  if (!Number.isFinite(length) || length > MOST_REPEATED) return UNKNOWN;
  return listValue(Array.from({ length: Math.max(0, length) }, (_, i) => numberValue(from + i * step)));
}
