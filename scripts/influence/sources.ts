import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GYM_MODEL, type GymName, gymProblem, parseGymName, printGymName } from "../../src/catalog";
import { type Attempt, attempt, trialsOf } from "../../src/evaluation";
import { type GymProblem, LETTERS, readAnswer } from "../../src/gym";
import { type AnsweredLine, type AnswerSet, answeredLine, answerSetOf, questionOf } from "../../src/influence";
import { imageIdOfBytes, type RasterExecutor } from "../../src/raster";
import { type Reference, referenceAlong } from "../../src/scoring";
import { childrenOf, isKept, lineTo, type Step, type Trace } from "../../src/trace";
import type { Rig } from "../headless/rig";
import { readInput } from "../input/readInput";
import type { GymSet, InfluencePlan } from "./plan";

/** A line to ask about: where it came from, and what is known of its problem. */
export interface Asked {
  readonly name: string;
  readonly line: AnsweredLine;
  readonly set: AnswerSet;
  /** Null where nobody knows the right answer. */
  readonly isRight: ((answer: string) => boolean) | null;
}

/** A line that there is nothing to ask about, and why. */
export interface Unasked {
  readonly name: string;
  readonly code: string;
}

export const LIMITS = { turns: GYM_MODEL.turns, tokensPerTurn: GYM_MODEL.tokensPerTurn };

/** The names of the problems of a set, in order. */
export function gymNames(set: GymSet): readonly GymName[] {
  return trialsOf({ ...set, conditions: ["looking"] }).map(({ name }) => name);
}

/** A run of the model on a problem, greedy as in the page. */
export function solved(problem: GymProblem, name: GymName, rig: Rig, refuseActions = false): Promise<Attempt> {
  const options = { name, conditions: { limits: LIMITS, refuseActions }, alternatives: 0 };
  return attempt(problem, rig, printGymName(name), options);
}

/** The answers of a family, where there are no others than those: letters. Numbers are many, and stay open. */
export const gymSetOf = ({ truth }: Pick<GymProblem, "truth">): AnswerSet =>
  LETTERS.includes(truth) ? { kind: "closed", answers: LETTERS, told: "family" } : { kind: "open" };

/** Every line of the plan, each with its pictures in the executor of the rig. */
export async function* linesToAsk(plan: InfluencePlan, rig: Rig): AsyncGenerator<Asked | Unasked> {
  if (plan.gym) for (const name of gymNames(plan.gym)) yield await gymLine(name, rig);
  for (const input of plan.inputs) yield* linesIn(input, plan, rig.executor);
}

async function gymLine(name: GymName, rig: Rig): Promise<Asked | Unasked> {
  const problem = await gymProblem(name);
  const { trace, line } = await solved(problem, name, rig);
  const told = printGymName(name);
  const answered = answeredLine(trace, line);
  if (!answered.ok) return { name: told, code: answered.error };
  const isRight = (text: string): boolean => readAnswer(problem.family, text) === problem.truth;
  return { name: told, line: answered.value, set: gymSetOf(problem), isRight };
}

async function* linesIn(
  input: string,
  { from, images }: InfluencePlan,
  executor: RasterExecutor,
): AsyncGenerator<Asked | Unasked> {
  const traces: Trace[] = [];
  const missed = await readInput(input, { from, images }, async (run) => {
    for (const bytes of run.images?.values() ?? []) await executor.add(bytes, "");
    traces.push(run.trace);
  });
  if (missed) yield missed;
  for (const trace of traces) yield* linesOf(input, trace, { folder: images ?? dirname(input), executor });
}

interface PictureFolder {
  readonly folder: string;
  readonly executor: RasterExecutor;
}

async function* linesOf(input: string, trace: Trace, folder: PictureFolder): AsyncGenerator<Asked | Unasked> {
  const missing = await givePictures(trace, folder);
  for (const leaf of leavesOf(trace)) {
    const name = `${input} ${trace.id} ${leaf.id}`;
    const steps = lineTo(trace, leaf.id);
    const line = answeredLine(trace, steps);
    if (missing) yield { name, code: "no-such-image" };
    else if (!line.ok) yield { name, code: line.error };
    else yield { name, line: line.value, ...knownOf(trace, steps) };
  }
}

/** Adds the pictures that a trace keeps, found by what they are. True where one of them is not there. */
async function givePictures(trace: Trace, { folder, executor }: PictureFolder): Promise<boolean> {
  const wanted = new Set([...trace.images.values()].filter(isKept).map(({ id }) => id));
  for (const id of wanted) if ((await executor.pixels(id)).ok) wanted.delete(id);
  if (wanted.size === 0) return false;
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.(?:png|jpe?g)$/i.test(path),
  )) {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    const id = await imageIdOfBytes(bytes);
    if (wanted.has(id) && (await executor.add(bytes, file)).ok) wanted.delete(id);
    if (wanted.size === 0) break;
  }
  return wanted.size > 0;
}

function leavesOf(trace: Trace): readonly Step[] {
  return [...trace.steps.values()].filter((step) => !step.removed && childrenOf(trace, step.id).length === 0);
}

/** What the problem of a line says of its answers. */
function knownOf(trace: Trace, steps: readonly Step[]): Pick<Asked, "set" | "isRight"> {
  const reference = gymReference(trace, steps) ?? referenceAlong(steps);
  const { answer = null } = reference ?? {};
  const isRight = reference && answer !== null ? (text: string) => reference.readAnswer(text) === answer : null;
  const isLetter = answer !== null && LETTERS.includes(answer) && reference?.answer === answer;
  const own = answerSetOf(questionOf(steps));
  const isGym = gymReference(trace, steps) !== null;
  return { set: isGym && isLetter ? gymSetOf({ truth: answer }) : own, isRight };
}

/** A gym problem's answers are read by its family, which the name of its picture tells. */
function gymReference(trace: Trace, steps: readonly Step[]): Reference | null {
  const problem = steps.findLast(({ body }) => body.kind === "problem")?.body;
  if (problem?.kind !== "problem" || problem.reference?.source.kind !== "gym") return null;
  const [picture] = problem.images;
  const name = parseGymName((picture && trace.images.get(picture)?.name) ?? "");
  const family =
    name &&
    (["find", "count", "maze", "measure", "track", "geometry", "chart"] as const).find((each) => each === name.family);
  if (!family) return null;
  return { answer: problem.reference.answer ?? null, readAnswer: (text) => readAnswer(family, text) ?? null };
}
