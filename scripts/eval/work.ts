import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { GYM_MODEL, printGymName } from "../../src/catalog";
import { isRight, type RunSummary, runTrial, type Trial, trialsOf } from "../../src/evaluation";
import { createRig, type Rig } from "../headless/rig";
import type { Plan } from "./plan";

/** What came of one run; `summary` is null where the problem has no such move to inject. */
export interface Done extends Trial {
  readonly summary: RunSummary | null;
}

/** A rig keeps every picture that it has seen; after so many runs a new one starts empty. */
const RUNS_PER_RIG = 400;

/** Makes the runs of a plan in this process, one after the other: all of them, or this worker's own. */
export async function* work(plan: Plan): AsyncGenerator<Done> {
  const trials = trialsOf(plan).filter((_, i) => plan.part === null || i % plan.workers === plan.part);
  for (let first = 0; first < trials.length; first += RUNS_PER_RIG) {
    const rig = await createRig(plan.model);
    for (const trial of trials.slice(first, first + RUNS_PER_RIG))
      yield { ...trial, summary: await tryOne(trial, rig) };
    rig.engine.dispose();
  }
}

async function tryOne(trial: Trial, rig: Rig): Promise<RunSummary | null> {
  const { turns, tokensPerTurn } = GYM_MODEL;
  const options = { limits: { turns, tokensPerTurn }, alternatives: 0 };
  const end = await runTrial(trial, rig, options, new AbortController().signal);
  const name = printGymName(trial.name);
  if (end.kind === "failed") throw new Error(`${name}: ${end.code}: ${end.message}`);
  if (end.kind === "skipped") return null;
  const { summary, answer, truth } = end.run;
  const said = isRight(summary) ? "right" : `said ${answer ?? "nothing"}, is ${truth}`;
  process.stderr.write(`${name} ${trial.condition}: ${said}\n`);
  return summary;
}

/** The same, shared out among processes; each runs this script again with its own `--part`. */
export async function* share(plan: Plan, args: readonly string[]): AsyncGenerator<Done> {
  const script = process.argv[1] ?? "";
  const children = Array.from({ length: plan.workers }, (_, part) =>
    spawn(process.execPath, [...process.execArgv, script, ...args, "--part", String(part)], {
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const ends = children.map(
    (child) => new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code))),
  );
  const heard: Done[] = [];
  // A line is our own child's JSON, and nothing else writes there.
  const listening = children.map(async (child) => {
    for await (const line of createInterface({ input: child.stdout })) heard.push(JSON.parse(line) as Done);
  });
  await Promise.all(listening);
  const codes = await Promise.all(ends);
  if (codes.some((code) => code !== 0)) throw new Error(`A worker ended with ${codes.join(", ")}`);
  yield* heard;
}
