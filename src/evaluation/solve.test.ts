import { expect, it } from "vitest";
import { optionsUnder } from "../../src/app/gym/condition";
import { tallyOf, triedOf } from "../../src/app/gym/tally";
import { FAMILY_CARDS, gymProblem } from "../../src/catalog";
import { createNativeDialect } from "../../src/dialect";
import { createRasterExecutor } from "../../src/raster";
import type { RunModel } from "../../src/runner";
import { solve } from "./solve";

const GREEDY_OPTIONS = { refuseActions: false, turns: 4, tokensPerTurn: 50, alternatives: 0 };

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
});

const problem = await gymProblem({ family: "find", seed: 1, difficulty: 2 });
const reference = problem.reference.flatMap((turn) => (turn.author === "model" ? [turn.text] : []));

it("solves a problem with the reference's own words", async () => {
  const { trace, answer, outcome } = await solve(problem, rigSaying(reference), "t", GREEDY_OPTIONS);
  expect(outcome).toEqual({ kind: "answered" });
  expect(answer).toBe(problem.truth);
  const kinds = [...trace.steps.values()].map(({ body }) => body.kind);
  expect(kinds).toEqual(["problem", "thought", "action", "observation", "thought", "answer"]);
});

it("refuses every look when it is told to", async () => {
  const blind = { ...GREEDY_OPTIONS, refuseActions: true };
  const { trace } = await solve(problem, rigSaying(reference), "t", blind);
  const seen = [...trace.steps.values()].flatMap(({ body }) => (body.kind === "observation" ? [body] : []));
  expect(seen).toMatchObject([{ image: null, text: "refused" }]);
});

it("counts what many runs came to", async () => {
  const good = await solve(problem, rigSaying(reference), "a", GREEDY_OPTIONS);
  const bad = await solve(problem, rigSaying(["<act>leap 1 2</act>", "<think>hm</think>"]), "b", GREEDY_OPTIONS);
  const tally = tallyOf([
    triedOf(good.trace, { level: 2, isAnswered: true, isCorrect: true }),
    triedOf(bad.trace, { level: 3, isAnswered: bad.answer !== null, isCorrect: false }),
  ]);
  expect(tally).toMatchObject({ problems: 2, correct: 1, accuracy: 0.5, meanActions: 0.5, unanswered: 1 });
  expect(tally.validSyntax).toBe(0.5);
  expect(tally.byLevel).toEqual([
    { level: 2, problems: 1, correct: 1 },
    { level: 3, problems: 1, correct: 0 },
  ]);
});

it("lets a person look first, and the model go on from what was seen", async () => {
  const options = { ...GREEDY_OPTIONS, ...optionsUnder("injected-right", problem) };
  const { trace, answer } = await solve(problem, rigSaying(reference.slice(-1)), "t", options);
  const steps = [...trace.steps.values()];
  expect(steps.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "thought", "answer"]);
  expect(steps[1]).toMatchObject({ author: "human", raw: /<act>.*<\/act>/.exec(reference[0] ?? "")?.[0] });
  expect(answer).toBe(problem.truth);
});

it("leaves a person's mark in the turn that the model goes on with", async () => {
  const counting = await gymProblem({ family: "count", seed: 4, difficulty: 2 });
  const options = { ...GREEDY_OPTIONS, ...optionsUnder("injected-wrong", counting) };
  const { trace } = await solve(counting, rigSaying(["<answer>5</answer>"]), "t", options);
  expect([...trace.steps.values()].map(({ body }) => body.kind)).toEqual(["problem", "action", "answer"]);
});

it("makes every first move of every family as a person would", async () => {
  for (const { family } of FAMILY_CARDS) {
    const posed = await gymProblem({ family, seed: 5, difficulty: 5 });
    for (const condition of ["injected-right", "injected-wrong"] as const) {
      const under = optionsUnder(condition, posed);
      if (!under) continue;
      const { trace } = await solve(posed, rigSaying(["<answer>5</answer>"]), "t", { ...GREEDY_OPTIONS, ...under });
      const kinds = [...trace.steps.values()].map(({ body }) => body.kind);
      expect(kinds.slice(0, 2)).toEqual(["problem", "action"]);
      expect(kinds.includes("observation")).toBe(under.injected?.kind === "zoom");
    }
  }
});
