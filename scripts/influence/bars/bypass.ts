import { gymProblem } from "../../../src/catalog";
import { answeredLine, looksAlong } from "../../../src/influence";
import { solved } from "../sources";
import { type BarCheck, heldIf, skipped } from "./bar";
import { cardOf, figuresSeen } from "./look";

export const bypassBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const run = await solved(problem, name, rig);
  const line = answeredLine(run.trace, run.line);
  if (!line.ok) return skipped("no answer");
  const look = looksAlong(run.trace, run.line).at(-1);
  if (!look) return skipped(`no look, ${run.correctness} ${run.answer} ${problem.truth} ${problem.question}`);
  const card = await cardOf(line.value, look, problem.truth, tools);
  return heldIf(
    card.verdict === "bypassed",
    `${run.correctness} ${problem.question} said ${run.answer} is ${problem.truth}: ${card.verdict} ${figuresSeen(card.figures)}`,
  );
};
