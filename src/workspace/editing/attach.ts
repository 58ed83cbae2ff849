import { type ImageId, shapeOf } from "../../action";
import { boxFromPoints, clampBox, type ImageBox, imageBox } from "../../geometry";
import {
  actionsShown,
  type EditName,
  type JudgementId,
  type JudgementTarget,
  judgeTarget,
  lineTo,
  ownJudgementAbout,
  type Step,
  type StepId,
  type Trace,
  wordsOf,
} from "../../trace";
import type { Workspace } from "../state";
import { notify } from "../state";
import { tell } from "./acts";
import { sentencesOf } from "./sentences";
import { chooseSubject, judgingNow, leaveSubject } from "./subject";

// What a judgement can be about beside a step as a whole. Regions, links and missing steps are edits as soon as they are
// drawn, joined or told, so that no keystroke of a person is lost; words are judged once something is said of them.

/** Puts a region, a link or a missing step down, where it is not there yet, and judges it from now on. */
function putDown(workspace: Workspace, name: EditName, target: JudgementTarget): void {
  const done = workspace.session.rate(name, (trace, by) => judgeTarget(trace, target, {}, by));
  if (tell(workspace, done)) chooseSubject(workspace, target);
}

/** A region of an image, in its canonical pixels. */
export const judgeRegion = (workspace: Workspace, image: ImageId, box: ImageBox): void =>
  putDown(workspace, "region", { kind: "region", image, box });

/** The place that the current step names or shows, as a region: what a hand would draw again, by one key. */
export function judgeOwnPlace(workspace: Workspace): void {
  const now = judgingNow(workspace);
  const region = now && ownPlace(now.trace, now.step);
  if (region) judgeRegion(workspace, region.image, region.box);
  else notify(workspace.view, { kind: "refused", code: "no-place-here" });
}

/** Around a point there is nothing to judge; it gets this part of the picture's longer side to each side. */
const AROUND_A_POINT = 1 / 40;

function ownPlace(trace: Trace, step: Step): { readonly image: ImageId; readonly box: ImageBox } | null {
  const body = step.body.kind === "observation" ? actionsShown(trace, step).at(-1)?.body : step.body;
  if (body?.kind !== "action") return null;
  const { image } = body.action;
  const [shape, size] = [shapeOf(body.action), trace.images.get(image)];
  if (shape.kind === "whole" || !size) return null;
  if (shape.kind === "box") return { image, box: shape.box };
  const { left, top, width, height } = boxFromPoints(shape.points);
  const room = Math.max(size.width, size.height) * AROUND_A_POINT;
  const around = imageBox(left - room, top - room, width + 2 * room, height + 2 * room);
  return { image, box: clampBox(around, size) };
}

/** The step that a link was begun at; null where none was, or where another trace is open by now. */
export function linkBegun({ session, view }: Workspace): StepId | null {
  const { linking } = view.getState();
  return linking !== null && session.store.getState().log?.trace.steps.has(linking) ? linking : null;
}

/** Begins a link at the current step, or joins the current step to the one that it was begun at. */
export function link(workspace: Workspace): void {
  const step = judgingNow(workspace)?.step;
  const begun = linkBegun(workspace);
  if (!step) return;
  if (begun === null) workspace.view.setState({ linking: step.id, judgeOpen: true });
  else join(workspace, begun, step.id);
}

/** Joins the two ends of a link; on the step where it was begun, nothing comes of it. */
function join(workspace: Workspace, begun: StepId, step: StepId): void {
  const { session, view } = workspace;
  const trace = session.store.getState().log?.trace;
  view.setState({ linking: null });
  if (begun === step || !trace) return;
  session.goTo(step);
  const [cause, effect] = isAbove(trace, step, begun) ? [step, begun] : [begun, step];
  putDown(workspace, "link", { kind: "link", cause, effect });
}

/** Nothing is caused by what comes after it: whichever end was chosen first, the earlier step of a line is the cause. */
const isAbove = (trace: Trace, step: StepId, other: StepId): boolean =>
  lineTo(trace, other).some(({ id }) => id === step);

/** A step was clicked: it is gone to, or is the other end of a link that was begun. */
export function pickStep(workspace: Workspace, step: StepId): void {
  const begun = linkBegun(workspace);
  if (begun === null) workspace.session.goTo(step);
  else join(workspace, begun, step);
}

/** Says that a step is missing behind the current one; `words` say what it should have been. */
export function missStep(workspace: Workspace, words: string): void {
  const step = judgingNow(workspace)?.step;
  workspace.view.setState({ missing: false });
  if (step) putDown(workspace, "missing-step", { kind: "missing-step", after: step.id, words: words.trim() });
}

export type Words = Extract<JudgementTarget, { kind: "words" }>;

/**
 * Judges part of the current step's words, counted in UTF-16 units: what is there of it, without white space around it.
 * No words are no subject.
 */
export function judgeWords(workspace: Workspace, of: Words["of"], from: number, to: number): void {
  const step = judgingNow(workspace)?.step;
  if (!step) return;
  const chosen = wordsOf(step, of).slice(Math.max(0, from), to);
  const start = Math.max(0, from) + chosen.length - chosen.trimStart().length;
  const target: Words = { kind: "words", step: step.id, of, from: start, to: start + chosen.trim().length };
  if (target.from < target.to) chooseSubject(workspace, target);
}

/** From the step to its first sentence, on to the next, and after the last to the step again; `by` -1 goes back. */
export function walkSentences(workspace: Workspace, by: 1 | -1): void {
  const now = judgingNow(workspace);
  if (!now) return;
  const of = wordsOf(now.step, "text") === "" ? "raw" : "text";
  const sentences = sentencesOf(wordsOf(now.step, of));
  if (sentences.length === 0) notify(workspace.view, { kind: "refused", code: "nothing-written" });
  const at = now.target.kind === "words" ? sentenceAt(sentences, now.target) : by === 1 ? -1 : sentences.length;
  const next = sentences[at + by];
  if (next) {
    workspace.view.setState({ tab: of === "raw" ? "raw" : "step" });
    judgeWords(workspace, of, next.from, next.to);
  } else leaveSubject(workspace);
}

const sentenceAt = (sentences: readonly { readonly from: number }[], { from }: Words): number =>
  sentences.findLastIndex((sentence) => sentence.from <= from);

/** Judges what was clicked on the picture. */
export function chooseJudged(workspace: Workspace, id: JudgementId): void {
  const target = judgingNow(workspace)?.trace.judgements.get(id)?.target;
  if (target) chooseSubject(workspace, target);
}

/** Takes back all that the person says by hand of something; the step as a whole is judged from then on. */
export function unjudge(workspace: Workspace, target: JudgementTarget): void {
  const done = workspace.session.rate("unjudge", (trace, { rater }) => {
    const own = ownJudgementAbout(trace, target, rater.id);
    return own && { kind: "remove-judgement", id: own.id };
  });
  if (tell(workspace, done)) leaveSubject(workspace);
}

/** What is judged beside the step as a whole; null where that is the step. */
export function chosenPart(workspace: Workspace): JudgementTarget | null {
  const target = judgingNow(workspace)?.target;
  return target && target.kind !== "step" ? target : null;
}

/** A step by its place on the line of another, for telling where a link ends: 1 for the first. */
export const placeOnLine = (trace: Trace, step: Step["id"]): number => lineTo(trace, step).length;
