import { type ImageId, pixelsTouched } from "../../src/action";
import { type ImageBox, imageBox, moveBox } from "../../src/geometry";
import { PICTURE_SIZE } from "../../src/gym";
import type { Step } from "../../src/trace";
import { asked, begun, complained, type Dialog, learnt, SHOWN, type Stretch } from "../lessons/lesson";

/** A run of the model's own as a dialog to learn from, and the crops that it was shown. */
export interface OwnDialog {
  readonly dialog: Dialog;
  /** Whole pixels of the first picture, a crop of a crop among them. */
  readonly crops: readonly ImageBox[];
}

/**
 * The steps of one run in the words in which the model said them, and what the runner told it where an action failed.
 * Null where a picture was shown that lies outside the first, or where nothing was said at all.
 */
export function dialogOfRun(steps: readonly Step[]): OwnDialog | null {
  const [problem, ...rest] = steps;
  if (problem?.body.kind !== "problem") return null;
  const { images: pictures, question } = problem.body;
  const stretches: Stretch[] = [asked(question, pictures.length)];
  const places = new Map<ImageId | undefined, ImageBox>([
    [pictures[0], imageBox(0, 0, PICTURE_SIZE.width, PICTURE_SIZE.height)],
  ]);
  const crops: ImageBox[] = [];
  let said = "";
  let looked: ImageBox | null = null;
  for (const { body, raw } of rest) {
    if (body.kind !== "observation") {
      said += raw ?? "";
      if (body.kind === "action" && body.action.kind === "zoom") {
        looked = within(places.get(body.action.image), body.action.box);
      }
      continue;
    }
    stretches.push(learnt(said));
    said = "";
    if (body.image === null) {
      stretches.push(complained(body.text));
      continue;
    }
    if (!looked) return null;
    stretches.push(SHOWN);
    crops.push(looked);
    places.set(body.image, looked);
  }
  // A run that was cut off did not say that it was at its end.
  if (said !== "") stretches.push(rest.at(-1)?.body.kind === "answer" ? learnt(said) : begun(said));
  if (!stretches.some(({ isLearnt }) => isLearnt)) return null;
  const images = [...pictures.map((_, i) => i), ...crops.map((_, i) => pictures.length + i)];
  return { dialog: { kind: "own", stretches, images }, crops };
}

/** A box of an image in whole pixels of the picture in which that image lies; null where it lies in none. */
const within = (place: ImageBox | undefined, box: ImageBox): ImageBox | null =>
  place ? pixelsTouched(moveBox(box, place.left, place.top), PICTURE_SIZE) : null;
