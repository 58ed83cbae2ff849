import { pixelsTouched } from "../../action";
import { err, ok, type Result } from "../../base";
import { cornersOf, type ImageBox, imageBox, intersectionOverUnion, type Size } from "../../geometry";
import { crop, type Pixels } from "../../pixels";
import { percent } from "../native";
import type { SceneObject } from "../scene";
import { lookBox } from "../scene";
import { follow, type NoAnswer, type Plan, planOf } from "./plan";
import { type Seen, seenIn } from "./sight";

/** What is checked, in this order. */
export const STAGES = ["question", "picture", "action"] as const;
export type Stage = (typeof STAGES)[number];

/** Why a draft is rejected: the stage that it fell at, and what was found there. */
export interface Reject {
  readonly stage: Stage;
  readonly code:
    | NoAnswer
    /** The words ask for another plan than was meant, or for none. */
    | "words-unclear"
    /** Another number of objects is seen than was painted: one covers another. */
    | "object-hidden"
    /** The picture, read by itself, answers the question otherwise. */
    | "picture-says-otherwise"
    /** What is cut out does not show the letter, or shows another's. */
    | "crop-unreadable"
    /** A box does not lie on what it counts. */
    | "box-misses"
    /** Nothing is there to be counted: a look at nothing teaches nothing. */
    | "nothing-to-look-at";
}

/** A draft before it is checked: what was meant, and what was painted. */
export interface Draft {
  readonly plan: Plan;
  readonly question: string;
  readonly answer: string;
  readonly objects: readonly SceneObject[];
  readonly picture: Pixels;
}

/** One look of the way to the answer, as the model would say it: boxes in whole percents of the picture. */
export interface Look {
  readonly how: "count" | "read";
  /** What is looked at, rounded as the model's words round it. */
  readonly boxes: readonly ImageBox[];
  /** What it shows: the number, or the letter. */
  readonly shows: string;
}

/**
 * Holds a draft to its question, its picture, and its picture after each action. The picture is read by an eye that knows
 * nothing of how it was painted. Gives the looks of a way to the answer.
 */
export function checked(draft: Draft): Result<readonly Look[], Reject> {
  const reread = planOf(draft.question);
  if (!reread) return err({ stage: "question", code: "words-unclear" });
  const meant = follow(reread, draft.objects.filter(isShape));
  if (!meant.ok) return err({ stage: "question", code: meant.error });
  if (meant.value.answer !== draft.answer) return err({ stage: "question", code: "words-unclear" });
  const seen = seenIn(draft.picture);
  if (seen.length !== draft.objects.length) return err({ stage: "picture", code: "object-hidden" });
  const found = follow(reread, seen);
  if (!found.ok) return err({ stage: "picture", code: found.error });
  if (found.value.answer !== draft.answer) return err({ stage: "picture", code: "picture-says-otherwise" });
  const looks: Look[] = [];
  for (const [i, { how, objects }] of meant.value.looks.entries()) {
    const boxes = objects.map((object) => rounded(lookBox(object), draft.picture));
    const flaw =
      how === "read"
        ? flawOfCrop(draft.picture, boxes, objects)
        : flawOfBoxes(boxes, found.value.looks[i]?.objects ?? []);
    if (flaw) return err({ stage: "action", code: flaw });
    looks.push({ how, boxes, shows: how === "read" ? (objects[0]?.letter ?? "") : String(objects.length) });
  }
  return ok(looks);
}

type ShapeObject = Extract<SceneObject, { readonly shape: unknown }>;
const isShape = (object: SceneObject): object is ShapeObject => "shape" in object;

/** Every whole percent of the picture that the words of an action can name. */
function rounded(box: ImageBox, size: Size): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const at = (value: number, extent: number) => (percent(value, extent) * extent) / 100;
  const [left, top] = [at(x1, size.width), at(y1, size.height)];
  return imageBox(left, top, at(x2, size.width) - left, at(y2, size.height) - top);
}

/** What is cut out, to the pixel as the action cuts it, is looked at by itself, without the picture around it. */
function flawOfCrop(
  picture: Pixels,
  boxes: readonly ImageBox[],
  objects: readonly SceneObject[],
): Reject["code"] | null {
  const letters = boxes.flatMap((box) =>
    seenIn(crop(picture, pixelsTouched(box, picture))).map(({ letter }) => letter),
  );
  return letters.length === 1 && letters[0] === objects[0]?.letter ? null : "crop-unreadable";
}

/** How much of a box and of what is seen in it lie on each other, at the least: a look keeps a margin, a shape has a rim. */
const LEAST_ON = 0.35;

function flawOfBoxes(boxes: readonly ImageBox[], seen: readonly Seen[]): Reject["code"] | null {
  if (boxes.length === 0) return "nothing-to-look-at";
  const isOn = seen.every(({ box }) =>
    boxes.some((drawn) => intersectionOverUnion(drawn, box) >= LEAST_ON && isWithin(box, drawn)),
  );
  return seen.length === boxes.length && isOn ? null : "box-misses";
}

function isWithin(inner: ImageBox, outer: ImageBox): boolean {
  const [left, top, right, bottom] = cornersOf(inner);
  const [outerLeft, outerTop, outerRight, outerBottom] = cornersOf(outer);
  return left >= outerLeft && top >= outerTop && right <= outerRight && bottom <= outerBottom;
}
