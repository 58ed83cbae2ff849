import type { Rng } from "../base";
import type { Point } from "../geometry";
import { type Color, drawText, fillCircle, fillPolygon, type Pixels } from "../pixels";
import { paintGround } from "./ground";
import { INK, isThing, PAINT, type ShapeKind } from "./kinds";
import { outlineOf } from "./outline";
import { LETTER_DOT, letterBox, letterCenter, type Scene, type SceneObject } from "./scene";
import type { Atlas } from "./things/atlas";
import { drawThing } from "./things/sprite";

/** How wide the rim of a shape is, in pixels. */
export const RIM = 2.5;
const TAG_RADIUS = 11;
const TAG_PAPER: Color = [252, 250, 244];
const TAG_INK: Color = [28, 26, 38];

/** Paints a scene on a quiet ground. The ground is drawn from `rng`; the objects are as the scene says. */
export function paintScene(rng: Rng, scene: Scene, atlas: Atlas): Pixels {
  const { pixels } = paintGround(rng, scene.size);
  for (const object of scene.objects) paintObject(pixels, object, atlas);
  return pixels;
}

function paintObject(pixels: Pixels, object: SceneObject, atlas: Atlas): void {
  const { center, radius, letter } = object;
  if (isThing(object)) {
    drawThing(pixels, object.thing, { left: center.x - radius, top: center.y - radius, side: 2 * radius }, atlas);
    paintTag(pixels, letterCenter(object));
  } else paintShape(pixels, object, center, radius);
  const { left, top } = letterBox(object);
  drawText(
    pixels,
    letter,
    { x: left, y: top },
    object.letterDot ?? LETTER_DOT,
    isThing(object) ? TAG_INK : INK[object.colour],
  );
}

/** A disc of paper with a dark rim, for a letter to stand on. */
export function paintTag(pixels: Pixels, center: Point, radius = TAG_RADIUS): void {
  fillCircle(pixels, center, radius + 1.5, TAG_INK);
  fillCircle(pixels, center, radius, TAG_PAPER);
}

export function paintShape(pixels: Pixels, { shape, colour }: ShapeKind, center: Point, radius: number): void {
  const fill = PAINT[colour];
  const rim: Color = [darker(fill[0]), darker(fill[1]), darker(fill[2])];
  fillPolygon(pixels, outlineOf(shape, center, radius), rim);
  fillPolygon(pixels, outlineOf(shape, center, radius, RIM), fill);
}

export const darker = (channel: number): number => Math.floor((channel * 5) / 8);
