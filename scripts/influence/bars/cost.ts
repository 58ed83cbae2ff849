import { gymProblem } from "../../../src/catalog";
import { answeredLine, armsFor, askLook, bisect, looksAlong } from "../../../src/influence";
import { run } from "../../../src/runner";
import type { Step, Trace } from "../../../src/trace";
import type { Rig } from "../../headless/rig";
import { gymSetOf, LIMITS, solved } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";
import { RERUN } from "./bisect";
import { plantFor, plantInto } from "./plant";

const MOST_OF_CARD = 0.5;
const MOST_OF_BISECT = 0.35;

/**
 * A card against as many separate cold runs as it has arms, and bisecting a planted line against running every prefix
 * of it cold, with as many seeds. Times are of one process, measured one after the other.
 */
export const costBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const first = await solved(problem, name, rig);
  const line = answeredLine(first.trace, first.line);
  const look = looksAlong(first.trace, first.line).at(-1);
  const plant = plantFor(problem);
  if (first.correctness !== "right" || !line.ok || !look) return skipped("not solved by a look");
  const beginning = first.line.slice(0, 1);
  const coldRun = (): Promise<number> => timed(() => again(beginning, first.trace, rig, true));
  // Once to warm the runtime up, which is nobody's cost.
  await coldRun();
  const cold = await coldRun();
  const question = { line: line.value, look, set: gymSetOf(problem), seeds: [1], ownBox: null };
  const arms = armsFor(question);
  await rig.forget();
  await again(beginning, first.trace, rig, false);
  const card = await timed(() => lastOf(askLook({ ...question, arms }, tools, NEVER)));
  const figures = { card: card / (arms.length * cold), arms: arms.length };
  const planted = plant && (await plantInto(first.line, first.trace, plant, rig));
  const wrong = planted && answeredLine(planted.trace, planted.line);
  const isRight = (answer: string): boolean => answer === problem.truth;
  if (!planted || !wrong?.ok || isRight(wrong.value.answer)) return heldIf(figures.card <= MOST_OF_CARD, told(figures));
  await rig.forget();
  await again(beginning, first.trace, rig, false);
  const seeds = 3;
  const asked = { line: wrong.value, isRight, sampling: RERUN, seeds };
  const halving = await timed(() => lastOf(bisect(asked, tools, NEVER)));
  let every = 0;
  const places = planted.line.flatMap(({ body }, at) => (body.kind === "observation" ? [] : [at])).slice(0, -1);
  for (const at of places)
    for (let seed = 0; seed < seeds; seed++)
      every += await timed(() => again(planted.line.slice(0, at + 1), planted.trace, rig, true, seed + 1));
  const all = { ...figures, bisect: halving / every, steps: planted.line.length };
  return heldIf(all.card <= MOST_OF_CARD && all.bisect <= MOST_OF_BISECT, told(all));
};

const told = (figures: Readonly<Record<string, number>>): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(", ");

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return user + system;
}

/** The model goes on from a beginning of a line to its end. `cold`: nothing of it is known before. */
async function again(beginning: readonly Step[], { images }: Trace, rig: Rig, cold: boolean, seed = 0): Promise<void> {
  if (cold) await rig.forget();
  const clockAndIds = { nextStepId: (): Step["id"] => `cold-${Math.random()}` as Step["id"], nowMillis: rig.nowMillis };
  const conditions = { limits: LIMITS, refuseActions: false };
  const sampling = seed === 0 ? { ...RERUN, temperature: 0 } : { ...RERUN, seed };
  const events = run(beginning, images, { ...rig, clockAndIds, sampling, conditions, alternatives: 0 }, NEVER);
  while (!(await events.next()).done);
}
