// Writes gym problems to look at: `npm run gym -- --family find --seed S --out DIR [--problems N] [--difficulty 1-5]`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Difficulty, FAMILIES, type GymProblem, generateProblem } from "../src/gym";
import { encodePng } from "../src/raster";

const DIFFICULTIES: readonly Difficulty[] = [1, 2, 3, 4, 5];

function parseOptions() {
  const { values } = parseArgs({
    options: {
      family: { type: "string" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
      problems: { type: "string", default: "1" },
      difficulty: { type: "string", default: "2" },
    },
  });
  const family = FAMILIES.find((name) => name === values.family);
  if (!family) throw new Error(`--family must be one of ${FAMILIES.join(", ")}`);
  const difficulty = DIFFICULTIES.find((level) => String(level) === values.difficulty);
  if (!difficulty) throw new Error(`--difficulty must be one of ${DIFFICULTIES.join(", ")}`);
  if (values.out === undefined) throw new Error("--out is missing");
  return {
    family,
    difficulty,
    out: values.out,
    seed: wholeNumber(values.seed),
    problems: wholeNumber(values.problems),
  };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`Not a whole number: ${text}`);
  return Number(text);
}

/** A problem as data: all but the picture's bytes, which lie beside it under `picture`. */
const entryOf = ({ picture, ...problem }: GymProblem, name: string) => ({ picture: name, ...problem });

async function main(): Promise<void> {
  const { family, difficulty, out, seed, problems } = parseOptions();
  mkdirSync(out, { recursive: true });
  const entries = [];
  for (let i = 0; i < problems; i++) {
    const problem = generateProblem(family, seed + i, difficulty);
    const name = `${family}-${difficulty}-${seed + i}.png`;
    writeFileSync(join(out, name), await encodePng(problem.picture));
    entries.push(entryOf(problem, name));
  }
  writeFileSync(join(out, "problems.json"), `${JSON.stringify(entries, null, 2)}\n`);
  console.log(`${problems} problems in ${out}`);
}

await main();
