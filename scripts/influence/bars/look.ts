import { gymProblem, printGymName } from "../../../src/catalog";
import { attempt } from "../../../src/evaluation";
import {
  type AnsweredLine,
  type Arm,
  answeredLine,
  armsFor,
  askLook,
  type InfluenceTools,
  type Look,
  type LookCard,
  looksAlong,
} from "../../../src/influence";
import { gymSetOf, LIMITS } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";

/** The card of a look, with every arm that it can have where none are named. */
export function cardOf(
  line: AnsweredLine,
  look: Look,
  truth: string,
  tools: InfluenceTools,
  arms?: readonly Arm[],
): Promise<LookCard> {
  const question = { line, look, set: gymSetOf({ truth }), seeds: [1, 2], ownBox: null };
  return lastOf(askLook({ ...question, arms: arms ?? armsFor(question) }, tools, NEVER));
}

/**
 * A person's first move shows the wrong part, the model looks again and answers rightly: of the two looks the card has
 * to hold the second for the one that mattered.
 */
export const lookBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const options = { name, conditions: { limits: LIMITS, refuseActions: false }, alternatives: 0 };
  const run = await attempt(problem, rig, `${printGymName(name)}-misled`, { ...options, injected: problem.wrongMove });
  const line = answeredLine(run.trace, run.line);
  if (run.correctness !== "right" || !line.ok) return skipped(`misled: ${run.correctness}`);
  const looks = looksAlong(run.trace, run.line);
  const [needless, needed] = [looks[0], looks.at(-1)];
  if (!needless || !needed || needless === needed) return skipped("one look");
  // What a look is ranked by rests on these two arms alone.
  const arms = ["as-run", "noise"] as const;
  const cards = await Promise.all(
    [needless, needed].map((look) => cardOf(line.value, look, problem.truth, tools, arms)),
  );
  const [a, b] = cards.map(({ reliability }) => reliability);
  const seen = cards.map(({ verdict, figures }) => `${verdict} ${figuresSeen(figures)}`).join(" | ");
  return heldIf((b ?? 0) > (a ?? 0), seen);
};

export const figuresSeen = (figures: LookCard["figures"]): string =>
  figures.map(({ arm, probability }) => `${arm} ${probability?.mean.toFixed(2) ?? "?"}`).join(", ");
