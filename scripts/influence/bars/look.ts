import { type GymName, gymProblem, printGymName } from "../../../src/catalog";
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
import type { Rig } from "../../headless/rig";
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

interface TwoLooks {
  readonly needless: LookCard;
  readonly needed: LookCard;
  readonly seen: string;
}

/**
 * The cards of a look that a person made at a part that was not asked for, and of the last one that the model made
 * itself before it answered rightly. Why there are none, where the problem makes no such line.
 */
export async function lookCards(name: GymName, rig: Rig, tools: InfluenceTools): Promise<TwoLooks | string> {
  const problem = await gymProblem(name);
  const options = { name, conditions: { limits: LIMITS, refuseActions: false }, alternatives: 0 };
  const run = await attempt(problem, rig, `${printGymName(name)}-misled`, { ...options, injected: problem.wrongMove });
  const line = answeredLine(run.trace, run.line);
  if (run.correctness !== "right" || !line.ok) return `misled: ${run.correctness}`;
  const looks = looksAlong(run.trace, run.line);
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || first === last) return "one look";
  // What a look is ranked by rests on these two arms alone.
  const arms = ["as-run", "noise"] as const;
  const needless = await cardOf(line.value, first, problem.truth, tools, arms);
  const needed = await cardOf(line.value, last, problem.truth, tools, arms);
  const seen = [needless, needed].map(({ verdict, figures }) => `${verdict} ${figuresSeen(figures)}`).join(" | ");
  return { needless, needed, seen };
}

/** Of the two looks the card has to hold the needed one for the one that mattered more. */
export const lookBar: BarCheck = async (name, rig, tools) => {
  const cards = await lookCards(name, rig, tools);
  if (typeof cards === "string") return skipped(cards);
  const { needless, needed, seen } = cards;
  return heldIf((needed.reliability ?? 0) > (needless.reliability ?? 0), seen);
};

export const figuresSeen = (figures: LookCard["figures"]): string =>
  figures.map(({ arm, probability }) => `${arm} ${probability?.mean.toFixed(2) ?? "?"}`).join(", ");
