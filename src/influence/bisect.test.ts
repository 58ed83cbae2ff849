import { describe, expect, it } from "vitest";
import { must, ok } from "../base";
import { createNativeDialect } from "../dialect";
import { countingClockAndIds, cropExecutor, picture, problemStep, speaking } from "../runner/testing";
import { applyEdit, emptyTrace, GREEDY, lineTo, plainStep, type Step, traceIdFrom } from "../trace";
import { stepId } from "../trace/testing";
import { type BisectResult, bisect, planBisect } from "./bisect";
import { answeredLine } from "./look";
import type { InfluenceTools } from "./ports";

/** A line of thoughts that ends in an answer, as its own words. */
function lineOf(thoughts: readonly string[], answer: string) {
  const said = [
    ...thoughts.map((text) => ({ body: { kind: "thought", text } as const, raw: `<think>${text}</think>` })),
    { body: { kind: "answer", text: answer } as const, raw: `<answer>${answer}</answer>` },
  ];
  const steps: Step[] = [problemStep];
  for (const [i, { body, raw }] of said.entries())
    steps.push(
      plainStep({ id: stepId(`${i}`), parent: steps.at(-1)?.id ?? null, author: "model", atMillis: 0, body, raw }),
    );
  const edits = [
    { kind: "add-image", image: picture } as const,
    ...steps.map((step) => ({ kind: "add-step", step, index: 0 }) as const),
  ];
  const trace = must(applyEdit(emptyTrace(traceIdFrom("t"), "t"), { kind: "batch", edits }));
  return must(answeredLine(trace, lineTo(trace, steps.at(-1)?.id ?? problemStep.id)));
}

/** Goes on from the words so far; `wrongDraws` says which seeds follow a wrong thought. */
const thinking = (goOn: (said: string, seed: number | null) => string) =>
  speaking(({ turns, sampling }) => {
    const own = turns.filter(({ role }) => role === "assistant").flatMap(({ parts }) => parts);
    const said = own.map((part) => (part.kind === "text" ? part.text : "")).join("");
    return goOn(said, sampling.temperature === 0 ? null : sampling.seed);
  });

const toolsWith = (model: InfluenceTools["model"]): InfluenceTools => ({
  model,
  modelFiles: null,
  dialect: createNativeDialect({ instructions: "", marksObserved: false }),
  pictures: { ...cropExecutor, alter: async () => ok({ id: picture.id, width: 1, height: 1 }) },
  clockAndIds: countingClockAndIds(),
  limits: { turns: 2, tokensPerTurn: 200 },
});

const RERUN = { ...GREEDY, temperature: 0.5, seed: 1 };

async function bisected(line: ReturnType<typeof lineOf>, model: InfluenceTools["model"]): Promise<BisectResult> {
  const question = { line, isRight: (answer: string) => answer === "B", sampling: RERUN, seeds: 5 };
  const asking = bisect(question, toolsWith(model), new AbortController().signal);
  for (;;) {
    const { done, value } = await asking.next();
    if (!done) continue;
    const runs = value.probes.reduce((sum, { right, greedy }) => sum + right.runs + (greedy === null ? 0 : 1), 0);
    expect(runs).toBeLessThanOrEqual(planBisect(question).runs);
    return value;
  }
}

const think = (text: string): string => `<think>${text}</think>`;
const answer = (text: string): string => `<answer>${text}</answer>`;

describe("the step that broke a line", () => {
  const line = lineOf(["look left", "the cup is red", "so it is red", "red is A"], "A");

  it("is a wrong one that the model follows greedily, also where most draws recover from it", async () => {
    const model = thinking((said, seed) => {
      const misled = said.includes("the cup is red") && (seed === null || seed === 2);
      if (misled && !said.includes("so it is red")) return think("so it is red") + think("red is A") + answer("A");
      if (misled) return answer("A");
      return (said.includes("look left") ? "" : think("look left")) + think("the cup is blue") + answer("B");
    });
    const { kind, firstError, before, behind, probes } = await bisected(line, model);
    expect([kind, firstError]).toEqual(["found", stepId("1")]);
    expect([before, behind].map((side) => [side?.at, side?.greedy, side?.right.hits, side?.right.runs])).toEqual([
      [1, true, 3, 3],
      [2, false, 4, 5],
    ]);
    // What the greedy run from the problem says as the line does is not run again.
    expect(probes.map(({ at }) => at).toSorted()).toEqual([0, 1, 2]);
    const greedy = model.asked.filter(({ sampling }) => sampling.temperature === 0);
    expect(greedy).toHaveLength(2);
  });

  it("is told by draws where the model errs greedily from the problem on", async () => {
    const model = thinking((said, seed) =>
      seed === null || said.includes("so it is red") ? answer("A") : think("blue") + answer("B"),
    );
    const { kind, firstError, before, behind } = await bisected(line, model);
    expect([kind, firstError]).toEqual(["found", stepId("2")]);
    expect([before?.right, behind?.right].map((right) => [right?.hits, right?.runs])).toEqual([
      [3, 3],
      [0, 3],
    ]);
  });

  it("is none where the model does not get it right from the problem", async () => {
    const { kind, firstError } = await bisected(
      line,
      thinking(() => answer("A")),
    );
    expect([kind, firstError]).toEqual(["from-the-start", null]);
  });

  it("is the answer where the model would recover from every step", async () => {
    const { firstError } = await bisected(
      line,
      thinking(() => answer("B")),
    );
    expect(firstError).toBe(stepId("4"));
  });

  it("is found wherever it stands", async () => {
    const thoughts = ["a", "b", "c", "d", "e", "f", "g"];
    for (const [at, wrong] of thoughts.entries()) {
      const model = thinking((said) => (said.includes(think(wrong)) ? answer("A") : answer("B")));
      const { firstError } = await bisected(lineOf(thoughts, "A"), model);
      expect(firstError).toBe(stepId(`${at}`));
    }
  });
});
