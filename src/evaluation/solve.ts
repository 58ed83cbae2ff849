import { type Action, fitAction, type ToolExecutor } from "../action";
import { must } from "../base";
import { type GymName, pictureNames } from "../catalog";
import { type Dialect, shownAlong } from "../dialect";
import type { GymProblem, Move } from "../gym";
import type { Pixels } from "../pixels";
import {
  type ClockAndIds,
  observe,
  observedEdits,
  type RunConditions,
  type RunModel,
  type RunOutcome,
  run,
} from "../runner";
import { answerOf } from "../scoring";
import {
  type ActionBody,
  applyEdit,
  type Edit,
  emptyTrace,
  GREEDY,
  groupsShown,
  type ImageRecord,
  lineThrough,
  plainStep,
  type Sampling,
  stepIdFrom,
  type Trace,
  traceIdFrom,
} from "../trace";

/** What solving needs: a model, its words, an executor that keeps pictures too, and the time. */
export interface Solver {
  readonly model: RunModel;
  readonly dialect: Dialect;
  readonly nowMillis: () => number;
  readonly executor: ToolExecutor & {
    addPixels(pixels: Pixels, name: string): Promise<Pick<ImageRecord, "id" | "width" | "height" | "name">>;
  };
}

export interface SolveOptions {
  /** What its pictures are called after; the problem's own name where this is left out. */
  readonly name?: GymName;
  readonly conditions: RunConditions;
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
  const clockAndIds = countedIds(id, solver.nowMillis);
  const { conditions, alternatives, sampling = GREEDY, injected, name = problem } = options;
  let trace = await pose(problem, solver, { id, name }, clockAndIds);
  if (injected) trace = await inject(trace, injected, solver, clockAndIds);
  const { signal = new AbortController().signal } = options;
  const runOptions = { ...solver, clockAndIds, sampling, conditions, alternatives };
  const events = run([...trace.steps.values()], trace.images, runOptions, signal);
  for (;;) {
    const event = await events.next();
    if (event.done) return { trace, outcome: event.value, answer: answerOf(lineThrough(trace, null)) };
    if (event.value.kind === "edit") trace = must(applyEdit(trace, event.value.edit));
  }
}

/** A trace that holds the problem and nothing else. */
export async function pose(
  { question, pictures, truth }: GymProblem,
  { executor }: Solver,
  called: { readonly id: string; readonly name: GymName },
  at: ClockAndIds,
): Promise<Trace> {
  const names = pictureNames(called.name, pictures.length);
  const images = await Promise.all(pictures.map((pixels, i) => executor.addPixels(pixels, names[i] ?? "")));
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
  return must(applyEdit(emptyTrace(traceIdFrom(called.id), question), { kind: "batch", edits }));
}

/** A person's action behind the problem, performed where the model would be shown the outcome: as `session.act` does. */
async function inject(trace: Trace, move: Move, { dialect, executor }: Solver, at: ClockAndIds): Promise<Trace> {
  const [problem] = trace.steps.values();
  const posed = problem?.body.kind === "problem" ? problem.body.images[move.image] : undefined;
  const image = posed && trace.images.get(posed);
  if (!problem || !image) throw new Error("The move is on a picture that there is not");
  const action = must(fitAction(actionOf(move, image.id), image));
  const body: ActionBody = { kind: "action", action, declared: null };
  const raw = dialect.print(body, shownAlong(dialect, [problem], trace.images));
  const id = at.nextStepId();
  const step = plainStep({ id, parent: problem.id, author: "human", atMillis: at.nowMillis(), body, raw });
  const tools = { dialect, executor, clockAndIds: at, images: trace.images, refuseActions: false };
  const [group] = groupsShown([[{ id, body }]], "all");
  const observed = group && dialect.observes(action) ? await observe(group, id, tools) : [];
  const edits: Edit[] = [{ kind: "add-step", step, index: 0 }, ...observedEdits(observed, trace.images)];
  return must(applyEdit(trace, { kind: "batch", edits }));
}

function actionOf(move: Move, image: ImageRecord["id"]): Action {
  if (move.kind === "line") return { kind: "line", image, points: move.points };
  if (move.kind === "zoom") return { kind: "zoom", image, box: move.box };
  return { kind: "box", image, box: move.box, label: "" };
}

/** Steps that are named after their run and counted, so that the same run has the same names. */
export function countedIds(id: string, nowMillis: () => number): ClockAndIds {
  let steps = 0;
  return { nextStepId: () => stepIdFrom(`${id}-${++steps}`), nowMillis };
}
