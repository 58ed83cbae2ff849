import type { Size } from "../../geometry";
import { type Camera, visibleBox } from "../camera/camera";
import type { LayerView, StageImage, StageMark } from "../contract/surface";
import { type DrawnMark, drawnMarks, type Side, showsImage } from "../marks/drawn";
import { gridOf, touches } from "../marks/grid";
import { byStyle, culled, MOST_SINGLE, paintLines, paintWords } from "./batch";
import { type Context2D, type MarkContext, paintMark } from "./paint";
import { markStyle, type Palette } from "./style";

/** Above this many CSS pixels an image pixel, pixels are shown as squares. */
const CRISP_SCALE = 3;

/** A picture with its marks as the stage shows them while nothing is pointed at, chosen or held. */
export interface Still {
  readonly image: StageImage;
  readonly marks: readonly StageMark[];
  readonly layers: LayerView;
  readonly camera: Camera;
  /** CSS pixels. */
  readonly viewport: Size;
  readonly palette: Palette;
}

/** Paints a still on any canvas, whose own scale makes device pixels of CSS pixels. */
export function paintStill(context: Context2D, still: Still): void {
  const { image, camera, layers } = still;
  if (showsImage(layers)) paintPixels(context, image, camera, camera.scale, "medium");
  paintStillMarks(context, still);
}

/**
 * The picture under a camera, its tiles over it. Squares where pixels are large, smooth where they are small: `seen` is how
 * many CSS pixels wide a pixel of it is in the end.
 */
export function paintPixels(
  context: Context2D,
  image: StageImage,
  { scale, x, y }: Camera,
  seen: number,
  quality: ImageSmoothingQuality,
): void {
  const [width, height] = [image.width * scale, image.height * scale];
  // A bitmap that was closed under us has no size, and drawing it would throw.
  if (!image.bitmap?.width) {
    context.fillStyle = "rgba(128, 128, 128, 0.18)";
    context.fillRect(x, y, width, height);
    return;
  }
  context.imageSmoothingEnabled = seen <= CRISP_SCALE;
  context.imageSmoothingQuality = quality;
  context.drawImage(image.bitmap, x, y, width, height);
  // Tiles are never drawn at less than half their size, for which nothing has to be averaged first.
  context.imageSmoothingQuality = "low";
  for (const { bitmap, box } of image.tiles ?? [])
    if (bitmap.width)
      context.drawImage(bitmap, x + box.left * scale, y + box.top * scale, box.width * scale, box.height * scale);
}

const SIDES: readonly Side[] = ["model", "human"];

/** The marks of a still alone: a person's over the model's, as the layers of the stage lie. */
export function paintStillMarks(context: MarkContext, { marks, layers, camera, viewport, palette }: Still): void {
  const drawn = drawnMarks(marks, layers);
  for (const side of SIDES) {
    const own = drawn.filter((mark) => mark.side === side);
    if (own.length <= MOST_SINGLE) paintFew(context, own, { palette, viewport }, camera);
    else paintMany(context, own, { palette, viewport }, camera);
  }
}

interface Look {
  readonly palette: Palette;
  readonly viewport: Size;
}

/** Each mark for itself, with all its words. */
export function paintFew(
  context: MarkContext,
  marks: readonly DrawnMark[],
  { palette, viewport }: Look,
  camera: Camera,
): void {
  // Words hang out of a mark's bounds by up to their own width.
  const seen = visibleBox(camera, viewport, 300);
  for (const mark of marks) {
    if (!touches(mark.bounds, seen)) continue;
    const style = markStyle(mark.side, mark.tone, "none", palette, mark.source.stroke);
    paintMark(context, mark, style, camera, palette, viewport.width);
  }
}

/** Marks by the style they share, with as many words as there is room for. */
function paintMany(
  context: MarkContext,
  marks: readonly DrawnMark[],
  { palette, viewport }: Look,
  camera: Camera,
): void {
  const groups = byStyle(culled(gridOf(marks), camera, viewport));
  paintLines(context, groups, camera, palette);
  paintWords(context, groups, camera, palette);
}
