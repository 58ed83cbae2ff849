import { must } from "../../src/base";
import { pictureNames } from "../../src/catalog";
import type { GymProblem } from "../../src/gym";
import { type RunOutcome, run, type Surroundings } from "../../src/runner";
import {
  applyEdit,
  type Edit,
  emptyTrace,
  GREEDY,
  lineThrough,
  plainStep,
  type Sampling,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../../src/trace";
import type { Rig } from "./rig";

/** What solving takes of a rig. */
export type Solver = Pick<Rig, "model" | "dialect" | "eyes">;

export interface SolveOptions {
  /** Every look is refused: what the model can do without looking. */
  readonly blindfolded: boolean;
  readonly turns: number;
  readonly tokensPerTurn: number;
  /** How many of the likeliest tokens to keep beside each one. */
  readonly alternatives: number;
  /** Greedy where nothing is said, so that the same model on the same problem makes the same run. */
  readonly sampling?: Sampling;
}

/** One run of the model on one problem, as the page would have made it. */
export interface Solved {
  readonly trace: Trace;
  readonly outcome: RunOutcome;
  readonly answer: string | null;
}

export async function solve(problem: GymProblem, rig: Solver, id: string, options: SolveOptions): Promise<Solved> {
  const surroundings = surroundingsOf(id);
  let trace = await pose(problem, rig, id, surroundings);
  const line = [...trace.steps.values()];
  const { blindfolded, alternatives, sampling = GREEDY, ...limits } = options;
  const runOptions = { ...rig, surroundings, sampling, limits, alternatives, blindfolded };
  const events = run(line, trace.images, runOptions, new AbortController().signal);
  for (;;) {
    const event = await events.next();
    if (event.done) return { trace, outcome: event.value, answer: answerOf(trace) };
    if (event.value.kind === "edit") trace = must(applyEdit(trace, event.value.edit));
  }
}

/** A trace that holds the problem and nothing else. */
async function pose(problem: GymProblem, rig: Solver, id: string, at: Surroundings): Promise<Trace> {
  const { question, pictures } = problem;
  const names = pictureNames(problem, pictures.length);
  const images = await Promise.all(pictures.map((pixels, i) => rig.eyes.addPixels(pixels, names[i] ?? "")));
  const step = plainStep({
    id: at.nextStepId(),
    parent: null,
    author: "import",
    atMillis: at.nowMillis(),
    body: { kind: "problem", question, images: images.map(({ id }) => id) },
  });
  const edits: Edit[] = [
    ...images.map(({ id, width, height, name }): Edit => {
      return { kind: "add-image", image: { id, width, height, name, origin: { kind: "source" } } };
    }),
    { kind: "add-step", step, index: 0 },
  ];
  return must(applyEdit(emptyTrace(id as TraceId, question), { kind: "batch", edits }));
}

function surroundingsOf(id: string): Surroundings {
  let steps = 0;
  return {
    nextStepId: () => `${id}-${++steps}` as StepId,
    nowMillis: () => Date.now(),
  };
}

const lineOf = (trace: Trace): readonly Step[] => lineThrough(trace, null);

function answerOf(trace: Trace): string | null {
  const last = lineOf(trace).at(-1)?.body;
  return last?.kind === "answer" ? last.text : null;
}
