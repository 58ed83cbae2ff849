import type { Scene } from "../../../stage";
import {
  type Judgement,
  judgementsOf,
  judgementsOn,
  lineTo,
  type Step,
  type StepId,
  type Trace,
  wordsOf,
} from "../../../trace";
import type { Words } from "../../words";
import type { JudgeWords } from "../../words/judge";
import { kindName } from "../../words/names";

/** A list longer than this is scrolled by nobody; the rest is counted. */
export const MOST_PARTS = 50;

/**
 * What a rater said by hand of parts of a step: its words, links from and to it, steps missing behind it, and
 * regions of the picture that is looked at there. Last said first.
 */
export function partsOf(trace: Trace, step: StepId, { image, placements }: Scene, by: string): readonly Judgement[] {
  const images = image ? [image.id, ...[...placements].flatMap(([id, at]) => (at.image === image.id ? [id] : []))] : [];
  const all = [...judgementsOf(trace, step), ...images.flatMap((id) => judgementsOn(trace, id))];
  return all
    .filter(({ rater, basis, target }) => rater.id === by && basis.kind === "hand" && target.kind !== "step")
    .toSorted((a, b) => b.atMillis - a.atMillis);
}

/** What such a judgement is about, in a few words. */
export function partName(trace: Trace, { target }: Judgement, words: Words, own: JudgeWords): string {
  switch (target.kind) {
    case "trace":
    case "step":
      return words.step.title(1, 1);
    case "words": {
      const step = trace.steps.get(target.step);
      return words.step.aboutWords(step ? wordsOf(step, target.of).slice(target.from, target.to) : "");
    }
    case "region":
      return own.regionAt(Math.round(target.box.width), Math.round(target.box.height));
    case "link":
      return own.led(placed(trace, target.cause, words), placed(trace, target.effect, words));
    case "missing-step":
      return target.words || own.missingAfter(lineTo(trace, target.after).length);
  }
}

/** A step by its place on its line and its kind: "3 Crop". */
function placed(trace: Trace, id: StepId, words: Words): string {
  const line = lineTo(trace, id);
  const step: Step | undefined = line.at(-1);
  return `${line.length} ${step ? kindName(step, words) : ""}`.trim();
}
