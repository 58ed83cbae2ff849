/** A function, the object it is done to, and the value it takes, as in `change_color(2, 'red')`. */
export type FunctionCall = readonly [name: string, object: string, value: string];

/** The calls in a text, in their order, with repeats. */
export const functionsIn = (text: string): readonly FunctionCall[] =>
  // From the beginning of a word only, or a word of a million letters is searched from each of them.
  [...text.matchAll(/(?<![\p{L}\p{N}_])([\p{L}\p{N}_]+)\(([\p{L}\p{N}_]+),\s*'?([\p{L}\p{N}_]+)'?\)/gu)].map(
    ([, name = "", object = "", value = ""]) => [name, object, value],
  );

/** What a match is worth: whole, by function and object, by function and value, by function. */
export interface FunctionWeights {
  readonly whole: number;
  readonly object: number;
  readonly value: number;
  readonly name: number;
}

export const FUNCTION_WEIGHTS = {
  partial: { whole: 1, object: 0.5, value: 0.5, name: 0.25 },
  full: { whole: 1, object: 0, value: 0, name: 0 },
  penalty: { whole: 1, object: -0.25, value: -0.25, name: -0.5 },
} as const satisfies Record<string, FunctionWeights>;

/** Longer lists than this are cut: matching is quadratic, and no question of the data has more than a handful. */
const LONGEST_LIST = 1000;

/**
 * How well the calls said match the right ones: each is used once, whole matches first, then those by function and
 * object, by function and value, by function. Repeats are dropped and cost their share; the order does not matter.
 * Where several partial matches are possible the code takes them in the order of a Python set, which differs from run
 * to run; here it is the order in which they were said.
 */
export function functionScore(said: string, right: string, weights: FunctionWeights): number {
  const calls = functionsIn(said).slice(0, LONGEST_LIST);
  const known = distinct(functionsIn(right).slice(0, LONGEST_LIST));
  const unique = distinct(calls);
  if (unique.length === 0 || known.length === 0) return 0;
  const open = { said: [...unique], right: [...known] };
  const total =
    weights.whole * take(open, (a, b) => a[0] === b[0] && a[1] === b[1] && a[2] === b[2]) +
    weights.object * take(open, (a, b) => a[0] === b[0] && a[1] === b[1]) +
    weights.value * take(open, (a, b) => a[0] === b[0] && a[2] === b[2]) +
    weights.name * take(open, (a, b) => a[0] === b[0]);
  return (unique.length / calls.length / Math.max(unique.length, known.length)) * total;
}

const distinct = (calls: readonly FunctionCall[]): readonly FunctionCall[] => [
  ...new Map(calls.map((call) => [call.join(" "), call])).values(),
];

/** Takes out of both lists what matches, and says how many. */
function take(
  open: { said: FunctionCall[]; right: FunctionCall[] },
  matches: (a: FunctionCall, b: FunctionCall) => boolean,
): number {
  const before = open.said.length;
  open.said = open.said.filter((call) => {
    const at = open.right.findIndex((other) => matches(call, other));
    if (at >= 0) open.right.splice(at, 1);
    return at < 0;
  });
  return before - open.said.length;
}
