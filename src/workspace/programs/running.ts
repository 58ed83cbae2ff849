import { err, ok, type Result } from "../../base";
import { type Dialect, shownAlong } from "../../dialect";
import type { ProgramShown, RunProgram } from "../../runner";
import { lineView, stepToActAfter } from "../../session";
import { imageLookedAt, lineTo, plainStep, type Step, type StepId, type Trace } from "../../trace";
import { tell } from "../editing/acts";
import type { Failure, PictureForProgram, ProgramKernel, ProgramLanguage, ProgramOutput } from "../ports";
import { dialectOfStep, readingOf } from "../runs/dialects";
import type { Workspace } from "../state";
import {
  isRunnable,
  languageOfProgram,
  type ProgramStep,
  resultEdit,
  resultSteps,
  sameResult,
  wordsOfOutput,
} from "./results";

/** The person's word for the programs of the open trace: until the page goes, and for this trace alone. */
export function allowPrograms(workspace: Workspace): void {
  const { session, programs } = workspace;
  const trace = session.store.getState().log?.trace;
  if (!trace) return;
  const runForModel: RunProgram = (step, signal) => runWhileModelWaits(workspace, step, signal);
  programs.setState(({ allowed }) => ({ allowed: new Set([...allowed, trace.id]), runForModel }));
}

/** Runs a program that the model has just written, as one that a person runs, and hands back what the model is shown. */
async function runWhileModelWaits(
  workspace: Workspace,
  id: StepId,
  signal: AbortSignal,
): Promise<Result<ProgramShown, string>> {
  const trace = workspace.session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  if (!trace || !step || !isRunnable(step) || !mayRunPrograms(workspace)) return err("not-run");
  const output = await outputOf(workspace, trace, step, signal);
  if (!output.ok) return err(output.error.code);
  return ok({ text: wordsOfOutput(output.value), pictures: output.value.pictures });
}

export const mayRunPrograms = ({ session, programs }: Workspace): boolean => {
  const trace = session.store.getState().log?.trace;
  return trace !== undefined && programs.getState().allowed.has(trace.id);
};

export const stopProgram = ({ programs }: Workspace): void => programs.getState().running?.stop.abort();

/** Runs one program, after those before it on its line where the system keeps their variables, and adds what came of it. */
export async function runProgram(workspace: Workspace, id: StepId): Promise<void> {
  const trace = workspace.session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  if (trace && step && isRunnable(step)) await runAll(workspace, trace, [step]);
}

/** Runs every program of the line through a step, in their order. */
export async function runPrograms(workspace: Workspace, line: readonly Step[]): Promise<void> {
  const trace = workspace.session.store.getState().log?.trace;
  if (trace) await runAll(workspace, trace, line.filter(isRunnable));
}

/** Other words in place of a program's, or another language: a branch beside it, run at once. */
export async function runChanged(
  workspace: Workspace,
  id: StepId,
  source: string,
  language: ProgramLanguage,
): Promise<void> {
  const { session, edges } = workspace;
  const trace = session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  if (!trace || !step || !isRunnable(step) || !mayRunPrograms(workspace)) return;
  const changed = plainStep({
    id: edges.ambient.nextStepId(),
    parent: step.parent,
    author: "human",
    atMillis: edges.ambient.nowMillis(),
    // Nothing was read out of it: what it does is seen by running it.
    body: { ...step.body, action: { ...step.body.action, language, source, readings: 0 } },
    raw: languageOfProgram(step) === language ? rawWith(step, source) : source,
  });
  const index = (trace.children.get(step.parent) ?? []).indexOf(id) + 1;
  if (!tell(workspace, session.commit("change-action", { kind: "add-step", step: changed, index }))) return;
  session.goTo(changed.id);
  await runProgram(workspace, changed.id);
}

/**
 * A program that a person wrote, after the current step, and run at once: what it shows is what comes next. The step's
 * panel is shown, on a phone its sheet: there one sees that it runs, and stops it.
 */
