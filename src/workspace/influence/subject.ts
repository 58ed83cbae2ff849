import type { ImageBox } from "../../geometry";
import {
  type AnsweredLine,
  type AnswerSet,
  answeredLine,
  answerSetOf,
  cropOf,
  type InfluenceTools,
  type Look,
  lookAt,
  questionOf,
} from "../../influence";
import { referenceAlong } from "../../scoring";
import { lineView, visibleLine } from "../../session";
import { childrenOf, parentOf, type Step, type StepId, type Trace } from "../../trace";
import { gymProblemOf } from "../documents";
import type { ReadyModel } from "../ports";
import { dialectToAsk } from "../runs/dialects";
import { limitsFor } from "../runs/run";
import type { Workspace } from "../state";

/** What a question is about: the visible line, the step that one is at, and the look that it belongs to. */
export interface AskedSubject {
  readonly line: AnsweredLine;
  readonly step: Step;
  /** Null where nothing was looked at before it. */
  readonly look: Look | null;
  /** What a person would have looked at on the same image, where they cut that out beside it. */
  readonly ownBox: ImageBox | null;
}

/** Null where nothing is open, or the line ends without an answer. */
export function subjectOf({ session }: Workspace): AskedSubject | null {
  const { log, place } = session.store.getState();
  const current = log && lineView(log.trace, place).current;
  if (!log || !current) return null;
  const line = answeredLine(log.trace, visibleLine(log.trace, place));
  if (!line.ok) return null;
  const found = lookAt(line.value, current.id);
  const look = found.ok ? found.value : null;
  return { line: line.value, step: current, look, ownBox: look && ownBoxBeside(log.trace, look) };
}

/** The youngest cut that a person made on the image that a look is on. */
function ownBoxBeside(trace: Trace, look: Look): ImageBox | null {
  const crop = cropOf(look, trace.images);
  if (!crop) return null;
  const own = [...trace.steps.values()].findLast(
    ({ author, removed, body, id }) =>
      author === "human" &&
      !removed &&
      body.kind === "action" &&
      body.action.kind === "zoom" &&
      body.action.image === crop.from.id &&
      !look.actions.some((action) => action.id === id),
  );
  return own?.body.kind === "action" && own.body.action.kind === "zoom" ? own.body.action.box : null;
}

/** What is known of the right answer, and of which answers there are. */
export interface KnownAnswers {
  readonly isRight: ((answer: string) => boolean) | null;
  /** In words; null where nobody knows it. */
  readonly right: string | null;
  readonly set: AnswerSet;
}

export async function knownAnswers({ trace, steps }: Pick<AnsweredLine, "trace" | "steps">): Promise<KnownAnswers> {
  const problem = await gymProblemOf(trace);
  if (problem) {
    const { checkAnswer, LETTERS } = await import("../../gym");
    const set: AnswerSet = LETTERS.includes(problem.truth)
      ? { kind: "closed", answers: LETTERS, told: "family" }
      : { kind: "open" };
    return { isRight: (answer) => checkAnswer(problem, answer), right: problem.truth, set };
  }
  const reference = referenceAlong(steps);
  const answer = reference?.answer ?? null;
  const isRight = reference && answer !== null ? (text: string) => reference.readAnswer(text) === answer : null;
  return { isRight, right: answer, set: answerSetOf(questionOf(steps)) };
}

/** What questions are asked with: the chosen model, in the dialect of the trace's runs. */
export async function toolsFor(workspace: Workspace, model: ReadyModel): Promise<InfluenceTools> {
  const { images, ambient } = workspace.edges;
  const dialect = await dialectToAsk(workspace);
  return {
    model: model.run,
    modelFiles: model.files,
    dialect,
    pictures: images,
    clockAndIds: ambient,
    limits: limitsFor(model.card, workspace.view.getState().settings, dialect),
  };
}

/** The line that ends in a step, where there still is one: a finding is held against that, wherever one is now. */
export function lineEndingIn(trace: Trace, leaf: StepId): AnsweredLine | null {
  const steps: Step[] = [];
  for (let step = trace.steps.get(leaf); step; step = parentOf(trace, step)) steps.unshift(step);
  const line = answeredLine(trace, steps);
  return line.ok && childrenOf(trace, leaf).length === 0 ? line.value : null;
}
