import { gymProblem } from "../../../src/catalog";
import { readAnswer } from "../../../src/gym";
import { answeredLine, bisect, RERUN_TEMPERATURE } from "../../../src/influence";
import { GREEDY } from "../../../src/trace";
import { solved } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";
import { plantFor, plantInto } from "./plant";

/** Greedy runs would all be one. */
export const RERUN = { ...GREEDY, temperature: RERUN_TEMPERATURE, seed: 1 };
const SEEDS = 5;

/** A wrong step is planted into a right line, and the model goes on to a wrong answer: bisecting has to find that step. */
export const bisectBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const isRight = (answer: string): boolean => readAnswer(problem.family, answer) === problem.truth;
  const run = await solved(problem, name, rig);
  const plant = plantFor(problem);
  if (run.correctness !== "right" || !plant) return skipped(`solved: ${run.correctness}`);
  const planted = await plantInto(run.line, run.trace, plant, rig);
  const line = planted && answeredLine(planted.trace, planted.line);
  if (!planted || !line?.ok) return skipped("no answer after the plant");
  // A model that does not believe the plant is wrong, if at all, for another reason.
  const said = readAnswer(problem.family, line.value.answer);
  if (plant.leadsTo === null ? isRight(line.value.answer) : said !== plant.leadsTo)
    return skipped("recovers from the plant");
  const result = await lastOf(bisect({ line: line.value, isRight, sampling: RERUN, seeds: SEEDS }, tools, NEVER));
  const told = planted.line.map(({ id, body }) => `${body.kind}${id === planted.planted ? "*" : ""}`);
  const probes = result.probes.map(({ at, right }) => `${at}: ${right.hits}/${right.runs}`).join(", ");
  const found = planted.line.findIndex(({ id }) => id === result.firstError);
  return heldIf(result.firstError === planted.planted, `${told.join(" ")} | ${probes} | found ${found} ${result.kind}`);
};
