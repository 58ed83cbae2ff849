import { expect, it } from "vitest";
import { gymProblem } from "../../src/catalog";
import { METHODS, parsePlan as parseSearchPlan } from "../../src/driver";
import { searchProblem } from "../../src/evaluation";
import { lineTo, stepIdFrom } from "../../src/trace";
import { createRig, GYM_MODEL_FOLDER } from "../headless/rig";
import { namesOf, parsePlan } from "./plan";
import { rowsOf } from "./report";
import type { Done } from "./work";

it.each(METHODS)("plans %s as the driver reads plans", (method) => {
  const { search } = parsePlan(["--method", method, "--n", "3"]);
  expect(parseSearchPlan(search)).toMatchObject({ ok: true, value: { method: { name: method } } });
});

it("keeps to what it is told", () => {
  const plan = parsePlan(
    "--method best-of-n --n 4 --judge agreement --family find,maze --problems 2 --seed 7 --level 5 --tokens 300".split(
      " ",
    ),
  );
  expect(plan.search).toMatchObject({ method: { n: 4, pick: "self-consistency" }, budget: { tokens: 300 } });
  expect(namesOf(plan).map(({ family, seed, difficulty }) => [family, seed, difficulty])).toEqual([
    ["find", 7, 5],
    ["find", 8, 5],
    ["maze", 7, 5],
    ["maze", 8, 5],
  ]);
});

it.each([
  ["no method", ""],
  ["no such method", "--method luck"],
  ["no such reward", "--method best-of-n --reward gold"],
  ["agreement of what has no votes", "--method puct --judge agreement"],
  ["a number below one", "--method best-of-n --n 0"],
  ["a temperature that is none", "--method best-of-n --temperature hot"],
])("refuses %s", (_, args) => {
  expect(() => parsePlan(args.split(" ").filter(Boolean))).toThrow();
});

it("tells how much more often a search was right, with the error of the pairs", () => {
  const done = (greedy: boolean, search: boolean): Done => ({
    problem: "",
    family: "find",
    level: 1,
    greedy: { isRight: greedy, tokens: 10 },
    search: { isRight: search, tokens: 80, nodes: 4, end: "found" },
  });
  const [row] = rowsOf([done(true, true), done(false, true), done(false, false), done(true, true)]);
  expect(row).toMatchObject({ problems: 4, greedy: 0.5, search: 0.75, gain: 0.25, searchTokens: 80 });
  // One pair of four differs: √(0.25 · 0.75 / 4).
  expect(row?.gainError).toBeCloseTo(Math.sqrt(0.1875 / 4), 4);
});

it("writes with the built-in model the same rollouts in a batch as one after another, and finds the answer", async () => {
  const rig = await createRig(GYM_MODEL_FOLDER);
  const problem = await gymProblem({ family: "find", seed: 3, difficulty: 2 });
  const plan = parsePlan(["--method", "best-of-n", "--n", "3"]).search;
  const { signal } = new AbortController();
  const [together, alone] = [
    await searchProblem(problem, rig, "together", plan, { atOnce: 3, signal }),
    await searchProblem(problem, rig, "alone", plan, { atOnce: 1, signal }),
  ];
  const wordsOf = ({ trace, driven }: typeof together): readonly string[] =>
    driven.state.tree
      .filter(({ ended }) => ended)
      .map(({ content }) =>
        lineTo(trace, stepIdFrom(content))
          .map(({ raw }) => raw)
          .join(""),
      );
  expect(wordsOf(together)).toEqual(wordsOf(alone));
  expect(wordsOf(together)).toHaveLength(3);
  expect([together.isRight, together.end]).toEqual([true, { kind: "over" }]);
  rig.engine.dispose();
});
