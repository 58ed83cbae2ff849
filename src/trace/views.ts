import { type Action, type ImageId, isMark, pixelsTouched } from "../action";
import {
  boxFromPoints,
  cosineAndSine,
  type ImageBox,
  type ImagePoint,
  imagePoint,
  type Size,
  turnedSize,
} from "../geometry";
import { actionsShown } from "./shows";
import { performedAction, type Step, type Trace } from "./trace";

// What is drawn on a crop, or on a picture that was rotated, lies somewhere on the picture that these were made from.

/** `x' = xx·x + xy·y + x0` and `y' = yx·x + yy·y + y0`: from pixels of a view to pixels of the picture it was made from. */
interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/** Where a view lies in the outermost picture that it was made from. */
export interface ViewPlace {
  readonly image: ImageId;
  /** Whether its sides lie along those of that picture, so that a box stays a box. */
  readonly upright: boolean;
  /** A point of the view in pixels of that picture. */
  outward(point: ImagePoint): ImagePoint;
}

/** Where images lie in the pictures that they were made from; null of one that was made from none. */
export type ViewPlaces = (image: ImageId) => ViewPlace | null;

/** More views within views than any run has; a trace that says so is not followed. */
const MOST_VIEWS = 64;

/**
 * The places of a trace's views: of crops, turned and mirrored pictures, and pictures with marks drawn on them, that were
 * made from one another. A picture that a program or a server made has none.
 */
export function viewPlaces(trace: Trace): ViewPlaces {
  const inner = new Map<ImageId, { readonly from: ImageId; readonly affine: Affine }>();
  for (const step of trace.steps.values()) {
    const view = viewShown(trace, step);
    if (view && !inner.has(view.image) && view.image !== view.from) inner.set(view.image, view);
  }
  return (image) => {
    let at = inner.get(image);
    let affine = at?.affine;
    let [outermost, views] = [at?.from, 1];
    for (at = at && inner.get(at.from); at && affine; at = inner.get(at.from)) {
      if (at.from === image || ++views > MOST_VIEWS) return null;
      affine = composed(at.affine, affine);
      outermost = at.from;
    }
    return affine && outermost ? placeIn(outermost, affine) : null;
  };
}

/** What an observation shows, where that is one view of a picture or marks on one. */
function viewShown(trace: Trace, step: Step): { image: ImageId; from: ImageId; affine: Affine } | null {
  if (step.body.kind !== "observation" || !step.body.image) return null;
  const { image } = step.body;
  const [first, ...more] = actionsShown(trace, step);
  const shown = trace.images.get(image);
  const from = first && trace.images.get(first.body.action.image);
  if (!first || !shown || !from) return null;
  const isMarked = [first, ...more].every(({ body }) => isMark(body.action));
  if (more.length > 0 && !isMarked) return null;
  const affine = affineOf(performedAction(first.body), from, shown);
  return affine && { image, from: from.id, affine };
}

function affineOf(action: Action, from: Size, shown: Size): Affine | null {
  if (action.kind === "zoom") {
    const box = pixelsTouched(action.box, from);
    return scaledTo({ width: box.width, height: box.height }, shown, { x: box.left, y: box.top });
  }
  if (action.kind === "flip") {
    if (!isSameSize(from, shown)) return null;
    const [isAcross, isDown] = [action.axis === "horizontal", action.axis === "vertical"];
    return {
      xx: isAcross ? -1 : 1,
      xy: 0,
      x0: isAcross ? from.width : 0,
      yx: 0,
      yy: isDown ? -1 : 1,
      y0: isDown ? from.height : 0,
    };
  }
  if (action.kind === "rotate") return turnedBack(action.degrees, from, shown);
  return isMark(action) ? scaledTo(from, shown, { x: 0, y: 0 }) : null;
}

/** A part of a picture that was shown larger or smaller than it is. */
const scaledTo = (part: Size, shown: Size, at: { readonly x: number; readonly y: number }): Affine => ({
  xx: part.width / shown.width,
  xy: 0,
  x0: at.x,
  yx: 0,
  yy: part.height / shown.height,
  y0: at.y,
});

/** The way back from a picture that was turned clockwise about its centre, as `pixels` turns it. */
function turnedBack(degrees: number, from: Size, shown: Size): Affine | null {
  if (!isSameSize(turnedSize(from, degrees), shown)) return null;
  const [cosine, sine] = cosineAndSine(degrees);
  return {
    xx: cosine,
    xy: sine,
    x0: from.width / 2 - (shown.width / 2) * cosine - (shown.height / 2) * sine,
    yx: -sine,
    yy: cosine,
    y0: from.height / 2 - (shown.height / 2) * cosine + (shown.width / 2) * sine,
  };
}

const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** First `inner`, then `outer`. */
const composed = (outer: Affine, inner: Affine): Affine => ({
  xx: outer.xx * inner.xx + outer.xy * inner.yx,
  xy: outer.xx * inner.xy + outer.xy * inner.yy,
  x0: outer.xx * inner.x0 + outer.xy * inner.y0 + outer.x0,
  yx: outer.yx * inner.xx + outer.yy * inner.yx,
  yy: outer.yx * inner.xy + outer.yy * inner.yy,
  y0: outer.yx * inner.x0 + outer.yy * inner.y0 + outer.y0,
});

const placeIn = (image: ImageId, { xx, xy, x0, yx, yy, y0 }: Affine): ViewPlace => ({
  image,
  upright: (xy === 0 && yx === 0) || (xx === 0 && yy === 0),
  outward: ({ x, y }) => imagePoint(xx * x + xy * y + x0, yx * x + yy * y + y0),
});

/** A box in pixels of the outermost picture; the least box around it where it lies askew there. */
export const outwardBox = ({ outward }: ViewPlace, { left, top, width, height }: ImageBox): ImageBox =>
  boxFromPoints(
    [
      imagePoint(left, top),
      imagePoint(left + width, top),
      imagePoint(left + width, top + height),
      imagePoint(left, top + height),
    ].map(outward),
  );
