import { gymProblem } from "../../../src/catalog";
import { readAnswer } from "../../../src/gym";
import { answeredLine, bisect, RERUN_TEMPERATURE } from "../../../src/influence";
import { GREEDY } from "../../../src/trace";
import { solved } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";
import { brokenLine } from "./plant";

/** Greedy runs would all be one. */
export const RERUN = { ...GREEDY, temperature: RERUN_TEMPERATURE, seed: 1 };
const SEEDS = 5;

/** A wrong step is planted into a right line, and the model follows it to a wrong answer: bisecting has to find that step. */
export const bisectBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const isRight = (answer: string): boolean => readAnswer(problem.family, answer) === problem.truth;
  const run = await solved(problem, name, rig);
  if (run.correctness !== "right") return skipped(`solved: ${run.correctness}`);
  // A model that does not believe a plant is wrong, if at all, for another reason.
  const planted = await brokenLine(problem, run, rig);
  const line = planted && answeredLine(planted.trace, planted.line);
  if (!planted || !line?.ok) return skipped("recovers from every plant");
  const result = await lastOf(bisect({ line: line.value, isRight, sampling: RERUN, seeds: SEEDS }, tools, NEVER));
  const told = planted.line.map(({ id, body }) => `${body.kind}${id === planted.planted ? "*" : ""}`);
  const probes = result.probes
    .map(({ at, right, greedy }) => `${at}: ${greedy} ${right.hits}/${right.runs}`)
    .join(", ");
  const found = planted.line.findIndex(({ id }) => id === result.firstError);
  return heldIf(result.firstError === planted.planted, `${told.join(" ")} | ${probes} | found ${found} ${result.kind}`);
};
