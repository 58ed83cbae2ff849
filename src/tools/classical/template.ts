import { type ImageBox, imageBox, intersectionOverUnion } from "../../geometry";
import { type Pixels, wholeBox } from "../../pixels";
import { boxMark, type Found } from "../found";
import { type GrayImage, grayOf, shrunk } from "./gray";

/** Places are like the template from this correlation on, and at most so many are told. */
const ALIKE = 0.7;
const MOST = 50;
const OVERLAP = 0.3;
/** Multiplications that searching may take; larger images are searched at a fraction of their size. */
const MOST_WORK = 3e8;

/**
 * Where an image looks like a part of it, that part included: zero-mean normalised cross-correlation of brightness
 * (Lewis 1995), from 0 for unlike to 1 for the same. The surest first; of places that overlap only the surest.
 *
 * @param region the part, in pixels of the image
 */
export function findTemplate(pixels: Pixels, region: ImageBox): Found {
  const box = wholeBox(region, pixels);
  const factor = factorFor(pixels.width * pixels.height, box.width * box.height, Math.min(box.width, box.height));
  const image = shrunk(grayOf(pixels), factor);
  const [width, height] = [Math.max(1, Math.floor(box.width / factor)), Math.max(1, Math.floor(box.height / factor))];
  const template = partOf(image, Math.floor(box.left / factor), Math.floor(box.top / factor), width, height);
  const places: { readonly box: ImageBox; readonly alike: number }[] = [];
  for (let y = 0; y + height <= image.height; y++)
    for (let x = 0; x + width <= image.width; x++) {
      const alike = correlation(image, x, y, template);
      if (alike >= ALIKE) places.push({ box: imageBox(x * factor, y * factor, box.width, box.height), alike });
    }
  const kept: typeof places = [];
  for (const place of places.toSorted((a, b) => b.alike - a.alike)) {
    if (kept.length === MOST) break;
    if (kept.every((other) => intersectionOverUnion(other.box, place.box) <= OVERLAP)) kept.push(place);
  }
  return { marks: kept.map(({ box: at, alike }) => boxMark(at, "", Math.min(1, alike))) };
}

/** The least whole factor at which the search is affordable, though the template keeps some pixels a side. */
function factorFor(imageArea: number, templateArea: number, side: number): number {
  let factor = 1;
  while ((imageArea * templateArea) / factor ** 4 > MOST_WORK && side / (factor + 1) >= 6) factor++;
  return factor;
}

interface Template extends GrayImage {
  /** The square root of the sum of its squares: it has a mean of zero. */
  readonly norm: number;
}

function partOf(image: GrayImage, left: number, top: number, width: number, height: number): Template {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x] = image.data[(top + y) * image.width + left + x] ?? 0;
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const centred = data.map((value) => value - mean);
  return { width, height, data: centred, norm: Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0)) };
}

function correlation(image: GrayImage, left: number, top: number, { width, height, data, norm }: Template): number {
  let [product, sum, squares] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    const row = (top + y) * image.width + left;
    for (let x = 0; x < width; x++) {
      const value = image.data[row + x]!;
      product += value * data[y * width + x]!;
      sum += value;
      squares += value * value;
    }
  }
  const spread = Math.sqrt(Math.max(0, squares - (sum * sum) / data.length));
  // A plain area is like another plain area only, and a correlation does not say so.
  return spread < 1e-3 || norm < 1e-3 ? 0 : product / (spread * norm);
}
