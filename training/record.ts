import { createRng, type Rng } from "../src/base";
import {
  type Atlas,
  type Difficulty,
  type Family,
  generateProblem,
  LETTERS,
  PICTURE_SIZE,
  type ProblemName,
  percents,
} from "../src/gym";
import { crop, type Pixels } from "../src/pixels";
import { type Annotated, annotate } from "./annotate";
import { labelsOf } from "./labels";
import type { Crop, DialogKind } from "./lessons/lesson";
import { lessonOf } from "./lessons/lessonOf";
import { rgbOf, squared } from "./preprocess";

/** One line of records.jsonl. Image numbers count through the shard's images.u8. */
export interface ProblemRecord {
  readonly seed: number;
  readonly family: Family;
  /** The whole pictures come first, in order. */
  readonly pictures: readonly {
    readonly image: number;
    /** A class a patch. */
    readonly patches: readonly number[];
    /** Left, top, right, bottom in percents of the picture. */
    readonly boxes: readonly (readonly number[])[];
  }[];
  /** Letter, name and figure: 0 where there is none; figures count from 1. */
  readonly crops: readonly {
    readonly image: number;
    readonly letter: number;
    readonly name: number;
    readonly figure: number;
  }[];
  readonly dialogs: readonly (Annotated & {
    readonly kind: DialogKind;
    readonly images: readonly number[];
    /** What the dialog's loss is multiplied by, where it is a run of the model's own. */
    readonly advantage?: number;
  })[];
}

/** How often each family is drawn, of 100. */
const FAMILY_WEIGHTS: Readonly<Record<Family, number>> = {
  find: 18,
  count: 16,
  maze: 18,
  measure: 13,
  track: 8,
  geometry: 14,
  chart: 13,
};

/**
 * A problem's record and its images (bytes of 96 × 96 RGB each), the first of which is number `firstImage`. The seed
 * says what is drawn, unless a family and a level are `wanted`.
 */
export function recordOf(
  seed: number,
  firstImage: number,
  atlas: Atlas,
  wanted?: Pick<ProblemName, "family" | "difficulty">,
): { record: ProblemRecord; images: Uint8Array[] } {
  const rng = createRng(`lesson/${seed}`);
  const { family, difficulty } = wanted ?? { family: drawFamily(rng), difficulty: rng.int(1, 5) as Difficulty };
  const problem = generateProblem({ family, seed, difficulty }, atlas);
  const { crops, dialogs } = lessonOf(rng, problem);
  const { pictures, layout } = problem;
  const record: ProblemRecord = {
    seed,
    family,
    pictures: labelsOf(layout).map(({ patches, boxes }, i) => ({
      image: firstImage + i,
      patches,
      boxes: boxes.map((box) => percents(box, PICTURE_SIZE).split(" ").map(Number)),
    })),
    crops: crops.map(({ letter = "", name = 0, figure }, i) => ({
      image: firstImage + pictures.length + i,
      letter: 1 + LETTERS.indexOf(letter),
      name,
      figure: figure === undefined ? 0 : 1 + figure,
    })),
    dialogs: dialogs.map((dialog) => ({
      kind: dialog.kind,
      ...annotate(dialog),
      images: dialog.images.map((image) => firstImage + image),
    })),
  };
  const cut = crops.map(({ box }: Crop): Pixels => crop(pictures[0]!, box));
  return { record, images: [...pictures, ...cut].map((pixels) => rgbOf(squared(pixels))) };
}

/** A family by its weight. */
export function drawFamily(rng: Rng): Family {
  let rest = rng.int(1, 100);
  for (const [family, weight] of Object.entries(FAMILY_WEIGHTS)) {
    rest -= weight;
    if (rest <= 0) return family as Family;
  }
  throw new Error("The weights of the families come to less than a hundred");
}
