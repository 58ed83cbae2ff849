import { type Action, fitAction, type ImageId } from "../../action";
import { must } from "../../base";
import { type GymName, pictureNames } from "../../catalog";
import { type Dialect, shownAlong } from "../../dialect";
import type { GymProblem, Move } from "../../gym";
import type { Pixels } from "../../pixels";
import {
  type Eyes,
  observe,
  observedEdits,
  type RunModel,
  type RunOutcome,
  run,
  type Surroundings,
} from "../../runner";
import {
  applyEdit,
  type Edit,
  emptyTrace,
  GREEDY,
  type ImageRecord,
  lineThrough,
  plainStep,
  type Sampling,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
  type TraceId,
} from "../../trace";

/** What solving needs: a model, its words, and eyes that keep pictures too. */
export interface Solver {
  readonly model: RunModel;
  readonly dialect: Dialect;
  readonly eyes: Eyes & {
    addPixels(pixels: Pixels, name: string): Promise<Pick<ImageRecord, "id" | "width" | "height" | "name">>;
  };
}

export interface SolveOptions {
  /** What its pictures are called after; the problem's own name where this is left out. */
  readonly name?: GymName;
  /** Every look is refused: what the model can do without looking. */
  readonly blindfolded: boolean;
  readonly turns: number;
  readonly tokensPerTurn: number;
  /** How many of the likeliest tokens to keep beside each one. */
  readonly alternatives: number;
  /** Greedy where nothing is said, so that the same model on the same problem makes the same run. */
  readonly sampling?: Sampling;
  /** A first step that a person makes before the model says anything. */
  readonly injected?: Move | null;
  readonly signal?: AbortSignal;
}

/** One run of the model on one problem, as the page would have made it. */
export interface Solved {
  readonly trace: Trace;
  readonly outcome: RunOutcome;
  readonly answer: string | null;
}

/** Runs the model on a problem by itself: no session, and nothing on the screen. `id` names the trace and its steps. */
export async function solve(problem: GymProblem, solver: Solver, id: string, options: SolveOptions): Promise<Solved> {
  const surroundings = surroundingsOf(id);
  const { blindfolded, alternatives, sampling = GREEDY, injected, turns, tokensPerTurn, name = problem } = options;
  let trace = await pose(problem, solver, id, name, surroundings);
  if (injected) trace = await inject(trace, injected, solver, surroundings);
  const { signal = new AbortController().signal } = options;
  const limits = { turns, tokensPerTurn };
  const runOptions = { ...solver, surroundings, sampling, limits, alternatives, blindfolded };
  const events = run([...trace.steps.values()], trace.images, runOptions, signal);
  for (;;) {
    const event = await events.next();
    if (event.done) return { trace, outcome: event.value, answer: answerOf(trace) };
    if (event.value.kind === "edit") trace = must(applyEdit(trace, event.value.edit));
  }
}

/** A trace that holds the problem and nothing else. */
async function pose(
  { question, pictures, truth }: GymProblem,
  { eyes }: Solver,
  id: string,
  named: GymName,
  at: Surroundings,
): Promise<Trace> {
  const names = pictureNames(named, pictures.length);
  const images = await Promise.all(pictures.map((pixels, i) => eyes.addPixels(pixels, names[i] ?? "")));
  const step = plainStep({
    id: at.nextStepId(),
    parent: null,
    author: "import",
    atMillis: at.nowMillis(),
    body: {
      kind: "problem",
      question,
      images: images.map((image) => image.id),
      reference: { answer: truth, source: { kind: "gym" } },
    },
  });
  const edits: Edit[] = [
    ...images.map(({ id, width, height, name }): Edit => {
      return { kind: "add-image", image: { id, width, height, name, origin: { kind: "source" } } };
    }),
    { kind: "add-step", step, index: 0 },
  ];
  return must(applyEdit(emptyTrace(id as TraceId, question), { kind: "batch", edits }));
}

/** A person's action behind the problem, performed where the model would be shown the outcome: as `session.act` does. */
async function inject(trace: Trace, move: Move, { dialect, eyes }: Solver, at: Surroundings): Promise<Trace> {
  const [problem] = [...trace.steps.values()] as [Step]; // a trace that was just posed
  const images = problem.body.kind === "problem" ? problem.body.images : [];
  const image = trace.images.get(images[move.image] ?? ("" as ImageId));
  if (!image) throw new Error("The move is on a picture that there is not");
  const action = must(fitAction(actionOf(move, image.id), image));
  const body: StepBody = { kind: "action", action, declared: null };
  const raw = dialect.print(body, shownAlong(dialect, [problem], trace.images));
  const id = at.nextStepId();
  const step = plainStep({ id, parent: problem.id, author: "human", atMillis: at.nowMillis(), body, raw });
  const tools = { dialect, eyes, surroundings: at, images: trace.images, blindfolded: false };
  const observed = dialect.observes(action) ? await observe(action, id, tools) : [];
  const edits: Edit[] = [{ kind: "add-step", step, index: 0 }, ...observedEdits(observed, trace.images)];
  return must(applyEdit(trace, { kind: "batch", edits }));
}

function actionOf(move: Move, image: ImageId): Action {
  if (move.kind === "line") return { kind: "line", image, points: move.points };
  if (move.kind === "zoom") return { kind: "zoom", image, box: move.box };
  return { kind: "box", image, box: move.box, label: "" };
}

function surroundingsOf(id: string): Surroundings {
  let steps = 0;
  return {
    nextStepId: () => `${id}-${++steps}` as StepId,
    nowMillis: () => Date.now(),
  };
}

function answerOf(trace: Trace): string | null {
  const last = lineThrough(trace, null).at(-1)?.body;
  return last?.kind === "answer" ? last.text : null;
}
