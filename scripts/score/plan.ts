import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../src/base";
import { type DialectName, isDialectName } from "../../src/dialect";
import {
  ADVANTAGES,
  type AdvantageName,
  type Judge,
  parseRewardFile,
  REWARDS,
  type Reward,
  RULE_JUDGE,
  rewardNamed,
} from "../../src/scoring";

/** What a command asks for. */
export interface ScorePlan {
  readonly inputs: readonly string[];
  readonly reward: Reward;
  readonly judge: Judge | null;
  readonly from: DialectName | null;
  readonly images: string | null;
  readonly references: string | null;
  /** Whether statistics of the groups are wanted, and whose advantages. */
  readonly group: boolean;
  readonly advantage: AdvantageName;
  /** Whether lines of the same question are rollouts of one problem, whatever pictures they name. */
  readonly sameQuestion: boolean;
  readonly json: boolean;
}

export const USAGE = `npm run score -- TRACES… --reward NAME|FILE.json
  [--group]            statistics of each group of rollouts of one problem, and the advantage of each rollout
  [--same-question]    one question is one problem, whatever its pictures: for logs that kept none
  [--advantage NAME]   ${ADVANTAGES.join(" | ")}; grpo where nothing is said
  [--judge rule]       compares answers by text and number where the paper asks a model
  [--references FILE]  JSON: by a trace's id, title or question, or "*": { answer, answerKind, steps, keySteps, boxes }
  [--from SYSTEM] [--images DIR] [--json]
rewards: ${REWARDS.map(({ name }) => name).join(", ")}`;

const OPTIONS = {
  reward: { type: "string" },
  group: { type: "boolean" },
  "same-question": { type: "boolean" },
  advantage: { type: "string" },
  judge: { type: "string" },
  references: { type: "string" },
  from: { type: "string" },
  images: { type: "string" },
  json: { type: "boolean" },
} as const;

/** Reads a command line. Refused in a sentence that says what to do. */
export function parsePlan(args: readonly string[]): Result<ScorePlan, string> {
  const parsed = parsedArgs(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return err("Nothing to score: name traces or logs.");
  const missing = [...positionals, values.references].find((path) => path !== undefined && !existsSync(path));
  if (missing !== undefined) return err(`There is no ${missing}.`);
  if (values.reward === undefined) return err("--reward is missing: name one, or a file of one.");
  const reward = findReward(values.reward);
  if (!reward.ok) return reward;
  const advantage = ADVANTAGES.find((name) => name === (values.advantage ?? "grpo"));
  if (!advantage) return err(`--advantage must be one of ${ADVANTAGES.join(", ")}.`);
  if (values.judge !== undefined && values.judge !== "rule") return err("--judge knows rule only.");
  const { from } = values;
  if (from !== undefined && !isDialectName(from)) return err(`--from: no system is called ${from}.`);
  return ok({
    inputs: positionals,
    reward: reward.value,
    judge: values.judge === "rule" ? RULE_JUDGE : null,
    from: from ?? null,
    images: values.images ?? null,
    references: values.references ?? null,
    group: values.group ?? false,
    advantage,
    sameQuestion: values["same-question"] ?? false,
    json: values.json ?? false,
  });
}

function parsedArgs(args: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function findReward(name: string): Result<Reward, string> {
  const known = rewardNamed(name);
  if (known) return ok(known);
  if (!existsSync(name)) return err(`No reward is called ${name}, and there is no such file.`);
  const read = parseRewardFile(readFileSync(name, "utf8"));
  return read.ok ? read : err(`${name}: ${read.error.code}: ${read.error.message}`);
}
