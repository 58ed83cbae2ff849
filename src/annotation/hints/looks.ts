import type { ImageId } from "../../action";
import {
  areaOf,
  clampBox,
  type ImageBox,
  type ImagePoint,
  imageBox,
  imagePoint,
  intersectionOverUnion,
  type Size,
} from "../../geometry";
import { actionsShown, type Step, type StepId, type Trace } from "../../trace";
import { type Hint, type HintEvidence, type HintedLine, hintOf, type LineCheck } from "./hint";
import { saysSame } from "./words";

/** Two boxes that overlap so far show the same. */
const SAME = 0.95;
/** Below this side a crop holds less than one patch of the vision encoders in use (Qwen2.5-VL: 28 pixels a token). */
const TINY_SIDE = 28;

/** The same action, or nearly the same box, again. (VisGym: action looping; MAST FM-1.3.) */
export const loops: LineCheck = ({ steps }) => {
  const seen: { readonly first: Step; times: number }[] = [];
  return steps.flatMap((step) => {
    if (step.body.kind !== "action") return [];
    const same = seen.findLast(({ first }) => saysSame(step, first) || zoomsAlike(step, first));
    if (same) return [hintOf(step, { kind: "repeated", first: same.first.id, times: ++same.times })];
    remember(seen, { first: step, times: 1 });
    return [];
  });
};

function zoomsAlike(a: Step, b: Step): boolean {
  const [one, other] = [zoomOf(a), zoomOf(b)];
  return one !== null && other?.image === one.image && intersectionOverUnion(one.box, other.box) >= SAME;
}

/** Looks are compared with so many before them; a line of a hundred thousand must not freeze the page. */
const REMEMBERED = 200;

function remember<T>(seen: T[], look: T): void {
  seen.push(look);
  if (seen.length > REMEMBERED) seen.shift();
}

const zoomOf = ({ body }: Step) => (body.kind === "action" && body.action.kind === "zoom" ? body.action : null);

/** Crops that show too little, nothing of the picture, or all of it. */
export const emptyLooks: LineCheck = ({ trace, steps }) =>
  steps.flatMap((step) => {
    const zoom = zoomOf(step);
    const image = zoom && trace.images.get(zoom.image);
    if (!zoom || !image) return [];
    const inside = areaOf(clampBox(zoom.box, image)) / Math.max(areaOf(zoom.box), Number.MIN_VALUE);
    const evidence: HintEvidence[] = [];
    if (inside < 1 - 1e-6) evidence.push({ kind: "outside", inside });
    if (Math.min(zoom.box.width, zoom.box.height) < Math.min(TINY_SIDE, image.width / 4, image.height / 4))
      evidence.push({ kind: "tiny", width: zoom.box.width, height: zoom.box.height });
    if (areaOf(clampBox(zoom.box, image)) >= SAME * areaOf(image))
      evidence.push({ kind: "nothing-new", seen: "whole-picture" });
    return evidence.map((one) => hintOf(step, one));
  });

/** A crop of a crop that holds all of it shows what that crop has shown. */
export const seenBefore: LineCheck = (line) => {
  const seen: { step: StepId; image: ImageId; box: ImageBox }[] = [];
  return line.steps.flatMap((step): readonly Hint[] => {
    const zoom = zoomOf(step);
    const onSource = zoom && placeOnSource(line, zoom.image, zoom.box);
    if (!zoom || !onSource) return [];
    const before = seen.find(
      ({ image, box }) =>
        image === onSource.image && image !== zoom.image && intersectionOverUnion(box, onSource.box) >= SAME,
    );
    remember(seen, { step: step.id, ...onSource });
    return before ? [hintOf(step, { kind: "nothing-new", seen: before.step })] : [];
  });
};

/** A line that answers a question about a picture and never looks. (Pixel-Reasoner: bypassing.) */
export const noLooks: LineCheck = ({ steps }) => {
  const answer = steps.findLast(({ body }) => body.kind === "answer");
  const hasPicture = steps.some(({ body }) => body.kind === "problem" && body.images.length > 0);
  const acts = steps.some(({ body }) => body.kind === "action" || body.kind === "unparsed");
  return answer && hasPicture && !acts ? [hintOf(answer, { kind: "no-look" })] : [];
};

