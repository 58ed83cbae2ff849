// Writes gym problems to look at.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pictureNames } from "../src/catalog";
import { type Difficulty, FAMILIES, type GymProblem, generateProblem, loadAtlas } from "../src/gym";
import { encodePng } from "../src/raster";
import { oneOf, runCommand, UsageError, wholeNumber } from "./commandLine";

const DIFFICULTIES: readonly Difficulty[] = [1, 2, 3, 4, 5];

const USAGE = "npm run gym -- --family find|count|… --out DIR [--seed 1] [--problems 1] [--difficulty 1…5]";

function parseOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      family: { type: "string" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
      problems: { type: "string", default: "1" },
      difficulty: { type: "string", default: "2" },
    },
  });
  if (values.out === undefined) throw new UsageError("--out is missing");
  return {
    family: oneOf(FAMILIES, values.family, "family"),
    difficulty: oneOf(DIFFICULTIES, values.difficulty, "difficulty"),
    out: values.out,
    seed: wholeNumber(values.seed, "seed"),
    problems: wholeNumber(values.problems, "problems"),
  };
}

/** A problem as data: all but the pictures' bytes, which lie beside it under these names. */
function entryOf({ pictures, layout, ...problem }: GymProblem, names: readonly string[]) {
  // Sets have no form in JSON.
  return { pictures: names, ...problem, layout: "doors" in layout ? { ...layout, doors: [...layout.doors] } : layout };
}

await runCommand(USAGE, async (args) => {
  const { family, difficulty, out, seed, problems } = parseOptions(args);
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
});
