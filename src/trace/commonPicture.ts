import type { ImageId } from "../action";
import { type ImageBox, imageBox, imagePoint, intersectionOverUnion, type Size } from "../geometry";
import type { ImageRecord, Trace } from "./trace";
import { outwardBox, type ViewPlace, type ViewPlaces } from "./views";

/** An image with the trace that knows it, and where that trace's images lie. */
export interface ShownImage {
  readonly trace: Pick<Trace, "images">;
  readonly views: ViewPlaces;
  readonly image: ImageId;
}

/** How two images lie on the picture that both were made from. */
export interface CommonPicture {
  readonly picture: ImageRecord;
  /** What each shows of it, in its pixels. */
  readonly left: ImageBox;
  readonly right: ImageBox;
  /** Intersection over union of the two. */
  readonly overlap: number;
}

/**
 * The picture that two images were made from, one of them being that picture perhaps, with the parts of it that they show.
 * Null where there is none, or where one of them was turned or mirrored, so that it does not lie on the picture as it is.
 */
export function commonPicture(left: ShownImage, right: ShownImage): CommonPicture | null {
  const [one, other] = [partOf(left), partOf(right)];
  if (!one || !other || one.picture.id !== other.picture.id) return null;
  return {
    picture: one.picture,
    left: one.part,
    right: other.part,
    overlap: intersectionOverUnion(one.part, other.part),
  };
}

function partOf({ trace, views, image }: ShownImage): { picture: ImageRecord; part: ImageBox } | null {
  const shown = trace.images.get(image);
  if (!shown) return null;
  const whole = imageBox(0, 0, shown.width, shown.height);
  const place = views(image);
  if (!place) return { picture: shown, part: whole };
  const picture = trace.images.get(place.image);
  return picture && standsAsItIs(place, shown) ? { picture, part: outwardBox(place, whole) } : null;
}

/** Neither turned nor mirrored. */
function standsAsItIs({ outward }: ViewPlace, { width, height }: Size): boolean {
  const [start, across, down] = [imagePoint(0, 0), imagePoint(width, 0), imagePoint(0, height)].map(outward);
  return (
    start !== undefined &&
    across !== undefined &&
    down !== undefined &&
    across.x > start.x &&
    across.y === start.y &&
    down.y > start.y &&
    down.x === start.x
  );
}
