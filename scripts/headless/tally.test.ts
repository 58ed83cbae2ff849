import { expect, it } from "vitest";
import { gymProblem } from "../../src/catalog";
import { createNativeDialect } from "../../src/dialect";
import { createEyes } from "../../src/raster";
import type { RunModel } from "../../src/runner";
import { solve } from "./solve";
import { tallyOf } from "./tally";

const GREEDY_OPTIONS = { blindfolded: false, turns: 4, tokensPerTurn: 50, alternatives: 0 };

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
  eyes: createEyes({ read: async () => null, write: async () => {} }),
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
  const blind = { ...GREEDY_OPTIONS, blindfolded: true };
  const { trace } = await solve(problem, rigSaying(reference), "t", blind);
  const seen = [...trace.steps.values()].flatMap(({ body }) => (body.kind === "observation" ? [body] : []));
  expect(seen).toMatchObject([{ image: null, text: "refused" }]);
});

it("counts what many runs came to", async () => {
  const good = await solve(problem, rigSaying(reference), "a", GREEDY_OPTIONS);
  const bad = await solve(problem, rigSaying(["<act>leap 1 2</act>", "<think>hm</think>"]), "b", GREEDY_OPTIONS);
  const tally = tallyOf([
    { trace: good.trace, isAnswered: true, isCorrect: true },
    { trace: bad.trace, isAnswered: bad.answer !== null, isCorrect: false },
  ]);
  expect(tally).toMatchObject({ problems: 2, correct: 1, accuracy: 0.5, meanActions: 0.5, unanswered: 1 });
  expect(tally.validSyntax).toBe(0.5);
});
