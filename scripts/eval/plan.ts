import { parseArgs } from "node:util";
import { FAMILY_CARDS, LEVELS, SORT_CARDS, type Sort } from "../../src/catalog";
import { CONDITIONS, type Condition, type TrialSet } from "../../src/evaluation";
import { oneOf, UsageError } from "../commandLine";
import { GYM_MODEL_FOLDER } from "../headless/rig";

/** What a command asks for. */
export interface Plan extends TrialSet {
  readonly model: string;
  readonly workers: number;
  /** Which of the workers this process is; null for the one that starts them. */
  readonly part: number | null;
  readonly json: boolean;
  readonly card: boolean;
  /** Reports of earlier commands, to write the card from without running. */
  readonly reports: readonly string[];
}

export const USAGE = `npm run eval -- [--family all|traps|find,count,…] [--problems 100] [--seed 1]
  [--level 1…5|mixed]     mixed: 1 + seed % 5
  [--no-look]             every look is refused
  [--inject right|wrong]  a person's first move, right or wrong
  [--conditions looking,refused,injected-right,injected-wrong]
  [--model FOLDER] [--workers N] [--json]
  [--card]                writes the table onto the model's card, under all four conditions unless some are named
  [--card REPORT.json …]  writes it from what earlier commands printed with --json, and runs nothing`;

export function parsePlan(args: readonly string[]): Plan {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      family: { type: "string", default: "all" },
      problems: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      level: { type: "string", default: "mixed" },
      "no-look": { type: "boolean", default: false },
      inject: { type: "string" },
      conditions: { type: "string" },
      model: { type: "string", default: GYM_MODEL_FOLDER },
      workers: { type: "string", default: "1" },
      part: { type: "string" },
      json: { type: "boolean", default: false },
      card: { type: "boolean", default: false },
    },
  });
  return {
    sorts: parseSorts(values.family),
    conditions: parseConditions(values),
    problems: parseCount(values.problems),
    firstSeed: parseCount(values.seed),
    level: values.level === "mixed" ? "mixed" : oneOf(LEVELS, values.level, "level"),
    model: values.model,
    workers: parseCount(values.workers),
    part: values.part === undefined ? null : parseCount(values.part),
    json: values.json,
    card: values.card,
    reports: positionals,
  };
}

function parseSorts(text: string): readonly Sort[] {
  if (text === "all") return FAMILY_CARDS.map(({ family }) => family);
  const known = SORT_CARDS.map(({ family }) => family);
  if (text === "traps") return known.slice(FAMILY_CARDS.length);
  return text.split(",").map((name) => oneOf(known, name.trim(), "family"));
}

interface ConditionFlags {
  readonly conditions?: string | undefined;
  readonly inject?: string | undefined;
  readonly "no-look": boolean;
  readonly card: boolean;
}

function parseConditions(flags: ConditionFlags): readonly Condition[] {
  if (flags.conditions !== undefined)
    return flags.conditions.split(",").map((name) => oneOf(CONDITIONS, name.trim(), "conditions"));
  if (flags.inject !== undefined) return [oneOf(CONDITIONS, `injected-${flags.inject}`, "conditions")];
  if (flags["no-look"]) return ["refused"];
  return flags.card ? CONDITIONS : ["looking"];
}

function parseCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new UsageError(`Not a whole number of at most seven digits: ${text}`);
  return Number(text);
}
