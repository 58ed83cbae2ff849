import { expect, it } from "vitest";
import { createHeadlessExecutor } from "../../scripts/headless/rig";
import { createNativeDialect } from "../../src/dialect";
import { attempt } from "../../src/evaluation";
import { type GymProblem, generateProblem, loadAtlas } from "../../src/gym";
import { scriptedModel } from "../../src/runner/testing";
import type { Step } from "../../src/trace";
import { annotate } from "../annotate";
import { dialogOfRun } from "./dialog";
import { type Attempt, chooseGroup, chooseReflective } from "./keep";

const atlas = await loadAtlas();
const dialect = createNativeDialect({ instructions: "", marksObserved: false });

/** A run in which a model says these turns about the problem. */
function attemptSaying(problem: GymProblem, turns: readonly string[]) {
  const model = scriptedModel(turns);
  const solver = { model, dialect, executor: createHeadlessExecutor(), nowMillis: () => 1000 };
  const conditions = { limits: { turns: 5, tokensPerTurn: 160 }, refuseActions: false };
  return attempt(problem, solver, "own", { conditions, alternatives: 0 });
}

const stepsOf = async (problem: GymProblem, turns: readonly string[]): Promise<readonly Step[]> =>
  (await attemptSaying(problem, turns)).line;

const turnsOf = ({ reference }: GymProblem): string[] =>
  reference.flatMap((turn) => (turn.author === "model" ? [turn.text] : []));
const cropsOf = ({ reference }: GymProblem) =>
  reference.flatMap((turn) => (turn.author === "runner" ? [turn.crop] : []));

/** A find that takes two looks, the second in the crop of the first. */
const twice = Array.from({ length: 60 }, (_, seed) => ({ family: "find" as const, seed, difficulty: 5 as const }))
  .map((name) => generateProblem(name, atlas))
  .find((problem) => cropsOf(problem).length === 2)!;

it("says what the run said, and shows a crop of a crop where it lies in the first picture", async () => {
  const own = dialogOfRun(await stepsOf(twice, turnsOf(twice)))!;
  const learnt = own.dialog.stretches.filter(({ isLearnt }) => isLearnt).map(({ text }) => text);
  expect(learnt).toEqual(turnsOf(twice).map((turn) => `${turn}<end_of_utterance>`));
  expect(own.dialog.images).toEqual([0, 1, 2]);
  cropsOf(twice).forEach((crop, i) => {
    // Whole percents of the picture lie between what was meant and what was said.
    for (const side of ["left", "top", "width", "height"] as const)
      expect(Math.abs(own.crops[i]![side] - crop[side])).toBeLessThan(6);
  });
});

it("keeps what the runner said of an action that failed, and does not teach that", async () => {
  const own = dialogOfRun(await stepsOf(twice, ["<act>dance 1 2</act>", ...turnsOf(twice)]))!;
  const { stretches } = own.dialog;
  expect(stretches[1]).toEqual({ text: "<act>dance 1 2</act><end_of_utterance>", isLearnt: true });
  expect(stretches[2]!.text).toMatch(/^\nUser: error: .*<end_of_utterance>\nAssistant:$/);
  expect(stretches[2]!.isLearnt).toBe(false);
  const { ids, roles } = annotate(own.dialog);
  expect(roles).toHaveLength(ids.length);
});

it("is nothing where nothing was said", () => {
  expect(dialogOfRun([])).toBeNull();
});

it("chooses a right run that can be learnt from, and weighs every run of a group", async () => {
  const good = await attemptSaying(twice, turnsOf(twice));
  const own = dialogOfRun(good.line);
  const right: Attempt = { ...good, own };
  const wrong: Attempt = { ...(await attemptSaying(twice, ["<answer>?</answer>"])), own };
  // Two looks, one inside the other, are no correction: this run is kept for having been hard to come by.
  expect(chooseReflective([{ ...right, own: null }, right, wrong, right])).toEqual([{ own, advantage: 1 }]);
  expect(chooseReflective([right, right])).toEqual([]);
  const group = chooseGroup([right, wrong]);
  expect(group.map(({ advantage }) => Math.sign(advantage))).toEqual([1, -1]);
  expect(chooseGroup([right, right])).toEqual([]);
});
