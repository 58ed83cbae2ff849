import type { Brand } from "../../base";
import { centerOf, type ImageBox, type ImagePoint, imageBox, imagePoint, type Point, type Size } from "../../geometry";
import type { Inset } from "../contract/surface";

/** A point in CSS pixels of the viewport, origin top left. */
export type ViewPoint = Brand<Point, "view">;

export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y }) as ViewPoint;

/** view = image × scale + (x, y). The viewport stays; the world moves. */
export interface Camera {
  /** CSS pixels an image pixel. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Room kept around a picture or a box that the camera goes to, in CSS pixels. */
const MARGIN = 24;
const NO_INSET: Inset = { top: 0, right: 0, bottom: 0, left: 0 };

export const viewFromImage = (camera: Camera, point: Point): ViewPoint =>
  viewPoint(point.x * camera.scale + camera.x, point.y * camera.scale + camera.y);

export const imageFromView = (camera: Camera, point: Point): ImagePoint =>
  imagePoint((point.x - camera.x) / camera.scale, (point.y - camera.y) / camera.scale);

/** The part of the image plane in the viewport, grown by `margin` CSS pixels; it may reach beyond the image. */
export const visibleBox = (camera: Camera, viewport: Size, margin = 0): ImageBox =>
  imageBox(
    (-margin - camera.x) / camera.scale,
    (-margin - camera.y) / camera.scale,
    (viewport.width + 2 * margin) / camera.scale,
    (viewport.height + 2 * margin) / camera.scale,
  );

/** The camera that shows all of `box`, centred in what the inset leaves free. */
export function cameraOnBox(box: ImageBox, viewport: Size, inset: Inset = NO_INSET): Camera {
  const free = freeArea(viewport, inset);
  const scale = Math.min(free.width / Math.max(box.width, 1e-6), free.height / Math.max(box.height, 1e-6));
  return centredOn(centerOf(box), scale, viewport, inset);
}

/** The camera that has all of `box` in sight and as little else as can be: what `visibleBox` told comes back as it was. */
export function cameraOnSight(box: ImageBox, viewport: Size): Camera {
  const scale = Math.min(viewport.width / Math.max(box.width, 1e-6), viewport.height / Math.max(box.height, 1e-6));
  return centredOn(centerOf(box), scale, viewport);
}

export const cameraOnImage = (image: Size, viewport: Size, inset: Inset = NO_INSET): Camera =>
  cameraOnBox(imageBox(0, 0, image.width, image.height), viewport, inset);

/** The camera that puts `at` in the middle of what the inset leaves free. */
export function centredOn(at: Point, scale: number, viewport: Size, inset: Inset = NO_INSET): Camera {
  const middle = middleOf(viewport, inset);
  return { scale, x: middle.x - at.x * scale, y: middle.y - at.y * scale };
}

export const middleOf = (viewport: Size, inset: Inset = NO_INSET): ViewPoint =>
  viewPoint((inset.left + viewport.width - inset.right) / 2, (inset.top + viewport.height - inset.bottom) / 2);

/** One image pixel on one device pixel, about `at`, on whole device pixels so that nothing is blurred. */
export function actualPixels(camera: Camera, at: ViewPoint, devicePixelRatio: number): Camera {
  const moved = zoomAbout(camera, at, 1 / devicePixelRatio / camera.scale, {
    least: 0,
    most: Number.POSITIVE_INFINITY,
  });
  const snap = (value: number): number => Math.round(value * devicePixelRatio) / devicePixelRatio;
  return { scale: moved.scale, x: snap(moved.x), y: snap(moved.y) };
}

export interface ScaleLimits {
  readonly least: number;
  readonly most: number;
}

/** From half of what fits (or a tenth) up to 64 CSS pixels an image pixel, or twice what fits a tiny picture. */
export function scaleLimits(image: Size, viewport: Size): ScaleLimits {
  const fit = cameraOnImage(image, viewport).scale;
  return { least: Math.min(fit / 2, 0.1), most: Math.max(fit * 2, 64) };
}

/** Closer by `factor`, with the image point under `at` staying where it is. */
export function zoomAbout(camera: Camera, at: ViewPoint, factor: number, limits: ScaleLimits): Camera {
  const scale = Math.min(Math.max(camera.scale * factor, limits.least), limits.most);
  const applied = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * applied, y: at.y - (at.y - camera.y) * applied };
}

/** The camera after the world was dragged by CSS pixels, with some of the image kept in the viewport. */
export function panBy(camera: Camera, dx: number, dy: number, image: Size, viewport: Size): Camera {
  const keep = 48;
  const within = (value: number, extent: number, room: number): number =>
    Math.min(Math.max(value, keep - extent * camera.scale), room - keep);
  return {
    scale: camera.scale,
    x: within(camera.x + dx, image.width, viewport.width),
    y: within(camera.y + dy, image.height, viewport.height),
  };
}

/** Two fingers from one pair of places to another: pan by their middle, zoom by their distance, at the fingers. */
export function pinch(
  camera: Camera,
  before: readonly [ViewPoint, ViewPoint],
  after: readonly [ViewPoint, ViewPoint],
  limits: ScaleLimits,
): Camera {
  const [from, to] = [middle(before), middle(after)];
  const spread = Math.max(span(before), 1);
  const moved = { scale: camera.scale, x: camera.x + to.x - from.x, y: camera.y + to.y - from.y };
  return zoomAbout(moved, to, Math.max(span(after), 1) / spread, limits);
}

const middle = ([a, b]: readonly [ViewPoint, ViewPoint]): ViewPoint => viewPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
const span = ([a, b]: readonly [ViewPoint, ViewPoint]): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * A camera on the way between two, `progress` from 0 to 1. The scale grows geometrically and the offset follows it,
 * so that a pure zoom keeps its fixed point all the way.
 */
export function between(from: Camera, to: Camera, progress: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** progress;
  const ratio = to.scale / from.scale;
  const share = Math.abs(ratio - 1) < 1e-3 ? progress : (scale - from.scale) / (to.scale - from.scale);
  return { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Slow at both ends. */
export const eased = (progress: number): number =>
  progress < 0.5 ? 4 * progress ** 3 : 1 - (-2 * progress + 2) ** 3 / 2;

export const sameCamera = (a: Camera, b: Camera): boolean => a.scale === b.scale && a.x === b.x && a.y === b.y;

// Margins shrink in a small viewport, so that on a phone the picture still gets the room.
function freeArea(viewport: Size, inset: Inset): Size {
  const margin = Math.min(MARGIN, viewport.width / 24, viewport.height / 24);
  return {
    width: Math.max(1, viewport.width - inset.left - inset.right - 2 * margin),
    height: Math.max(1, viewport.height - inset.top - inset.bottom - 2 * margin),
  };
}
