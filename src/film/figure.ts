import type { Size } from "../geometry";
import { type Context2D, type LayerView, type Measure, paintStill, type Still, svgOfStill } from "../stage";
import { cameraOf } from "./film";
import type { Look } from "./look";
import type { Shot } from "./shot";

/** The width of a figure, CSS pixels: words of marks are as large beside the picture as on the page. */
const WIDTH = 720;
/** No figure is higher than this part of its width. */
const TALLEST = 1.2;

/** A shot that has a picture. */
type Pictured = Shot & { readonly image: NonNullable<Shot["image"]> };

/** The size of the figure of a shot, CSS pixels, in the shape of what it shows; null where it shows no picture. */
export function figureViewport({ image, region }: Pick<Shot, "image" | "region">): Size | null {
  if (!image) return null;
  const { width, height } = region ?? image;
  return { width: WIDTH, height: Math.round(Math.min(Math.max((WIDTH * height) / width, WIDTH / 4), WIDTH * TALLEST)) };
}

const hasPicture = (shot: Shot): shot is Pictured => shot.image !== null;

function stillOf(shot: Shot, layers: LayerView, look: Look): Still | null {
  const viewport = figureViewport(shot);
  const camera = viewport && cameraOf(shot, viewport);
  if (!viewport || !camera || !hasPicture(shot)) return null;
  return { image: shot.image, marks: shot.marks, layers, camera, viewport, palette: look.palette };
}

/** Paints the figure of a shot, at `scale` device pixels a CSS pixel; nothing where it shows no picture. */
export function paintFigure(context: Context2D, shot: Shot, layers: LayerView, look: Look, scale: number): void {
  const still = stillOf(shot, layers, look);
  if (!still) return;
  context.save();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = look.surround;
  context.fillRect(0, 0, still.viewport.width, still.viewport.height);
  paintStill(context, still);
  context.restore();
}

/** The figure of a shot with its marks as vectors; `address` is where its picture is. Null where it shows no picture. */
export function figureSvg(shot: Shot, layers: LayerView, look: Look, address: string, measure: Measure): string | null {
  const still = stillOf(shot, layers, look);
  return still && svgOfStill(still, address, measure);
}
