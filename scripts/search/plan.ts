import { parseArgs } from "node:util";
import { FAMILY_CARDS, GYM_MODEL, LEVELS, type Sort } from "../../src/catalog";
import { type JudgePlan, METHODS, type MethodName, type SearchPlan, USUAL_METHODS } from "../../src/driver";
import { type TrialSet, trialsOf } from "../../src/evaluation";
import { REWARDS } from "../../src/scoring";
import { oneOf, UsageError, wholeNumber } from "../commandLine";
import { GYM_MODEL_FOLDER } from "../headless/rig";

/** What a command asks for. */
export interface Plan {
  readonly set: TrialSet;
  readonly search: SearchPlan;
  readonly model: string;
  readonly atOnce: number;
  /** Results are added to it as they come, and those that it holds are not made again. */
  readonly checkpoint: string | null;
  readonly json: boolean;
}

export const USAGE = `npm run search -- --method ${METHODS.join("|")}
  [--family all|find,count,…] [--problems 100] [--seed 1] [--level 1…5|mixed]
  [--n 8]                 rollouts, candidates of a stage, paths, simulations: what the method makes many of
  [--judge reward|agreement|likelihood|model] [--reward gym-reward] [--completions 1]
  [--temperature 1,…]     one for each actor, with commas
  [--tokens N]            most tokens a problem
  [--at-once 8] [--model FOLDER]
  [--checkpoint FILE]     a file of JSON lines: goes on where it ends
  [--json]`;

export function parsePlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      method: { type: "string" },
      family: { type: "string", default: "all" },
      problems: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      level: { type: "string", default: "mixed" },
      n: { type: "string" },
      judge: { type: "string", default: "reward" },
      reward: { type: "string", default: "gym-reward" },
      completions: { type: "string", default: "1" },
      temperature: { type: "string" },
      tokens: { type: "string" },
      "at-once": { type: "string", default: "8" },
      model: { type: "string", default: GYM_MODEL_FOLDER },
      checkpoint: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const method = oneOf(METHODS, values.method, "method");
  const n = values.n === undefined ? null : positive(values.n, "n");
  return {
    set: {
      sorts: sortsIn(values.family),
      conditions: ["looking"],
      problems: wholeNumber(values.problems, "problems"),
      firstSeed: wholeNumber(values.seed, "seed"),
      level: values.level === "mixed" ? "mixed" : oneOf(LEVELS, values.level, "level"),
    },
    search: {
      version: 1,
      method: methodWith(method, n, values.judge),
      judge: judgeIn(values.judge, values.reward, positive(values.completions, "completions")),
      staged: false,
      temperatures: [...(values.temperature?.split(",").map(temperatureIn) ?? USUAL_TEMPERATURES[method])],
      topP: 1,
      budget: { tokens: values.tokens ? positive(values.tokens, "tokens") : null, millis: null, nodes: null },
      seed: 1,
      conditions: {
        limits: { turns: GYM_MODEL.turns, tokensPerTurn: GYM_MODEL.tokensPerTurn },
        refuseActions: false,
      },
    },
    model: values.model,
    atOnce: positive(values["at-once"], "at-once"),
    checkpoint: values.checkpoint ?? null,
    json: values.json,
  };
}

/** CoMCTS wants models that differ: one model at several temperatures. */
const USUAL_TEMPERATURES: Readonly<Record<MethodName, readonly number[]>> = {
  "best-of-n": [1],
  tournament: [1],
  "stage-beam": [1],
  swires: [1],
  comcts: [0.7, 1, 1.2, 1.4],
  puct: [1],
  "coordinate-beam": [0],
};

/** The method with its number of whatever it makes many of. */
function methodWith(name: MethodName, n: number | null, judge: string): SearchPlan["method"] {
  const usual = USUAL_METHODS[name];
  if (usual.name === "best-of-n")
    return { ...usual, n: n ?? usual.n, pick: judge === "agreement" ? "self-consistency" : "rating" };
  if (judge === "agreement") throw new UsageError("--judge agreement is for best-of-n");
  // Scores of the gym lie between 0 and 1.5: reasonings are weak where fewer than two of them come out right.
  if (usual.name === "swires") return { ...usual, cutoff: 0.5 };
  if (n === null) return usual;
  if (usual.name === "comcts") return { ...usual, mostPaths: n };
  if (usual.name === "puct") return { ...usual, simulations: n };
  if (usual.name === "stage-beam") return { ...usual, candidates: n };
  return { ...usual, width: n };
}

function judgeIn(kind: string, reward: string, completions: number): JudgePlan {
  const known = oneOf(["reward", "agreement", "likelihood", "model"] as const, kind, "judge");
  if (known === "likelihood" || known === "model") return { kind: known };
  const names = REWARDS.map(({ name }) => name);
  return { kind: "reward", reward: oneOf(names, reward, "reward"), completions };
}

function sortsIn(text: string): readonly Sort[] {
  const known = FAMILY_CARDS.map(({ family }) => family);
  return text === "all" ? known : text.split(",").map((name) => oneOf(known, name.trim(), "family"));
}

function positive(text: string, option: string): number {
  const number = wholeNumber(text, option);
  if (number < 1) throw new UsageError(`--${option} must be at least 1`);
  return number;
}

function temperatureIn(text: string): number {
  const number = Number(text);
  if (!(number >= 0 && number <= 10)) throw new UsageError(`--temperature must be numbers from 0 to 10, not ${text}`);
  return number;
}

export const namesOf = ({ set }: Plan) => trialsOf(set).map(({ name }) => name);
