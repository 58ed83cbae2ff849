// Writes gym problems to look at: `npm run gym -- --family find --seed S --out DIR [--problems N] [--difficulty 1-5]`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pictureNames } from "../src/catalog";
import { type Difficulty, FAMILIES, type GymProblem, generateProblem, loadAtlas } from "../src/gym";
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

/** A problem as data: all but the pictures' bytes, which lie beside it under these names. */
function entryOf({ pictures, layout, ...problem }: GymProblem, names: readonly string[]) {
  // Sets have no form in JSON.
  return { pictures: names, ...problem, layout: "doors" in layout ? { ...layout, doors: [...layout.doors] } : layout };
}

async function main(): Promise<void> {
  const { family, difficulty, out, seed, problems } = parseOptions();
  const atlas = await loadAtlas();
  mkdirSync(out, { recursive: true });
  const entries = [];
  for (let i = 0; i < problems; i++) {
    const problem = generateProblem({ family, seed: seed + i, difficulty }, atlas);
    const names = pictureNames(problem, problem.pictures.length);
    for (const [frame, pixels] of problem.pictures.entries())
      writeFileSync(join(out, names[frame] ?? ""), await encodePng(pixels));
    entries.push(entryOf(problem, names));
  }
  writeFileSync(join(out, "problems.json"), `${JSON.stringify(entries, null, 2)}\n`);
  console.log(`${problems} problems in ${out}`);
}

await main();
