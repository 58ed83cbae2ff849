import type { ImageRecord, Step, StepBody, Trace } from "../trace";
import type { AnsweredLine, Look } from "./look";

/**
 * What is done to a look before the model is asked again. The words of the line stay as they are in every arm; what is
 * shown for them, or that they are there at all, is what differs. Arms `withheld` and `uncalled` are those of arXiv
 * 2606.02357 (call format only, result only), `noise` is that of arXiv 2510.23482.
 */
export const ARMS = [
  /** As it was. */
  "as-run",
  /** Every sample of the picture that the look showed is drawn by chance. */
  "noise",
  /** The turn that showed the picture is there without it. */
  "removed",
  /** Another part of the same size, cut where chance says. */
  "random-crop",
  /** The call is there, and the model is told that it was refused. */
  "withheld",
  /** The picture is shown, and the call that asked for it is not there. */
  "uncalled",
  /** The picture that the look showed stands for the problem's own, and nothing else was said or shown. */
  "alone",
  /** What a person would have looked at. */
  "own-crop",
] as const;
export type Arm = (typeof ARMS)[number];

/** The arms that show a picture which has to be made first. */
export type PictureArm = Extract<Arm, "noise" | "random-crop" | "own-crop">;

/** Of those arms there are as many as chance has seeds; of the others one. */
export const isByChance = (arm: Arm): boolean => arm === "noise" || arm === "random-crop";

/** A line as a model is asked about it, and the images that it shows. */
export interface AskedLine {
  /** To the end of the last thing that was shown: what the model says next, it says by itself. */
  readonly stem: readonly Step[];
  /** What the model said from the look on, as it said it, between one thing that was shown and the next. */
  readonly said: readonly SaidWords[];
  readonly images: Trace["images"];
}

/** Words of the model behind a place of the line; `before` is the line up to there. */
export interface SaidWords {
  readonly before: readonly Step[];
  readonly words: string;
}

/** What a picture arm shows in the look's place; how a system tells of a refusal. */
export interface ArmMaterial {
  readonly image: ImageRecord | null;
  readonly refusal: string;
}

/** The line with the arm's change made to the look. */
export function lineUnder(arm: Arm, line: AnsweredLine, look: Look, { image, refusal }: ArmMaterial): AskedLine {
  const images = image ? new Map([...line.trace.images, [image.id, image]]) : line.trace.images;
  const shown = line.steps.map((step) => (step.id === look.observation ? changed(step, arm, image, refusal) : step));
  const calls = new Set(look.actions.map(({ id }) => id));
  if (arm === "uncalled") return askedLine(without(shown, calls), look, images);
  return arm === "alone" ? askedLine(alone(line, look), look, images) : askedLine(shown, look, images);
}

/** Cut where the model last was shown something, with what it said from the look on. */
export function askedLine(
  steps: readonly Step[],
  { observation }: Pick<Look, "observation">,
  images: Trace["images"],
): AskedLine {
  const from = steps.findIndex(({ id }) => id === observation);
  const last = steps.findLastIndex(isShown);
  return { stem: steps.slice(0, last + 1), said: wordsFrom(steps, Math.max(0, from)), images };
}

/** What the model said from a place of the line on, part by part. */
export function wordsFrom(steps: readonly Step[], from: number): readonly SaidWords[] {
  const parts: SaidWords[] = [];
  let start = from;
  for (let at = from; at <= steps.length; at++) {
    const step = steps[at];
    if (step && !isShown(step)) continue;
    const words = steps.slice(start, at).map(({ raw }) => raw);
    if (words.join("") !== "") parts.push({ before: steps.slice(0, start), words: words.join("") });
    start = at + 1;
  }
  return parts;
}

const isShown = ({ body }: Step): boolean => body.kind === "problem" || body.kind === "observation";

function changed(step: Step, arm: Arm, image: ImageRecord | null, refusal: string): Step {
  const { body } = step;
  if (body.kind !== "observation") return step;
  // What a log kept of the words around a picture would still speak of it.
  const saying = (next: Partial<Extract<StepBody, { kind: "observation" }>>): Step => ({
    ...step,
    raw: "",
    body: { ...body, ...next },
  });
  if (arm === "removed") return saying({ image: null, text: "" });
  if (arm === "withheld") return saying({ image: null, text: refusal });
  return image ? saying({ image: image.id }) : step;
}

const without = (steps: readonly Step[], gone: ReadonlySet<Step["id"]>): readonly Step[] =>
  steps.filter(({ id }) => !gone.has(id));

/** The problem about the look's picture alone, then what the model said last. */
function alone({ steps }: AnsweredLine, { image, observation }: Look): readonly Step[] {
  const problem = steps.find(({ body }) => body.kind === "problem");
  if (problem?.body.kind !== "problem") return steps;
  const last = steps.findLastIndex(isShown);
  const posed: Step = { ...problem, id: observation, body: { ...problem.body, images: [image] } };
  return [posed, ...steps.slice(last + 1)];
}
