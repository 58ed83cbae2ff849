import { boxFromCorners, cornersOf, type ImageBox } from "./box";
import { type ImagePoint, imagePoint } from "./point";
import type { Size } from "./size";

/**
 * How a picture was stored that is not stored upright: the EXIF orientation (tag 0x0112 of TIFF 6.0, 1 left out, which is
 * upright). From 5 on the picture lies on its side.
 */
export const ORIENTATIONS = [2, 3, 4, 5, 6, 7, 8] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const isOrientation = (value: number): value is Orientation => ORIENTATIONS.some((known) => known === value);

/** The size of the stored picture whose upright one has this size, and the other way round. */
export const storedSize = ({ width, height }: Size, orientation: Orientation): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** A point in pixels of the stored picture, of which `stored` is the size, in pixels of the upright one. */
export function uprightFromStored({ x, y }: ImagePoint, orientation: Orientation, stored: Size): ImagePoint {
  const [across, down] = [stored.width - x, stored.height - y];
  switch (orientation) {
    case 2:
      return imagePoint(across, y);
    case 3:
      return imagePoint(across, down);
    case 4:
      return imagePoint(x, down);
    case 5:
      return imagePoint(y, x);
    case 6:
      return imagePoint(down, x);
    case 7:
      return imagePoint(down, across);
    case 8:
      return imagePoint(y, across);
  }
}

/** The same of a box. */
export function uprightBoxFromStored(box: ImageBox, orientation: Orientation, stored: Size): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const first = uprightFromStored(imagePoint(x1, y1), orientation, stored);
  const second = uprightFromStored(imagePoint(x2, y2), orientation, stored);
  return boxFromCorners(first.x, first.y, second.x, second.y);
}
