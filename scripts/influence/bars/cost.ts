import { gymProblem } from "../../../src/catalog";
import type { Attempt } from "../../../src/evaluation";
import type { GymProblem } from "../../../src/gym";
import {
  type AnsweredLine,
  answeredLine,
  armsFor,
  askLook,
  bisect,
  type InfluenceTools,
  type Look,
  looksAlong,
} from "../../../src/influence";
import { run } from "../../../src/runner";
import { type Step, stepIdFrom, type Trace } from "../../../src/trace";
import { computedSince } from "../../headless/counted";
import type { Rig } from "../../headless/rig";
import { gymSetOf, LIMITS, solved } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";
import { RERUN } from "./bisect";
import { brokenLine } from "./plant";

const MOST_OF_CARD = 0.5;
const MOST_OF_BISECT = 0.35;
/** Of a shorter line there are few prefixes that bisecting could spare. */
const LONG_LINE = 8;
/** Runs behind each step by chance. */
const SEEDS = 3;

/**
 * A card against as many separate cold runs as it has arms, and bisecting a planted line against running every prefix
 * of it cold, with as many seeds. Times are of one process, measured one after the other; what the networks compute is
 * counted beside them.
 */
export const costBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const first = await solved(problem, name, rig);
  const line = answeredLine(first.trace, first.line);
  const look = looksAlong(first.trace, first.line).at(-1);
  if (first.correctness !== "right" || !line.ok || !look) return skipped("not solved by a look");
  const card = await costOfCard(problem, line.value, look, rig, tools);
  const bisected = await costOfBisect(problem, first, rig, tools);
  const figures = { ...card, ...bisected };
  const isLong = bisected !== null && bisected.steps >= LONG_LINE;
  const held = card.card <= MOST_OF_CARD && (!isLong || bisected.bisect <= MOST_OF_BISECT);
  return { ...heldIf(held, told(figures)), figures };
};

/** As shares of seven cold runs, where there are seven arms: of the time, and of what the networks compute. */
export async function costOfCard(
  problem: Pick<GymProblem, "truth">,
  line: AnsweredLine,
  look: Look,
  rig: Rig,
  tools: InfluenceTools,
) {
  const beginning = line.steps.slice(0, 1);
  const cold = await leastOf(() => costOf(rig, () => again(beginning, line.trace, rig)));
  const question = { line, look, set: gymSetOf(problem), seeds: [1], ownBox: null };
  const arms = armsFor(question);
  const card = await leastOf(async () => {
    await again(beginning, line.trace, rig);
    return costOf(rig, () => lastOf(askLook({ ...question, arms }, tools, NEVER)));
  });
  return {
    card: card.time / (arms.length * cold.time),
    cardPasses: card.passes / (arms.length * cold.passes),
    cardTokens: card.tokens / (arms.length * cold.tokens),
    cardTiles: card.tiles / (arms.length * cold.tiles),
    arms: arms.length,
  };
}

/** As shares of running every prefix cold; null where no wrong step breaks the line. */
export async function costOfBisect(problem: GymProblem, right: Attempt, rig: Rig, tools: InfluenceTools) {
  const planted = await brokenLine(problem, right, rig);
  const wrong = planted && answeredLine(planted.trace, planted.line);
  if (!planted || !wrong?.ok) return null;
  const isRight = (answer: string): boolean => answer === problem.truth;
  const asked = { line: wrong.value, isRight, sampling: RERUN, seeds: SEEDS };
  const halving = await leastOf(async () => {
    await again(planted.line.slice(0, 1), planted.trace, rig);
    return costOf(rig, () => lastOf(bisect(asked, tools, NEVER)));
  });
  const every: Cost = { time: 0, passes: 0, tokens: 0, tiles: 0 };
  const places = planted.line.flatMap(({ body }, at) => (body.kind === "observation" ? [] : [at])).slice(0, -1);
  for (const at of places)
    for (let seed = 1; seed <= SEEDS; seed++) {
      const beginning = planted.line.slice(0, at + 1);
      const cold = await leastOf(() => costOf(rig, () => again(beginning, planted.trace, rig, seed)));
      every.time += cold.time;
      every.passes += cold.passes;
      every.tokens += cold.tokens;
      every.tiles += cold.tiles;
    }
  return {
    bisect: halving.time / every.time,
    bisectPasses: halving.passes / every.passes,
    bisectTokens: halving.tokens / every.tokens,
    bisectTiles: halving.tiles / every.tiles,
    steps: planted.line.length,
  };
}

const told = (figures: Readonly<Record<string, number>>): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(", ");

interface Cost {
  /** Of the processor, in microseconds. */
  time: number;
  passes: number;
  tokens: number;
  tiles: number;
}

/** Of several times the one that was disturbed the least, and in which the runtime was warm. */
async function leastOf(measured: () => Promise<Cost>): Promise<Cost> {
  const costs = [await measured(), await measured(), await measured()];
  return costs.reduce((least, cost) => (cost.time < least.time ? cost : least));
}

async function costOf(rig: Rig, work: () => Promise<unknown>): Promise<Cost> {
  const [started, before] = [process.cpuUsage(), rig.computed()];
  await work();
  const { user, system } = process.cpuUsage(started);
  return { time: user + system, ...computedSince(before, rig.computed()) };
}

/** The model goes on from a beginning of a line to its end, and nothing of it is known before. */
async function again(beginning: readonly Step[], { images }: Trace, rig: Rig, seed = 0): Promise<void> {
  await rig.forget();
  let made = 0;
  const clockAndIds = { nextStepId: () => stepIdFrom(`cold-${++made}`), nowMillis: rig.nowMillis };
  const conditions = { limits: LIMITS, refuseActions: false };
  const sampling = seed === 0 ? { ...RERUN, temperature: 0 } : { ...RERUN, seed };
  const events = run(beginning, images, { ...rig, clockAndIds, sampling, conditions, alternatives: 0 }, NEVER);
  while (!(await events.next()).done);
}
