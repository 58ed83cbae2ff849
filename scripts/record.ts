// Records the sample traces anew: npx tsx scripts/record.ts [--id find] [--model DIR].
// They are runs of the built-in model as they happened, whatever came of them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { GYM_MODEL, gymProblem, RECORDED, type RecordedSample } from "../src/catalog";
import { attempt, isRight } from "../src/evaluation";
import { encodePng } from "../src/raster";
import { encodeTrace } from "../src/trace";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "./headless/rig";

const PUBLIC = resolve(import.meta.dirname, "../public");

const { values } = parseArgs({
  options: { id: { type: "string" }, model: { type: "string", default: GYM_MODEL_FOLDER } },
});

mkdirSync(join(PUBLIC, "samples"), { recursive: true });
const rig = await createRig(values.model);
for (const sample of RECORDED) if (values.id === undefined || sample.id === values.id) await record(sample, rig);
rig.engine.dispose();

async function record(sample: RecordedSample, rig: Rig): Promise<void> {
  const problem = await gymProblem(sample.problem);
  const { turns, tokensPerTurn } = GYM_MODEL;
  const options = { conditions: { limits: { turns, tokensPerTurn }, refuseActions: false }, alternatives: 5 };
  const { trace, outcome, answer, summary } = await attempt(problem, rig, `sample-${sample.id}`, options);
  const outcomeSeen = isRight(summary) ? "solved" : "failed";
  if (outcomeSeen !== sample.outcome) throw new Error(`${sample.id} came out ${outcomeSeen}: pick another seed`);
  writeFileSync(join(PUBLIC, sample.tracePath), `${JSON.stringify(rounded(encodeTrace(trace)))}\n`);
  for (const [i, path] of sample.picturePaths.entries())
    writeFileSync(join(PUBLIC, path), await encodePng(problem.pictures[i]!));
  console.log(`${sample.id}: ${outcome.kind}, said ${answer}, is ${problem.truth}, ${trace.steps.size} steps`);
}

/** Log-probabilities to four places: more would be noise, and a larger file. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part) =>
    key === "logProbability" && typeof part === "number" ? Math.round(part * 1e4) / 1e4 : part,
  );
}
