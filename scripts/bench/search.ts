import react from "@vitejs/plugin-react";
import { gymProblem, printGymName } from "../../src/catalog";
import { type SearchPlan, USUAL_METHODS } from "../../src/driver";
import { searchProblem } from "../../src/evaluation";
import { createRig, type Rig } from "../headless/rig";
import { atMost, type Measure, told } from "./measure";
import { withPage } from "./page";

const ROLLOUTS = 8;
const REPEATS = 3;
/** Most that rollouts may cost, as a share of as many runs that share nothing. */
const ROLLOUTS_BAR = 0.45;

const PLAN: SearchPlan = {
  version: 1,
  method: { ...USUAL_METHODS["best-of-n"], n: ROLLOUTS, pick: "self-consistency" },
  judge: { kind: "likelihood" },
  staged: false,
  temperatures: [1],
  topP: 1,
  budget: { tokens: null, millis: null, nodes: null },
  seed: 1,
  conditions: { limits: { turns: 6, tokensPerTurn: 192 }, refuseActions: false },
};

/** One problem of each sort of work: one look, several marks, both. */
const PROBLEMS = [
  { family: "find", seed: 3, difficulty: 4 },
  { family: "geometry", seed: 3, difficulty: 4 },
  { family: "measure", seed: 3, difficulty: 4 },
] as const;

/** What rollouts of one line cost with the cache and in batches, against runs of their own, with the same seeds. */
export async function measureRollouts(folder: string): Promise<Measure[]> {
  const rig = await createRig(folder);
  const { continueAll: _, ...alone } = rig.model;
  await timed(rig, 1);
  const ratios: number[] = [];
  const together: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await rig.loaded.clearCache();
    const shared = await timed(rig, ROLLOUTS);
    await rig.loaded.setCacheEnabled(false);
    const apart = await timed({ ...rig, model: alone }, 1);
    await rig.loaded.setCacheEnabled(true);
    together.push(shared);
    ratios.push(shared / apart);
  }
  rig.engine.dispose();
  const how = `${ROLLOUTS} rollouts of the built-in model on one problem of find, geometry and measure each, driven as best of ${ROLLOUTS} from an empty cache, median of ${REPEATS}`;
  return [
    atMost("rollouts ÷ runs that share nothing", median(ratios), "ratio", ROLLOUTS_BAR, how),
    told("rollouts of three problems", median(together), "ms", how),
  ];
}

async function timed(rig: Rig, atOnce: number): Promise<number> {
  const { signal } = new AbortController();
  let millis = 0;
  for (const name of PROBLEMS) {
    const problem = await gymProblem(name);
    const started = performance.now();
    const { end } = await searchProblem(problem, rig, printGymName(name), PLAN, { atOnce, signal });
    millis += performance.now() - started;
    if (end.kind !== "over") throw new Error(`A search did not come to its end: ${end.kind}`);
  }
  return millis;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const NODES = 5000;
/** Most that a change of the tree may cost, as a share of one with a row mounted for each node. */
const TREE_BAR = 0.1;

/** What a search's tree costs the main thread with every node that is rated, against a row mounted for each node. */
export async function benchSearchTree(): Promise<Measure[]> {
  const cost = await withPage("search.html", { plugins: [react()] }, async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    await page.goto(url);
    return page.evaluate((nodes) => window.measureSearchTree(nodes), NODES);
  });
  const name = `search tree of ${NODES.toLocaleString("en")} nodes`;
  const how =
    "median main-thread time of one more rating in headless Chromium, figures, rows and layout included, against one React row a node";
  return [
    atMost(`${name} ÷ naive`, cost.oursMillis / cost.naiveMillis, "ratio", TREE_BAR, how),
    told(`${name}, a rating`, cost.oursMillis, "ms", how),
    told(`${name}, a naive rating`, cost.naiveMillis, "ms", how),
  ];
}