/** Boxes, crops and points against the regions that the reference names. Those that serve are not mentioned. */
export const besideReference: LineCheck = (line) => {
  const { steps } = line;
  const references = steps.flatMap(({ body }) => (body.kind === "problem" && body.reference ? [body.reference] : []));
  const regions = references.flatMap(({ boxes = [] }) => boxes);
  if (regions.length === 0) return [];
  const looks = steps.flatMap((step) => {
    const place = placeOfAction(line, step);
    const onPicture = place ? regions.filter(({ image }) => image === place.image).map(({ box }) => box) : [];
    return place && onPicture.length > 0 ? [{ step, fits: onPicture.map((region) => fitOf(place.box, region)) }] : [];
  });
  return looks.flatMap(({ step, fits }) => {
    const best = fits.reduce((a, b) => (b.overlap + b.covered > a.overlap + a.covered ? b : a));
    const serves = best.centreInside || best.covered >= 0.5;
    return serves ? [] : [hintOf(step, { kind: "beside-reference", ...best })];
  });
};

function fitOf(box: ImageBox, region: ImageBox) {
  const centre = imagePoint(box.left + box.width / 2, box.top + box.height / 2);
  const shared = overlapOf(box, region);
  return {
    overlap: intersectionOverUnion(box, region),
    centreInside: holds(region, centre),
    covered: areaOf(region) > 0 ? shared / areaOf(region) : Number(holds(box, imagePoint(region.left, region.top))),
  };
}

const overlapOf = (a: ImageBox, b: ImageBox): number =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top));

const holds = (box: ImageBox, { x, y }: ImagePoint): boolean =>
  x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;

/** Where an action points, on the picture that was given; null where it points nowhere, or on what was no mere cut of it. */
export function placeOfAction(line: HintedLine, step: Step): { image: ImageId; box: ImageBox } | null {
  const meant = extentOf(step);
  return meant && placeOnSource(line, meant.image, meant.box);
}

/** Where an action points, on the image that it names; null for one that points nowhere. */
function extentOf({ body }: Step): { image: ImageId; box: ImageBox } | null {
  if (body.kind !== "action") return null;
  const { action } = body;
  if (action.kind === "zoom" || action.kind === "box" || action.kind === "highlight")
    return { image: action.image, box: action.box };
  return action.kind === "point" ? { image: action.image, box: imageBox(action.at.x, action.at.y, 0, 0) } : null;
}

/**
 * The box on the picture that was given, where the image came of it by crops alone; a crop may have been shown larger
 * or smaller than it was cut. Null where it came of something else.
 */
function placeOnSource(
  { trace, shownBy }: HintedLine,
  image: ImageId,
  box: ImageBox,
): { image: ImageId; box: ImageBox } | null {
  let place = { image, box };
  for (let depth = 0; depth < DEEPEST; depth++) {
    const record = trace.images.get(place.image);
    if (!record || record.origin.kind === "source") return record ? place : null;
    const cut = cutOf(trace, shownBy.get(place.image));
    if (!cut) return null;
    place = { image: cut.image, box: fromCut(place.box, cut.box, record) };
  }
  return null;
}

/** A crop of a crop of a crop: nobody goes down so far, and a ring of images must not be walked for ever. */
const DEEPEST = 64;

function cutOf(trace: Trace, observed: Step | undefined): { image: ImageId; box: ImageBox } | null {
  const [shown, ...more] = observed ? actionsShown(trace, observed) : [];
  if (!shown || more.length > 0 || shown.body.action.kind !== "zoom") return null;
  const { action, declared } = shown.body;
  return { image: action.image, box: declared?.executed ?? action.box };
}

function fromCut(box: ImageBox, cut: ImageBox, shown: Size): ImageBox {
  const [across, down] = [cut.width / shown.width, cut.height / shown.height];
  return imageBox(cut.left + box.left * across, cut.top + box.top * down, box.width * across, box.height * down);
}
