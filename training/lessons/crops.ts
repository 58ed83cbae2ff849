import type { Rng } from "../../src/base";
import { type ImageBox, imageBox } from "../../src/geometry";
import {
  CELL,
  classOf,
  closeBox,
  GRID,
  hasSmallLetter,
  letterBox,
  lookBox,
  PICTURE_SIZE,
  type Scene,
  type SceneObject,
} from "../../src/gym";
import { wholeBox } from "../../src/pixels";
import type { Crop } from "./lesson";

/** How far, in parts of the picture, and by how much a person's box is off the exact one. */
const SHIFT = 0.03;
const GROWTH = { low: 0.9, high: 1.3 };

/** A box as somebody's hand might draw it: never exact, but all of `inner` is in it. Whole pixels. */
export function nearly(rng: Rng, exact: ImageBox, inner: ImageBox): ImageBox {
  for (let tries = 0; tries < 100; tries++) {
    const scale = GROWTH.low + rng.next() * (GROWTH.high - GROWTH.low);
    const shift = () => (rng.next() * 2 - 1) * SHIFT * PICTURE_SIZE.width;
    const center = { x: exact.left + exact.width / 2 + shift(), y: exact.top + exact.height / 2 + shift() };
    const [width, height] = [exact.width * scale, exact.height * scale];
    const box = whole(imageBox(center.x - width / 2, center.y - height / 2, width, height));
    if (holds(box, inner)) return box;
  }
  return whole(exact);
}

/** A square about the middle of a box, in pixels. */
export const middleOf = ({ left, top, width, height }: ImageBox, side: number): ImageBox =>
  imageBox(left + width / 2 - side / 2, top + height / 2 - side / 2, side, side);

/** An object as somebody's hand might frame it. */
export const objectCrop = (rng: Rng, object: SceneObject): Crop => ({
  box: nearly(rng, lookBox(object), letterBox(object)),
  ...(hasSmallLetter(object) ? {} : { letter: object.letter }),
  name: classOf(object),
});

/** A small letter as somebody's hand might frame it. */
export const closeCrop = (rng: Rng, object: SceneObject): Crop => ({
  box: nearly(rng, closeBox(object), letterBox(object)),
  letter: object.letter,
});

/** Bare ground: part of a cell where nothing stands. */
export function drawEmptyCrop(rng: Rng, scene: Scene): Crop {
  const taken = new Set(scene.objects.map(({ cell }) => cell));
  const cell = rng.pick(Array.from({ length: GRID * GRID }, (_, i) => i).filter((i) => !taken.has(i)));
  const [width, height] = [rng.int(48, 88), rng.int(48, 88)];
  const left = (cell % GRID) * CELL + rng.int(0, CELL - width);
  const top = Math.floor(cell / GRID) * CELL + rng.int(0, CELL - height);
  return { box: imageBox(left, top, width, height) };
}

/** Whether `inner` lies in `outer` with a pixel to spare. */
export const holds = (outer: ImageBox, inner: ImageBox): boolean =>
  inner.left >= outer.left + 1 &&
  inner.top >= outer.top + 1 &&
  inner.left + inner.width <= outer.left + outer.width - 1 &&
  inner.top + inner.height <= outer.top + outer.height - 1;

function whole(box: ImageBox): ImageBox {
  const { left, top, width, height } = wholeBox(box, PICTURE_SIZE);
  return imageBox(left, top, width, height);
}
