import { type ImageId, shapeOf } from "../../action";
import { type Chain, type Taxonomy, tagToday } from "../../annotation";
import { boxFromPoints, type ImageBox } from "../../geometry";
import { type JudgedMark, onImage, type Scene } from "../../stage";
import {
  actingStep,
  type Judgement,
  type JudgementTarget,
  type JudgementValue,
  judgementsOn,
  nameOfTarget,
  type Step,
  type Trace,
  type Verdict,
} from "../../trace";
import type { Words } from "../words";
import { kindName } from "../words/names";

/** Told without colour: what a verdict looks like in one sign. */
export const SIGNS: { readonly [V in Verdict]: string } = { correct: "✓", wrong: "✗", unsure: "?", neutral: "–" };

export interface JudgedAt {
  readonly trace: Trace;
  readonly line: readonly Step[];
  /** Where on the line one is. */
  readonly index: number;
  readonly chain: Chain;
  /** What the next verdict is about. */
  readonly subject: JudgementTarget | null;
  readonly taxonomy: Taxonomy;
  /** Whose judgements are shown, by their id. */
  readonly rater: string;
}

/**
 * What the person judged on the picture of a scene, in its pixels: regions of it and of the crops that lie in it, and
 * arrows from the place of a cause to the place of its effect. A link shows from its cause on.
 */
export function judgedOn({ image, placements }: Scene, at: JudgedAt, words: Words): readonly JudgedMark[] {
  if (!image) return [];
  const images = [image.id, ...[...placements].filter(([, placed]) => placed.image === image.id).map(([id]) => id)];
  const chosen = at.subject && nameOfTarget(at.subject);
  const common = ({ id, target, value }: Judgement) => ({
    id,
    verdict: value.verdict,
    chosen: nameOfTarget(target) === chosen,
  });
  const regions = images.flatMap((id) =>
    judgementsOn(at.trace, id).flatMap((judgement): JudgedMark[] => {
      const { target, rater, basis, value } = judgement;
      const mine = rater.id === at.rater && basis.kind === "hand";
      const box = target.kind === "region" && mine ? outward(target.box, target.image, image.id, placements) : null;
      return box ? [{ ...common(judgement), kind: "region", box, words: regionWords(value, at.taxonomy, words) }] : [];
    }),
  );
  const links = at.chain.links.flatMap((link): JudgedMark[] => {
    if (link.cause > at.index) return [];
    const [from, to] = [link.cause, link.effect].map((place) =>
      placeOf(at.trace, at.line[place], image.id, placements),
    );
    if (!from && !to) return [];
    const said = linkWords(at.line, link.cause, link.effect, words);
    const sign = signOf(link.judgement.value);
    return [{ ...common(link.judgement), kind: "link", from: from ?? null, to: to ?? null, words: `${sign}${said}` }];
  });
  return [...regions, ...links];
}

const signOf = ({ verdict }: JudgementValue): string => (verdict ? `${SIGNS[verdict]} ` : "");

/** The sign of the verdict and what was said first: a tag, a note, else the verdict's own word. */
function regionWords(value: JudgementValue, taxonomy: Taxonomy, words: Words): string {
  const [tag] = value.tags;
  const today = tag && tagToday(taxonomy, tag);
  const named = today ? words.ownTag(today.key, today.name) : tag?.tag;
  const said = named ?? (value.note || (value.verdict ? words.step.verdicts[value.verdict] : words.step.region));
  return `${signOf(value)}${said}`;
}

/** "3 → 5 Answer": a step that has no place on the picture is told by its number and kind. */
function linkWords(line: readonly Step[], cause: number, effect: number, words: Words): string {
  const step = line[effect];
  return `${cause + 1} → ${effect + 1}${step ? ` ${kindName(step, words)}` : ""}`;
}

/** Where a step acted or what it shows, as it lies on an image; null where it has no place there. */
export function placeOf(
  trace: Trace,
  step: Step | undefined,
  image: ImageId,
  placements: Scene["placements"],
): ImageBox | null {
  const acting = step && actingStep(trace, step);
  if (acting?.body.kind !== "action") return null;
  const action = onImage(acting.body.action, image, placements);
  const shape = action && shapeOf(action);
  if (!shape || shape.kind === "whole") return null;
  return shape.kind === "box" ? shape.box : boxFromPoints(shape.points);
}

/** A region of a crop as it lies in the picture. */
function outward(box: ImageBox, of: ImageId, image: ImageId, placements: Scene["placements"]): ImageBox | null {
  const action = onImage({ kind: "box", image: of, box, label: "" }, image, placements);
  return action?.kind === "box" ? action.box : null;
}