export async function writeProgram(workspace: Workspace, source: string, language: ProgramLanguage): Promise<void> {
  const { session, edges, view } = workspace;
  const { log, place } = session.store.getState();
  if (!log || !mayRunPrograms(workspace)) return;
  const { line, index, current } = lineView(log.trace, place);
  const image = imageLookedAt(log.trace, line.slice(0, index + 1));
  if (!current || !image) return;
  const written = plainStep({
    id: edges.ambient.nextStepId(),
    parent: stepToActAfter(log.trace, current),
    author: "human",
    atMillis: edges.ambient.nowMillis(),
    body: { kind: "action", action: { kind: "program", image, language, source, readings: 0 }, declared: null },
    raw: source,
  });
  const added = session.commit("add-action", { kind: "add-step", step: written, index: Number.MAX_SAFE_INTEGER });
  if (!tell(workspace, added)) return;
  view.setState({ stepOpen: true, tab: "step", sheet: "step" });
  session.goTo(written.id);
  await runProgram(workspace, written.id);
}

/** The words around a program stay as its dialect has them. */
const rawWith = (step: ProgramStep, source: string): string => {
  const before = step.body.action.source;
  return before !== "" && step.raw.includes(before) ? step.raw.replace(before, () => source) : source;
};

async function runAll(workspace: Workspace, trace: Trace, steps: readonly ProgramStep[]): Promise<void> {
  const { programs } = workspace;
  if (!mayRunPrograms(workspace) || programs.getState().running) return;
  const stop = new AbortController();
  try {
    for (const step of steps) {
      programs.setState({ running: { step: step.id, stop }, failed: null });
      const output = await outputOf(workspace, trace, step, stop.signal);
      if (!output.ok) {
        programs.setState({ failed: { step: step.id, failure: output.error } });
        return;
      }
      addResult(workspace, step, output.value);
    }
  } finally {
    programs.setState({ running: null });
  }
}

function addResult(workspace: Workspace, step: ProgramStep, output: ProgramOutput): void {
  const { session, edges, programs } = workspace;
  const trace = session.store.getState().log?.trace;
  // Another document may have been opened meanwhile.
  if (!trace?.steps.has(step.id)) return;
  const steps = resultSteps(trace, step, output, edges.ambient);
  const [first] = steps;
  const known = sameResult(trace, step, steps);
  if (known) {
    session.goTo(known.id);
    return;
  }
  const done = session.commit("run-program", resultEdit(trace, step, output, steps));
  if (!tell(workspace, done) || !first) return;
  if (output.notes.length > 0)
    programs.setState(({ notes }) => ({ notes: new Map([...notes, [first.id, output.notes]]) }));
  session.goTo(first.id);
}

async function outputOf(
  workspace: Workspace,
  trace: Trace,
  step: ProgramStep,
  signal: AbortSignal,
): Promise<Result<ProgramOutput, Failure>> {
  const dialect = await readingOf(dialectOfStep(trace, step));
  const isKept = dialect?.programs?.variables !== "lost";
  const language = languageOfProgram(step) ?? "python";
  const line = lineTo(trace, step.id).slice(0, -1).filter(isRunnable);
  const before =
    isKept && HAVE_VARIABLES.has(language) ? line.filter((other) => languageOfProgram(other) === language) : [];
  const opened = await kernelAfter(workspace, { trace, language, before, dialect, signal });
  if (!opened.ok) return opened;
  const output = await runIn(workspace, { kernel: opened.value, trace, step, dialect, signal });
  if (!output.ok && output.error.code === "program-stopped") keepEnded(workspace, step.id, true);
  const { ended } = workspace.programs.getState();
  if (!output.ok || !before.some(({ id }) => ended.has(id))) return output;
  return ok({ ...output.value, notes: [...output.value.notes, "ended-left-out"] });
}

/** Languages whose programs find what those before them set; a drawing sets nothing. */
const HAVE_VARIABLES: ReadonlySet<ProgramLanguage> = new Set(["python", "javascript"]);

