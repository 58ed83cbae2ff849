import { type JudgePlan, type MethodName, type MethodPlan, USUAL_METHODS } from "../../driver";
import { MULBERRY } from "../../search";
import type { SearchAsked } from "../../workspace/search";

/** What stands in the form before anybody changed it. */
export const USUAL: SearchAsked = {
  method: USUAL_METHODS["best-of-n"],
  judge: { kind: "reward", reward: "gym-reward", completions: 1 },
  temperatures: [1],
  topP: 1,
  budget: { tokens: null, millis: null, nodes: null },
  seed: 1,
};

/** Actors of CoMCTS are to differ: one model at as many temperatures. */
const COMCTS_TEMPERATURES = Array.from({ length: MULBERRY.models }, (_, i) => 0.7 + 0.2 * i).map((each) =>
  Number(each.toFixed(1)),
);

/** The same with another method, and the temperatures that suit it. */
export function withMethod(asked: SearchAsked, name: MethodName): SearchAsked {
  const method = USUAL_METHODS[name];
  const { actors: _, ...rest } = asked;
  const temperatures = name === "comcts" ? COMCTS_TEMPERATURES : name === "coordinate-beam" ? [0] : [1];
  // Only CoMCTS is told who acts beside the model.
  return { ...(name === "comcts" ? asked : rest), method: suited(method, asked.judge), temperatures };
}

export const withJudge = (asked: SearchAsked, judge: JudgePlan): SearchAsked => ({
  ...asked,
  judge,
  method: suited(asked.method, judge),
});

/** What counts as weak hangs on who rates: half of a reward of 1, a token as likely as all others together, five of ten. */
function suited(method: MethodPlan, judge: JudgePlan): MethodPlan {
  if (method.name !== "swires") return method;
  return { ...method, cutoff: judge.kind === "likelihood" ? Math.log(0.5) : 0.5 };
}

/** The numbers of a method that a person may change, by their names. */
export const numbersOf = (method: MethodPlan): readonly (readonly [name: string, value: number])[] =>
  Object.entries(method).flatMap(([name, value]) =>
    typeof value === "number" && name !== "cutoff" && name !== "exploration" ? [[name, value] as const] : [],
  );

/** The method with another number. A name that it does not have changes nothing. */
export function withNumber(method: MethodPlan, name: string, value: number): MethodPlan {
  return name in method ? { ...method, [name]: value } : method;
}

/** "0.7, 1": numbers from 0 to 10. Null where the text is something else. */
export function temperaturesIn(text: string): number[] | null {
  const numbers = text.split(/[,\s，]+/).filter((part) => part !== "");
  const values = numbers.map(Number);
  const isGood = values.length > 0 && values.length <= 64 && values.every((value) => value >= 0 && value <= 10);
  return isGood ? values : null;
}
