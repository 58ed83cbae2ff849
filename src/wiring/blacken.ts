import type { ImageId } from "../action";
import { must } from "../base";
import type { ImageBox } from "../geometry";
import type { Pixels } from "../pixels";
import { decodePng, encodePng, type RasterExecutor } from "../raster";
import type { ImageRecord } from "../trace";
import { recordOf } from "./record";

/** Keeps an image anew with parts of it black; see the port. Throws where the file that was made of it is not black there. */
export async function blacken(
  executor: RasterExecutor,
  id: ImageId,
  boxes: readonly ImageBox[] | "all",
): Promise<ImageRecord | null> {
  const found = await executor.pixels(id);
  if (!found.ok) return null;
  const { width, height } = found.value;
  const data = new Uint8ClampedArray(found.value.data);
  const parts =
    boxes === "all"
      ? [{ left: 0, top: 0, right: width, bottom: height }]
      : boxes.map((box) => touched(box, found.value));
  for (const part of parts) fillBlack(data, width, part);
  const made = { width, height, data };
  const back = must(await decodePng(await encodePng(made)));
  if (!parts.every((part) => isBlack(back, part))) throw new Error(`A part that was blacked is not: image ${id}`);
  return recordOf(await executor.addPixels(made, ""));
}

interface Part {
  readonly left: number;
  readonly top: number;
  /** One past the last. */
  readonly right: number;
  readonly bottom: number;
}

/** Every pixel that a box touches. */
function touched(box: ImageBox, { width, height }: Pixels): Part {
  return {
    left: Math.max(0, Math.floor(box.left)),
    top: Math.max(0, Math.floor(box.top)),
    right: Math.min(width, Math.ceil(box.left + box.width)),
    bottom: Math.min(height, Math.ceil(box.top + box.height)),
  };
}

function fillBlack(data: Uint8ClampedArray, width: number, { left, top, right, bottom }: Part): void {
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) data.set(BLACK, (y * width + x) * 4);
}

const BLACK = [0, 0, 0, 255];

function isBlack({ data, width }: Pixels, { left, top, right, bottom }: Part): boolean {
  for (let y = top; y < bottom; y++)
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4)
      if (data[at] !== 0 || data[at + 1] !== 0 || data[at + 2] !== 0) return false;
  return true;
}
