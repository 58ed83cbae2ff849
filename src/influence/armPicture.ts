import { fitAction } from "../action";
import { createRng, err, ok, type Result, type Rng } from "../base";
import { areaOf, type ImageBox, imageBox, intersectionOverUnion, type Size } from "../geometry";
import { executorWithRulesOf, performPicture } from "../runner";
import type { ActionBody, ImageRecord, Trace } from "../trace";
import type { PictureArm } from "./arm";
import type { Look } from "./look";
import type { InfluenceTools } from "./ports";

/** Why an arm has no picture: what was looked at is no part of a picture, or the tool would not cut that. */
export type PictureRefusal = "not-a-crop" | "no-own-crop" | string;

type Tools = Pick<InfluenceTools, "dialect" | "pictures">;

/** A look that cuts a part out of a picture. */
export interface CropLook {
  readonly from: ImageRecord;
  readonly box: ImageBox;
}

/** The part that a look shows; null where it shows something else than one cut. */
export function cropOf(look: Look, images: Trace["images"]): CropLook | null {
  const [first, ...more] = look.actions;
  const action = first?.body.action;
  if (action?.kind !== "zoom" || more.length > 0) return null;
  const from = images.get(action.image);
  const fitted = from && fitAction(action, from);
  return from && fitted?.ok && fitted.value.kind === "zoom" ? { from, box: fitted.value.box } : null;
}

/** Cuts another part out of the picture of a look, as the system's own tool cuts. */
export async function cutOf(
  { from }: CropLook,
  box: ImageBox,
  images: Trace["images"],
  { dialect, pictures }: Tools,
): Promise<Result<ImageRecord, string>> {
  const body: ActionBody = { kind: "action", action: { kind: "zoom", image: from.id, box }, declared: null };
  const made = await performPicture({ asked: [{ body }], frame: null }, images, executorWithRulesOf(dialect, pictures));
  return made.ok ? ok({ ...made.value, name: "", origin: { kind: "derived", from: from.id } }) : made;
}

export interface WantedPicture {
  readonly arm: PictureArm;
  readonly seed: number;
  /** In pixels of the image that the look is on. */
  readonly ownBox: ImageBox | null;
}

/** The picture that an arm shows in the look's place. Chance follows from the seed alone. */
export async function armPicture(
  { arm, seed, ownBox }: WantedPicture,
  look: Look,
  images: Trace["images"],
  tools: Tools,
): Promise<Result<ImageRecord, PictureRefusal>> {
  if (arm === "noise") {
    const made = await tools.pictures.alter(look.image, { kind: "noise", box: null, seed });
    return made.ok ? ok({ ...made.value, name: "", origin: { kind: "derived", from: look.image } }) : made;
  }
  const crop = cropOf(look, images);
  if (!crop) return err("not-a-crop");
  if (arm === "own-crop") return ownBox ? cutOf(crop, ownBox, images, tools) : err("no-own-crop");
  const box = boxElsewhere(createRng(`random-crop/${seed}`), crop.box, crop.from);
  return box ? cutOf(crop, box, images, tools) : err("no-room-elsewhere");
}

const TRIES = 200;
/** A box that shares more than this with the one that was looked at shows mostly the same. */
const MOST_SHARED = 0.1;

/**
 * A box of the same size somewhere else in the picture. Of as many tries the one that shares the least, where all
 * share something; null where there is no room for another.
 */
function boxElsewhere(rng: Rng, box: ImageBox, { width, height }: Size): ImageBox | null {
  let best: ImageBox | null = null;
  let least = MOST_OVERLAP;
  for (let tried = 0; tried < TRIES; tried++) {
    const left = Math.round(rng.next() * Math.max(0, width - box.width));
    const top = Math.round(rng.next() * Math.max(0, height - box.height));
    const other = imageBox(left, top, box.width, box.height);
    const shared = intersectionOverUnion(box, other);
    if (shared <= MOST_SHARED) return other;
    if (shared < least) [best, least] = [other, shared];
  }
  return best;
}

/** Above this there is no other place to speak of: the look shows most of the picture. */
const MOST_OVERLAP = 0.5;

/** How much of its picture a look shows, from 0 to 1; null where it is no cut. */
export function shareShown(look: Look, images: Trace["images"]): number | null {
  const crop = cropOf(look, images);
  return crop && areaOf(crop.box) / areaOf(crop.from);
}
