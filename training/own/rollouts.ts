// Lets the model solve training problems by itself, several times each, and writes what is worth learning from:
//
//   npx tsx training/own/rollouts.ts --model FOLDER --out DIR --keep reflective|groups --problems 2000 --samples 4
//
// reflective: right runs that corrected themselves, and a right run of each problem that was also got wrong
// (rejection sampling). groups: every run of a problem whose runs differ, with its advantage (GRPO).
import { parseArgs } from "node:util";
import { createRig, type Rig } from "../../scripts/headless/rig";
import { createRng } from "../../src/base";
import { attempt, isRight } from "../../src/evaluation";
import { type Difficulty, type GymProblem, generateProblem, loadAtlas } from "../../src/gym";
import { GREEDY } from "../../src/trace";
import { drawFamily } from "../record";
import { writeRecords } from "../shards";
import { dialogOfRun } from "./dialog";
import { type Attempt, chooseGroup, chooseReflective } from "./keep";
import { OwnShard } from "./ownShard";

/** Training seeds of the model's own runs stand apart from those of the lessons. */
const FIRST_OWN_SEED = 500_000_000;
const TURNS = 5;
const TOKENS_PER_TURN = 160;
/** A rig keeps every picture that it has seen; after so many problems a new one starts empty. */
const PROBLEMS_PER_RIG = 200;

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    out: { type: "string" },
    keep: { type: "string", default: "reflective" },
    problems: { type: "string", default: "1000" },
    samples: { type: "string", default: "4" },
    /** Which stretch of seeds; two processes must be told different ones. */
    part: { type: "string", default: "0" },
    temperature: { type: "string", default: "0.8" },
  },
});

async function attemptOnce(problem: GymProblem, rig: Rig, sample: number): Promise<Attempt> {
  const id = `${problem.family}-${problem.seed}-${sample}`;
  const sampling = { ...GREEDY, temperature: Number(values.temperature), seed: sample };
  const limits = { turns: TURNS, tokensPerTurn: TOKENS_PER_TURN };
  const options = { conditions: { limits, refuseActions: false }, alternatives: 0, sampling };
  const { line, score, summary } = await attempt(problem, rig, id, options);
  return { line, score, summary, own: dialogOfRun(line) };
}

async function main(model: string, out: string): Promise<void> {
  const [count, samples, part] = [Number(values.problems), Number(values.samples), Number(values.part)];
  const choose = values.keep === "groups" ? chooseGroup : chooseReflective;
  const atlas = await loadAtlas();
  const shard = new OwnShard();
  let rig = await createRig(model);
  let right = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % PROBLEMS_PER_RIG === 0) {
      rig.engine.dispose();
      rig = await createRig(model);
      console.log(`${i} problems, ${right} of ${i * samples} runs right, ${shard.records.length} problems kept`);
    }
    const seed = FIRST_OWN_SEED + part * 1_000_000 + i;
    const rng = createRng(`own/${seed}`);
    const family = drawFamily(rng);
    // The levels are the whole numbers from 1 to 5; another way of drawing them would make other problems of old seeds.
    const difficulty = rng.int(1, 5) as Difficulty;
    const problem = generateProblem({ family, seed, difficulty }, atlas);
    const attempts: Attempt[] = [];
    for (let sample = 0; sample < samples; sample++) attempts.push(await attemptOnce(problem, rig, sample));
    right += attempts.filter(({ summary }) => isRight(summary)).length;
    shard.add(problem, choose(attempts));
  }
  rig.engine.dispose();
  writeRecords(out, `shard-${String(part).padStart(5, "0")}`, shard);
  console.log(`${count} problems, ${right} of ${count * samples} runs right, ${shard.records.length} problems kept`);
}

if (!values.model || !values.out) throw new Error("--model and --out are needed");
await main(values.model, values.out);