function keepEnded({ programs }: Workspace, step: StepId, isEnded: boolean): void {
  const ended = new Set(programs.getState().ended);
  if (isEnded) ended.add(step);
  else ended.delete(step);
  programs.setState({ ended });
}

/**
 * An interpreter that has run just these programs, but for those that were ended: as it stands open, or emptied, or a new
 * one, which runs them first.
 */
async function kernelAfter(
  workspace: Workspace,
  asked: {
    readonly trace: Trace;
    readonly language: ProgramLanguage;
    readonly before: readonly ProgramStep[];
    readonly dialect: Dialect | null;
    readonly signal: AbortSignal;
  },
): Promise<Result<ProgramKernel, Failure>> {
  const { programs, edges } = workspace;
  const { trace, language, dialect, signal } = asked;
  const before = asked.before.filter(({ id }) => !programs.getState().ended.has(id));
  const open = programs.getState().kernel;
  const alive = open?.kernel.alive && open.language === language ? open : null;
  const isSame = alive?.ran.length === before.length && before.every(({ id }, i) => alive.ran[i] === id);
  if (alive && alive.trace === trace.id && isSame) return ok(alive.kernel);
  programs.setState({ kernel: null });
  // One interpreter stands open at a time: each holds memory of its own.
  if (!alive) open?.kernel.close();
  const fresh = alive ? ok(alive.kernel) : await edges.programs.open(language, signal);
  if (!fresh.ok) return fresh;
  fresh.value.reset();
  programs.setState({ kernel: { kernel: fresh.value, language, trace: trace.id, ran: [] } });
  for (const step of before) {
    // What they show is known already, or is run for by itself.
    const output = await runIn(workspace, { kernel: fresh.value, trace, step, dialect, signal });
    if (output.ok) continue;
    // It took the interpreter along. The next one does without it.
    return programs.getState().ended.has(step.id) ? kernelAfter(workspace, asked) : output;
  }
  return fresh;
}

async function runIn(
  workspace: Workspace,
  asked: {
    readonly kernel: ProgramKernel;
    readonly trace: Trace;
    readonly step: ProgramStep;
    readonly dialect: Dialect | null;
    readonly signal: AbortSignal;
  },
): Promise<Result<ProgramOutput, Failure>> {
  const { programs } = workspace;
  const { kernel, trace, step, dialect, signal } = asked;
  for (const picture of picturesFor(trace, step, dialect)) await kernel.give(picture);
  if (signal.aborted) return err({ code: "program-stopped", message: "" });
  const output = await kernel.run(step.body.action.source, dialect?.programs?.variables !== "lost", signal);
  programs.setState(({ kernel: open }) => ({
    kernel: open?.kernel === kernel && output.ok ? { ...open, ran: [...open.ran, step.id] } : null,
  }));
  // Who stopped a run need not have meant a program before it.
  if (output.ok || output.error.code !== "program-stopped") keepEnded(workspace, step.id, !output.ok);
  if (!output.ok) kernel.close();
  return output;
}

/** The names that pictures have where no system says how it calls them. */
const USUAL = [
  { name: "image_", first: 1 },
  { name: "img_", first: 1 },
] as const;

/** The pictures that a program finds: those that were shown before it, by their files and by the variables of its system. */
function picturesFor(trace: Trace, step: ProgramStep, dialect: Dialect | null): readonly PictureForProgram[] {
  const line = lineTo(trace, step.id);
  const shown = dialect ? shownAlong(dialect, line, trace.images).map(({ id }) => id) : imagesOfProblem(line);
  const names = dialect?.programs?.pictures ?? USUAL;
  const opened = dialect?.programs?.opens === "latest-image" ? shown.length - 1 : 0;
  return shown.map((image, i) => ({
    image,
    path: trace.images.get(image)?.name || `picture-${i + 1}.png`,
    variables: names.map(({ name, first }) => `${name}${i + first}`),
    isDefault: i === opened,
  }));
}

const imagesOfProblem = (line: readonly Step[]) =>
  line.flatMap(({ body }) => (body.kind === "problem" ? body.images : []));
