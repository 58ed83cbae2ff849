// npm run eval: the built-in model, through the app's own engine, runner and eyes, on problems it has never seen.
import { parseArgs } from "node:util";
import { GYM_MODEL, gymProblem } from "../src/catalog";
import { checkAnswer, FAMILIES, type Family } from "../src/gym";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "./headless/rig";
import { solve } from "./headless/solve";
import { type Tried, tallyOf } from "./headless/tally";

const { values } = parseArgs({
  options: {
    family: { type: "string", default: FAMILIES.join(",") },
    problems: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    "no-look": { type: "boolean", default: false },
    model: { type: "string", default: GYM_MODEL_FOLDER },
    json: { type: "boolean", default: false },
  },
});

const families = values.family.split(",").map(parseFamily);
const count = Number(values.problems);
const firstSeed = Number(values.seed);
const rig = await createRig(values.model);
const tallies = [];
for (const family of families) tallies.push([family, tallyOf(await tryFamily(family, rig))] as const);
rig.engine.dispose();
const report = {
  model: GYM_MODEL.id,
  look: !values["no-look"],
  firstSeed,
  families: Object.fromEntries(tallies),
};
if (!values.json) console.table(report.families);
console.log(JSON.stringify(report));

async function tryFamily(family: Family, rig: Rig): Promise<Tried[]> {
  const tries: Tried[] = [];
  const { turns, tokensPerTurn } = GYM_MODEL;
  const options = { blindfolded: values["no-look"], turns, tokensPerTurn, alternatives: 0 };
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const problem = await gymProblem({ family, seed, difficulty: 2 });
    const { trace, outcome, answer } = await solve(problem, rig, `${family}-${seed}`, options);
    if (outcome.kind === "failed") throw new Error(`${family} ${seed}: ${outcome.code}: ${outcome.message}`);
    const isCorrect = answer !== null && checkAnswer(problem, answer);
    tries.push({ trace, isAnswered: answer !== null, isCorrect });
    tell(family, seed, isCorrect ? "right" : `said ${answer ?? `nothing (${outcome.kind})`}, is ${problem.truth}`);
  }
  return tries;
}

function tell(family: Family, seed: number, words: string): void {
  process.stderr.write(`${family} ${seed}: ${words}\n`);
}

function parseFamily(name: string): Family {
  const family = FAMILIES.find((known) => known === name.trim());
  if (!family) throw new Error(`No such family: ${name}. There are ${FAMILIES.join(", ")}.`);
  return family;
}
