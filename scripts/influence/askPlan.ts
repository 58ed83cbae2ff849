import { gymProblem, printGymName } from "../../src/catalog";
import {
  ask,
  type Finding,
  type InfluenceTools,
  jitterAtRandom,
  jitterGrid,
  looksAlong,
  ModelFailure,
  type Question,
  RERUN_TEMPERATURE,
  stepsToAsk,
  USUAL_OCCLUSION,
  USUAL_WIDTH,
  variationsOf,
} from "../../src/influence";
import { GREEDY, type StepId } from "../../src/trace";
import type { Rig } from "../headless/rig";
import type { Checkpoint } from "./checkpoint";
import type { Ask, InfluencePlan } from "./plan";
import { type Asked, gymNames, linesToAsk, solved } from "./sources";
import type { Told } from "./told";
import { NEVER } from "./tools";

/** A loaded model; its folder is null where it is the only one that is asked. */
export interface AskedModel {
  readonly rig: Rig;
  readonly tools: InfluenceTools;
  readonly model: string | null;
}

/** Asks everything that a plan asks, one line after the other; what the checkpoint has is not asked again. */
export async function askPlan(
  plan: InfluencePlan,
  { rig, tools, model }: AskedModel,
  checkpoint: Checkpoint<Told>,
): Promise<void> {
  const tell = (key: string, told: Told): void => {
    checkpoint.add(key, told);
    process.stderr.write(`${key}: ${saidOf(told)}\n`);
  };
  if (plan.asks.includes("tools") && plan.gym) await askTools(plan, rig, model, checkpoint, tell);
  const asks = plan.asks.filter((name) => name !== "tools");
  if (asks.length === 0) return;
  for await (const asked of linesToAsk(plan, rig)) {
    if ("code" in asked) {
      for (const name of asks)
        tell(keyOf(model, name, asked.name), { name: asked.name, ask: name, model, kind: "refused", code: asked.code });
      continue;
    }
    for (const name of asks)
      for (const step of stepsToAsk(name, asked.line)) {
        const key = keyOf(model, name, asked.name, step);
        if (!checkpoint.has(key)) tell(key, await askOne(name, step, asked, plan, { tools, model }));
      }
  }
}

/** What a checkpoint keeps an answer by: with several models each has its own. */
const keyOf = (model: string | null, ...asked: readonly string[]): string =>
  [...asked, ...(model === null ? [] : [model])].join(" ");

async function askOne(
  name: Ask,
  step: StepId,
  { name: told, line, isRight, set }: Asked,
  plan: InfluencePlan,
  { tools, model }: Pick<AskedModel, "tools" | "model">,
): Promise<Told> {
  const question = questionOf(name, { line, set, isRight, name: told }, plan);
  const refused = (code: string): Told => ({ name: told, ask: name, model, kind: "refused", code });
  if (!question) return refused("no-such-image");
  try {
    const asking = ask(question, { line, step, isRight }, tools, NEVER);
    let last: Finding | null = null;
    for (;;) {
      const { done, value } = await asking.next();
      if (!done) {
        last = value;
        continue;
      }
      if (!value.ok) return refused(value.error);
      return { name: told, ask: name, model, kind: "found", finding: value.value ?? last };
    }
  } catch (thrown) {
    if (thrown instanceof ModelFailure) return refused(thrown.code);
    throw thrown;
  }
}

function questionOf(name: Ask, { line, set }: Asked, { seeds, boxes }: InfluencePlan): Question | null {
  const counted = Array.from({ length: seeds }, (_, i) => i + 1);
  const problem = line.steps.findLast(({ body }) => body.kind === "problem")?.body;
  const pictures = problem?.kind === "problem" ? problem.images : [];
  switch (name) {
    case "look":
      return { kind: "look", set, seeds: counted, ownBox: null };
    case "bisect":
      return { kind: "bisect", sampling: { ...GREEDY, temperature: RERUN_TEMPERATURE, seed: 1 }, seeds };
    case "jitter":
      return { kind: "jitter", set, changes: boxes === null ? jitterGrid() : jitterAtRandom(boxes, 1) };
    case "occlude": {
      const [picture] = pictures;
      return picture ? { kind: "occlude", picture, ...USUAL_OCCLUSION, seeds: counted } : null;
    }
    case "curve":
      return { kind: "curve", answer: line.answer, set };
    case "vary":
      return { kind: "vary", variations: variationsOf(pictures.length, []) };
    case "resample":
      return { kind: "resample", sampling: { ...GREEDY, temperature: RERUN_TEMPERATURE, seed: 1 }, tries: seeds };
    case "cloud":
      return { kind: "cloud", width: USUAL_WIDTH };
    case "tools":
      return null;
  }
}

/** Each problem with looks and with every look refused. */
async function askTools(
  { gym }: InfluencePlan,
  rig: Rig,
  model: string | null,
  checkpoint: Checkpoint<Told>,
  tell: (key: string, told: Told) => void,
): Promise<void> {
  for (const name of gym ? gymNames(gym) : []) {
    const told = printGymName(name);
    const key = keyOf(model, "tools", told);
    if (checkpoint.has(key)) continue;
    const problem = await gymProblem(name);
    const looking = await solved(problem, name, rig);
    const refused = await solved(problem, name, rig, true);
    const looked = looksAlong(looking.trace, looking.line).length > 0;
    const pair = {
      family: name.family,
      rightWith: looking.correctness === "right",
      rightWithout: refused.correctness === "right",
      looked,
    };
    tell(key, { name: told, ask: "tools", model, kind: "pair", pair });
  }
}

function saidOf(told: Told): string {
  if (told.kind === "refused") return told.code;
  if (told.kind === "pair") return `with ${told.pair.rightWith}, without ${told.pair.rightWithout}`;
  const { finding } = told;
  switch (finding.kind) {
    case "look":
      return `${finding.card.verdict}, reliability ${finding.card.reliability?.toFixed(2) ?? "untold"}`;
    case "bisect":
      return `${finding.result.kind} ${finding.result.firstError ?? ""}`;
    case "jitter":
      return `stays in ${finding.map.tried.filter(({ stays }) => stays).length} of ${finding.map.tried.length}`;
    case "occlude":
      return finding.map.region ? "a region carries it" : "no region carries it";
    case "brush":
      return finding.result.flips ? "flips" : "stays";
    case "vary": {
      const { tried } = finding.result;
      return `stays in ${tried.filter(({ stays }) => stays).length} of ${tried.length}`;
    }
    case "cloud":
      return `${finding.cloud.boxes.length} boxes hold ${(100 * finding.cloud.covered).toFixed(0)} %`;
    case "resample": {
      const { stays, meanDraws } = finding.result;
      return `answer stays in ${stays.hits} of ${stays.runs}, ${meanDraws.toFixed(1)} draws`;
    }
    case "curve":
      return finding.curve.points.map(({ probability }) => probability?.toFixed(2) ?? "?").join(" ");
  }
}
