import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type GymName, LEVELS, SORT_CARDS, type Sort } from "../../src/catalog";
import { type DialectName, isDialectName } from "../../src/dialect";
import { oneOf, UsageError, wholeNumber } from "../commandLine";
import { GYM_MODEL_FOLDER } from "../headless/rig";

export const ASKS = ["look", "bisect", "jitter", "occlude", "vary", "cloud", "resample", "curve", "tools"] as const;
export type Ask = (typeof ASKS)[number];

/** What `--bars` measures, on problems whose truth is known. */
export const BARS = ["look", "bypass", "bisect", "occlude", "cost"] as const;
export type Bar = (typeof BARS)[number];

/** Problems of the gym to make traces of. */
export interface GymSet {
  readonly sorts: readonly Sort[];
  readonly problems: number;
  readonly firstSeed: number;
  readonly level: GymName["difficulty"] | "mixed";
}

/** What a command asks for. */
export interface InfluencePlan {
  readonly inputs: readonly string[];
  readonly gym: GymSet | null;
  readonly asks: readonly Ask[];
  readonly bars: readonly Bar[];
  /** Folders; several are checkpoints of one training, asked one after the other. */
  readonly models: readonly string[];
  /** Of everything that chance decides, counted from 1. */
  readonly seeds: number;
  /** How many boxes are tried at random; null tries the grid. */
  readonly boxes: number | null;
  readonly from: DialectName | null;
  readonly images: string | null;
  /** A file of what was found so far, that a stopped command goes on from. */
  readonly checkpoint: string | null;
  readonly json: boolean;
}

export const USAGE = `npm run influence -- TRACES… --ask ${ASKS.join(",")}
  TRACES               files of traces, or logs of any system, with their pictures beside them (PNG)
  --gym FAMILY,…       makes its own traces: all, or ${SORT_CARDS.map(({ family }) => family).join(", ")}
  [--level 1…5|mixed] [--n 20] [--seed 1]   of those
  --ask NAMES          look: did each look matter. bisect: which step broke a wrong answer. jitter: how fragile each box is.
                       occlude: what in the picture carries it. vary: posed otherwise. cloud: where else each box could
                       have been. resample: what without each action. curve: the answer behind each step.
                       tools: right with and without looks (gym only)
  --bars NAMES         ${BARS.join(", ")}: holds the methods against problems whose truth is known
  [--seeds 3]          of noise, of cuts elsewhere, of covers, and of re-runs at most
  [--boxes N]          jitters N boxes at random and not by the grid
  [--checkpoint FILE]  keeps every finding as it comes, a line each; the same command goes on from there
  [--model FOLDER,…]   several are checkpoints of one training: tools tells use of looks against accuracy
  [--from SYSTEM] [--images DIR] [--json]`;

const OPTIONS = {
  ask: { type: "string", default: "" },
  bars: { type: "string", default: "" },
  gym: { type: "string" },
  level: { type: "string", default: "mixed" },
  n: { type: "string", default: "20" },
  seed: { type: "string", default: "1" },
  seeds: { type: "string", default: "3" },
  boxes: { type: "string" },
  model: { type: "string", default: GYM_MODEL_FOLDER },
  from: { type: "string" },
  images: { type: "string" },
  checkpoint: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** Reads a command line. Throws a `UsageError` that says what to do. */
export function parsePlan(args: readonly string[]): InfluencePlan {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const missing = positionals.find((path) => !existsSync(path));
  if (missing !== undefined) throw new UsageError(`There is no ${missing}`);
  const asks = listOf(ASKS, values.ask, "ask");
  const bars = listOf(BARS, values.bars, "bars");
  if (asks.length + bars.length === 0) throw new UsageError(`--ask is missing: name some of ${ASKS.join(", ")}`);
  const gym = values.gym === undefined ? null : gymSet(values.gym, values);
  if (positionals.length === 0 && !gym) throw new UsageError("Nothing to ask about: name traces, or --gym FAMILY");
  if (!gym && (bars.length > 0 || asks.includes("tools"))) throw new UsageError("--bars and tools want --gym FAMILY");
  const { from } = values;
  if (from !== undefined && !isDialectName(from)) throw new UsageError(`--from: no system is called ${from}`);
  const seeds = wholeNumber(values.seeds, "seeds");
  if (seeds < 1 || seeds > 100) throw new UsageError("--seeds must be from 1 to 100");
  return {
    inputs: positionals,
    gym,
    asks,
    bars,
    models: values.model.split(","),
    seeds,
    boxes: values.boxes === undefined ? null : wholeNumber(values.boxes, "boxes"),
    from: from ?? null,
    images: values.images ?? null,
    checkpoint: values.checkpoint ?? null,
    json: values.json,
  };
}

const listOf = <T extends string>(known: readonly T[], text: string, option: string): readonly T[] =>
  text === "" ? [] : text.split(",").map((name) => oneOf(known, name.trim(), option));

function gymSet(
  families: string,
  values: { readonly n: string; readonly seed: string; readonly level: string },
): GymSet {
  const known = SORT_CARDS.map(({ family }) => family);
  return {
    sorts: families === "all" ? known : listOf(known, families, "gym"),
    problems: wholeNumber(values.n, "n"),
    firstSeed: wholeNumber(values.seed, "seed"),
    level: values.level === "mixed" ? "mixed" : oneOf(LEVELS, values.level, "level"),
  };
}
