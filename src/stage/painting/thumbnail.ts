import type { StageImage, StageMark } from "../contract/surface";
import { drawnMark } from "../marks/drawn";
import { paintMark } from "./paint";
import { DEFAULT_PALETTE, markStyle, type Palette } from "./style";

/**
 * The picture and its marks, small: fills `canvas` at its own pixel size, the picture centred, whole and not enlarged
 * beyond its own pixels by more than the canvas asks. Words are left out: they could not be read.
 */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  image: StageImage,
  marks: readonly StageMark[],
  palette: Palette = DEFAULT_PALETTE,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  const camera = {
    scale,
    x: (canvas.width - image.width * scale) / 2,
    y: (canvas.height - image.height * scale) / 2,
  };
  if (image.bitmap) {
    context.imageSmoothingEnabled = scale < 3;
    context.imageSmoothingQuality = "high";
    context.drawImage(image.bitmap, camera.x, camera.y, image.width * scale, image.height * scale);
  }
  for (const mark of marks.flatMap((source) => drawnMark(source))) {
    const style = markStyle(mark.side, mark.tone, "none", palette);
    paintMark(context, { ...mark, words: "" }, style, camera, palette);
  }
}
