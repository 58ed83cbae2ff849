import type { ImageId } from "../../action";
import { boxFromPoints } from "../../geometry";
import { type ViewPlace as PointPlace, viewPlaces as placesOf, type Trace } from "../../trace";
import { boxCornersOf, type MarkShape } from "./shape";

// Tools for annotation show one picture at a time, so that a mark on a view is also given on the picture that the view
// was made from.

/** Where a view lies in the outermost picture that it was made from. */
export interface ViewPlace {
  readonly image: ImageId;
  /** A shape of the view in pixels of that picture. A box that was turned becomes a polygon, its corners turned in pixels. */
  outward(shape: MarkShape): MarkShape;
}

/** The places of a trace's views, for shapes. */
export function viewPlaces(trace: Trace): (image: ImageId) => ViewPlace | null {
  const places = placesOf(trace);
  return (image) => {
    const place = places(image);
    if (!place) return null;
    const { upright, outward } = place;
    return { image: place.image, outward: (shape) => moved(shape, upright, outward) };
  };
}

function moved(shape: MarkShape, upright: boolean, outward: PointPlace["outward"]): MarkShape {
  switch (shape.kind) {
    case "box": {
      const corners = boxCornersOf(shape.box).map(outward);
      return upright ? { kind: "box", box: boxFromPoints(corners) } : { kind: "polygon", points: corners };
    }
    case "point":
      return { ...shape, at: outward(shape.at) };
    case "polygon":
    case "path":
      return { ...shape, points: shape.points.map(outward) };
  }
}
