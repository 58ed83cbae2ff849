import type { ImageId } from "../../action";
import type { StepId } from "../../trace";
import type { ExportLine } from "../contract/form";
import type { Told } from "../contract/told";
import { tell } from "./row";

/** One step of the model's, with what it was shown since the step before. */
export interface ProcessStep {
  readonly step: StepId;
  readonly text: string;
  /** Words that it was shown, without pictures. */
  readonly told: string;
  readonly shown: readonly ImageId[];
}

/** How good a step is, as PRM800K counts: −1 wrong, 0 neither helps nor harms, 1 correct. */
export type Rating = -1 | 0 | 1;

export interface LabelledStep extends ProcessStep {
  readonly rating: Rating;
}

/** The steps that process labels are about, after the question. */
export function processSteps({ turns }: Pick<ExportLine, "turns">): readonly ProcessStep[] {
  const steps: ProcessStep[] = [];
  let told = "";
  let shown: ImageId[] = [];
  let asked = false;
  for (const { role, parts } of turns)
    for (const part of parts) {
      if (role === "assistant" && part.kind !== "picture" && part.step !== null) {
        asked = true;
        steps.push({ step: part.step, text: part.text, told, shown });
        [told, shown] = ["", []];
        // What comes before the model's first words is the question.
      } else if (asked && part.kind === "picture") shown = [...shown, part.image];
      else if (asked && part.kind === "text") told += part.text;
    }
  return steps;
}

const RATINGS = { correct: 1, neutral: 0, wrong: -1 } as const;

/**
 * The steps of a line with their labels, up to the first wrong one and on as far as there are verdicts. Without a wrong
 * one every step must have a verdict.
 *
 * @param marked what a marked first error says of the steps before it: `not-wrong`, where the format has no more than
 *   good and bad; nothing, where it tells neutral from correct
 */
export function labelledSteps(line: ExportLine, marked: "not-wrong" | "nothing"): readonly LabelledStep[] | Told {
  if (line.firstError === "disputed") return tell(line, "raters-disagree");
  const steps = processSteps(line);
  const error = steps.findIndex(({ step }) => step === line.firstError);
  if (steps.length === 0) return tell(line, "no-words-of-model");
  if (line.ratings.size === 0 && error === -1) return tell(line, "no-verdicts");
  const labelled: LabelledStep[] = [];
  for (const [i, step] of steps.entries()) {
    const rating = i === error ? "wrong" : line.ratings.get(step.step);
    if (rating === "correct" || rating === "neutral" || rating === "wrong")
      labelled.push({ ...step, rating: RATINGS[rating] });
    else if (rating === undefined && marked === "not-wrong" && i < error) labelled.push({ ...step, rating: 1 });
    else if (labelled.some((before) => before.rating === -1)) return labelled;
    else return tell(line, flawOf(rating), step.step);
  }
  return labelled;
}

const flawOf = (rating: "unsure" | "disputed" | undefined) =>
  rating === "unsure" ? "step-unsure" : rating === "disputed" ? "raters-disagree" : "step-unjudged";

/** The index of the first wrong step, counted from 0; −1 where every step is known not to be wrong. */
export function firstErrorOf(line: ExportLine): number | Told {
  const labelled = labelledSteps(line, "not-wrong");
  if (!("length" in labelled))
    return labelled.code === "step-unjudged" ? { ...labelled, code: "first-error-unknown" } : labelled;
  return labelled.findIndex(({ rating }) => rating === -1);
}
