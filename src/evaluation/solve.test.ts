import { expect, it } from "vitest";
import { FAMILY_CARDS, gymProblem } from "../catalog";
import { createNativeDialect } from "../dialect";
import { createRasterExecutor } from "../raster";
import type { RunModel } from "../runner";
import { attempt } from "./attempt";
import { type Condition, optionsUnder } from "./condition";
import { type SolveOptions, solve } from "./solve";
import { tallyOf } from "./tally";

const limits = { turns: 4, tokensPerTurn: 50 };
const OPTIONS: SolveOptions = { conditions: { limits, refuseActions: false }, alternatives: 0 };

/** The options under a condition; null where the problem has no such move. */
function under(condition: Condition, problem: Parameters<typeof optionsUnder>[1]): SolveOptions | null {
  const given = optionsUnder(condition, problem);
  return given && { ...OPTIONS, conditions: { limits, refuseActions: given.refuseActions }, injected: given.injected };
}

/** Says these words, one turn after another. */
const saying = (turns: readonly string[]): RunModel => {
  let turn = 0;
  return {
    id: "test",
    async *continue() {
      yield { kind: "prompt", promptTokens: 8, reusedTokens: 0 };
      for (const text of (turns[turn++] ?? "").split(/(?<=>)/)) {
        yield { kind: "token", token: { id: 1, text, logProbability: -1, alternatives: [] } };
      }
      yield { kind: "end", reason: "stop-token" };
    },
  };
};

const rigSaying = (turns: readonly string[]) => ({
  model: saying(turns),
  dialect: createNativeDialect({ instructions: "", marksObserved: false }),
  executor: createRasterExecutor({ read: async () => null, write: async () => {} }),
  nowMillis: () => 1000,
});

const problem = await gymProblem({ family: "find", seed: 1, difficulty: 2 });
const reference = problem.reference.flatMap((turn) => (turn.author === "model" ? [turn.text] : []));

it("solves a problem with the reference's own words", async () => {
  const { trace, answer, outcome } = await solve(problem, rigSaying(reference), "t", OPTIONS);
  expect(outcome).toEqual({ kind: "answered" });
  expect(answer).toBe(problem.truth);
  const kinds = [...trace.steps.values()].map(({ body }) => body.kind);
  expect(kinds).toEqual(["problem", "thought", "action", "observation", "thought", "answer"]);
});

it("refuses every action when it is told to", async () => {
  const { trace } = await solve(problem, rigSaying(reference), "t", under("refused", problem) ?? OPTIONS);
  const seen = [...trace.steps.values()].flatMap(({ body }) => (body.kind === "observation" ? [body] : []));
  expect(seen).toMatchObject([{ image: null, text: "refused" }]);
});

it("counts what many runs came to", async () => {
  const good = await attempt(problem, rigSaying(reference), "a", OPTIONS);
  const bad = await attempt(problem, rigSaying(["<act>leap 1 2</act>", "<think>hm</think>"]), "b", OPTIONS);
  expect([good, bad].map(({ correctness, score }) => [correctness, score.value])).toEqual([
    ["right", 1.5],
    ["unanswered", 0],
  ]);
  const tally = tallyOf([good.summary, { ...bad.summary, level: 3 }]);
  expect(tally).toMatchObject({
    problems: 2,
    correct: 1,
    accuracy: 0.5,
    meanReward: 0.75,
    meanActions: 0.5,
    unanswered: 1,
  });
  expect(tally.standardError).toBeCloseTo(Math.sqrt(0.25 / 2), 4);
  expect(tally.validSyntax).toBe(0.5);
  expect(tally.byLevel).toEqual([
    { level: 2, problems: 1, correct: 1 },
    { level: 3, problems: 1, correct: 0 },
  ]);
});

it("lets a person look first, and the model go on from what was seen", async () => {
  const options = under("injected-right", problem) ?? OPTIONS;
  const { trace, answer } = await solve(problem, rigSaying(reference.slice(-1)), "t", options);
  const steps = [...trace.steps.values()];
  expect(steps.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "thought", "answer"]);
  expect(steps[1]).toMatchObject({ author: "human", raw: /<act>.*<\/act>/.exec(reference[0] ?? "")?.[0] });
  expect(answer).toBe(problem.truth);
});

it("leaves a person's mark in the turn that the model goes on with", async () => {
  const counting = await gymProblem({ family: "count", seed: 4, difficulty: 2 });
  const options = under("injected-wrong", counting) ?? OPTIONS;
  const { trace } = await solve(counting, rigSaying(["<answer>5</answer>"]), "t", options);
  expect([...trace.steps.values()].map(({ body }) => body.kind)).toEqual(["problem", "action", "answer"]);
});

it("makes every first move of every family as a person would", async () => {
  for (const { family } of FAMILY_CARDS) {
    const posed = await gymProblem({ family, seed: 5, difficulty: 5 });
    for (const condition of ["injected-right", "injected-wrong"] as const) {
      const options = under(condition, posed);
      if (!options) continue;
      const { trace } = await solve(posed, rigSaying(["<answer>5</answer>"]), "t", options);
      const kinds = [...trace.steps.values()].map(({ body }) => body.kind);
      expect(kinds.slice(0, 2)).toEqual(["problem", "action"]);
      expect(kinds.includes("observation")).toBe(options.injected?.kind === "zoom");
    }
  }
});
