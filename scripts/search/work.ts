import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type GymName, gymProblem, printGymName } from "../../src/catalog";
import { attempt, searchProblem } from "../../src/evaluation";
import { createRig, type Rig } from "../headless/rig";
import { namesOf, type Plan } from "./plan";

/** What came of one problem: greedy decoding, and the search. */
export interface Done {
  readonly problem: string;
  readonly family: string;
  readonly level: number;
  readonly greedy: { readonly isRight: boolean; readonly tokens: number };
  readonly search: { readonly isRight: boolean; readonly tokens: number; readonly nodes: number; readonly end: string };
}

/** A rig keeps every picture that it has seen; after so many problems a new one starts empty. */
const PROBLEMS_PER_RIG = 100;

/** Searches every problem of a plan, and decodes it greedily beside that; what a checkpoint holds is taken from there. */
export async function* work(plan: Plan): AsyncGenerator<Done> {
  const known = new Map(read(plan).map((done) => [done.problem, done]));
  const waiting = namesOf(plan).filter((name) => !known.has(printGymName(name)));
  yield* known.values();
  for (let first = 0; first < waiting.length; first += PROBLEMS_PER_RIG) {
    const rig = await createRig(plan.model);
    for (const name of waiting.slice(first, first + PROBLEMS_PER_RIG)) {
      const done = await searched(name, rig, plan);
      if (plan.checkpoint !== null) appendFileSync(plan.checkpoint, `${JSON.stringify(done)}\n`);
      process.stderr.write(`${done.problem}: greedy ${said(done.greedy)}, search ${said(done.search)}\n`);
      yield done;
    }
    rig.engine.dispose();
  }
}

const said = ({ isRight, tokens }: Done["greedy"]): string => `${isRight ? "right" : "wrong"} (${tokens} tokens)`;

/** Our own lines, and nothing else writes there. A last line that was cut off is made again. */
function read({ checkpoint }: Plan): readonly Done[] {
  if (checkpoint === null || !existsSync(checkpoint)) return [];
  const lines = readFileSync(checkpoint, "utf8").split("\n");
  return lines.flatMap((line) => (line.endsWith("}") ? [JSON.parse(line) as Done] : []));
}

async function searched(name: GymName, rig: Rig, plan: Plan): Promise<Done> {
  const problem = await gymProblem(name);
  const { conditions } = plan.search;
  const greedy = await attempt(problem, rig, `${printGymName(name)}-greedy`, { conditions, alternatives: 0 });
  const written = [...greedy.trace.steps.values()].reduce(
    (sum, { generation }) => sum + (generation?.tokens.length ?? 0),
    0,
  );
  const options = { atOnce: plan.atOnce, signal: new AbortController().signal };
  const search = { ...plan.search, seed: name.seed };
  const run = await searchProblem(problem, rig, printGymName(name), search, options);
  if (run.end.kind === "failed") throw new Error(`${printGymName(name)}: ${run.end.code}: ${run.end.message}`);
  const { outcome, spent } = run.driven.state;
  return {
    problem: printGymName(name),
    family: name.family,
    level: name.difficulty,
    greedy: { isRight: greedy.correctness === "right", tokens: written },
    search: { isRight: run.isRight, tokens: run.tokens, nodes: spent.nodes, end: outcome?.kind ?? run.end.kind },
  };
}
