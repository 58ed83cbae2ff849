// Builders for tests of programs of modules.
import type { FoundMark, ImageId } from "../action";
import { imagePoint } from "../geometry";
import { planCall, readProgram, restAfter } from "./interpret";
import type { Doing, ModuleSystem } from "./module";
import type { Call, Given, Refusal } from "./program";
import type { Corners, Value } from "./value";

export const PICTURE = "a".repeat(64) as ImageId;
export const SIZE = { width: 400, height: 300 } as const;
export const given: Given = {
  names: new Map([["IMAGE", { kind: "image", image: PICTURE, size: SIZE }]]),
  question: "What is there?",
};

/** A mark around a box, as a tool gives it. */
export const mark = (
  [left, top, right, bottom]: Corners,
  words: string,
  confidence: number | null = 0.9,
): FoundMark => ({
  outline: [imagePoint(left, top), imagePoint(right, top), imagePoint(right, bottom), imagePoint(left, bottom)],
  words,
  confidence,
});

/** What tools find and a model says in a test, by the call that asks. */
export interface Answers {
  readonly found?: (words: string) => readonly FoundMark[];
  readonly said?: (text: string, i: number) => string;
}

/** Runs a program with what a test has found and said: every doing with its value, up to the refusal that ends it. */
export function walk(
  source: string,
  system: ModuleSystem,
  answers: Answers = {},
  begin: Given = given,
): {
  readonly doings: readonly Doing[];
  readonly values: ReadonlyMap<string, Value>;
  readonly refusal: Refusal | null;
} {
  const program = readProgram(source, begin, system);
  const doings: Doing[] = [];
  const values = new Map(begin.names);
  if (!program.ok) return { doings, values, refusal: program.error };
  let rest: readonly Call[] = program.value;
  for (let [call, ...more] = rest; call; [call, ...more] = rest) {
    const doing = planCall(call, values, system);
    if (!doing.ok) return { doings, values, refusal: doing.error };
    doings.push(doing.value);
    const value = cameOf(doing.value, answers);
    values.set(call.output, value);
    rest = restAfter(call, value, more, begin, system);
  }
  return { doings, values, refusal: null };
}

function cameOf(doing: Doing, { found = () => [], said = () => "" }: Answers): Value {
  switch (doing.kind) {
    case "show": {
      const { width, height } = doing.action.kind === "zoom" ? doing.action.box : SIZE;
      return { kind: "image", image: "c".repeat(64) as ImageId, size: { width, height } };
    }
    case "find":
      return doing.read(doing.calls.flatMap(({ words }) => found(words)));
    case "ask":
      return doing.read(doing.questions.map(({ text }, i) => said(text, i)));
    case "retouch":
      return { kind: "image", image: "d".repeat(64) as ImageId, size: SIZE };
    case "give":
    case "end":
      return doing.value;
  }
}
