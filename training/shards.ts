// Writes the training set:
//
//   npx tsx training/shards.ts --out DIR --seed S --shards N [--problems-per-shard 1000] [--start K] [--closer]
//
// --closer: only finds that take two looks. Of all problems they are fewer than one in a hundred, too few to learn from.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Atlas, loadAtlas } from "../src/gym";
import { type ProblemRecord, recordOf } from "./record";

/** Seeds below this are never trained on: they are for the app and for evaluation. */
export const FIRST_TRAINING_SEED = 10_000_000;

interface Built {
  readonly records: readonly ProblemRecord[];
  readonly images: readonly Uint8Array[];
}

export function buildShard(firstSeed: number, count: number, atlas: Atlas, isCloser = false): Built {
  const images: Uint8Array[] = [];
  const records: ProblemRecord[] = [];
  for (let seed = firstSeed; records.length < count; seed++) {
    const built = recordOf(seed, images.length, atlas, isCloser ? CLOSER : undefined);
    if (isCloser && !built.record.dialogs.some(({ kind }) => kind === "find-closer")) continue;
    images.push(...built.images);
    records.push(built.record);
  }
  return { records, images };
}

const CLOSER = { family: "find", difficulty: 5 } as const;
/** How many seeds stand for each problem of such a shard: at the hardest level one find in five takes two looks. */
const CLOSER_SEEDS = 10;

/** A reader never sees half a shard: it is written under another name and then renamed. */
export function writeRecords(folder: string, name: string, { records, images }: Built): void {
  const unfinished = join(folder, `${name}.tmp`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, "images.u8"), Buffer.concat(images));
  writeFileSync(join(unfinished, "records.jsonl"), `${records.map((record) => JSON.stringify(record)).join("\n")}\n`);
  renameSync(unfinished, join(folder, name));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      shards: { type: "string", default: "1" },
      "problems-per-shard": { type: "string", default: "1000" },
      start: { type: "string", default: "0" },
      closer: { type: "boolean", default: false },
    },
  });
  if (values.out === undefined) throw new Error("--out is missing");
  const atlas = await loadAtlas();
  const count = Number(values["problems-per-shard"]);
  for (let shard = Number(values.start); shard < Number(values.start) + Number(values.shards); shard++) {
    const name = `shard-${String(shard).padStart(5, "0")}`;
    if (existsSync(join(values.out, name))) continue;
    const start = performance.now();
    const seeds = shard * count * (values.closer ? CLOSER_SEEDS : 1);
    writeRecords(
      values.out,
      name,
      buildShard(Number(values.seed) * FIRST_TRAINING_SEED + seeds, count, atlas, values.closer),
    );
    console.log(`${name}: ${Math.round((count * 1000) / (performance.now() - start))} problems/s`);
  }
}

if (import.meta.url === `file://${process.argv[1]}`) await main();
