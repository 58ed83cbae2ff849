import { err, ok, type Result } from "../../base";
import { clampBox, imageBox, isRealBox } from "../../geometry";
import type { Pixels } from "../../pixels";
import { boxMark, type Found } from "../found";
import type { Networks } from "../network/networks";
import { samplePlanes } from "../network/sample";
import { CLASSES, classNamed } from "./classes";
import { decodeDetections, suppressed } from "./detections";

/** The side of the network's input, and the grey that fills what the image leaves of it, as YOLOX 0.3.0 has them. */
const SIDE = 416;
const GREY = 114;
/** As the demonstration of YOLOX 0.3.0 shows detections. */
const SURE = 0.3;
const OVERLAP = 0.45;

/**
 * The objects on an image, surest first: all 80 classes, or the one that `words` names.
 */
export async function findObjects(
  pixels: Pixels,
  words: string,
  networks: Networks,
): Promise<Result<Found, "tool-files" | "tool-failed" | "no-such-class">> {
  const wanted = words.trim() === "" ? null : classNamed(words);
  if (words.trim() !== "" && wanted === null) return err("no-such-class");
  const network = await networks.open("objects");
  if (!network.ok) return network;
  const scale = Math.min(SIDE / pixels.width, SIDE / pixels.height);
  const size = {
    width: Math.max(1, Math.floor(pixels.width * scale)),
    height: Math.max(1, Math.floor(pixels.height * scale)),
  };
  const data = new Float32Array(3 * SIDE * SIDE).fill(GREY);
  samplePlanes(pixels, size, { less: 0, times: 1 }, data, { row: SIDE, next: SIDE * SIDE });
  const output = await network.value({ data, dims: [1, 3, SIDE, SIDE] });
  if (!output.ok) return output;
  const detections = suppressed(decodeDetections(output.value, SIDE, SURE), OVERLAP);
  const marks = detections
    .filter((detection) => wanted === null || detection.class === wanted)
    .map(({ box: { left, top, width, height }, class: index, confidence }) => {
      const box = clampBox(imageBox(left / scale, top / scale, width / scale, height / scale), pixels);
      return { box, words: CLASSES[index] ?? "", confidence };
    })
    .filter(({ box }) => isRealBox(box));
  return ok({ marks: marks.map(({ box, words, confidence }) => boxMark(box, words, confidence)) });
}
