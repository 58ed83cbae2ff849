import type { Size } from "../../geometry";
import { type Camera, sameCamera } from "../camera/camera";
import type { DrawnMark } from "../marks/drawn";
import type { SpatialGrid } from "../marks/grid";
import { byStyle, culled, paintLines, paintWords } from "./batch";
import type { Context2D } from "./paint";
import type { Palette } from "./style";

/** CSS pixels painted beyond each side of the viewport, so that a pan does not at once run off the bitmap. */
const OVERSCAN = 128;
/** Marks painted between two frames: small enough that a frame never waits. */
const SLICE = 300;
/** A bitmap stretched further than this looks wrong enough to be made anew in the middle of a gesture. */
const MOST_STRETCH = 2;

/** What a bitmap of marks is made from. */
export interface BitmapScene {
  readonly grid: SpatialGrid<DrawnMark>;
  readonly viewport: Size;
  readonly palette: Palette;
  readonly pixelRatio: number;
}

/**
 * Thousands of marks as a picture. While the camera moves the picture is moved and stretched, which costs the same
 * for any number of marks; when it rests, or has gone too far, a crisp one is painted in slices and put in its place.
 */
export interface MarkBitmap {
  /** Shows the picture as it would look from `camera`. */
  show(context: Context2D, camera: Camera): void;
  /** Paints a new picture for `camera`, a slice a frame. Does nothing where that one is shown or being painted. */
  refresh(camera: Camera, scene: BitmapScene): void;
  /** Whether a new picture is needed before the gesture ends, and none is on its way. */
  isWorn(camera: Camera, viewport: Size): boolean;
  dispose(): void;
}

interface Painted {
  readonly canvas: HTMLCanvasElement;
  readonly camera: Camera;
  readonly scene: BitmapScene;
}

export function createMarkBitmap(onReady: () => void): MarkBitmap {
  let front: Painted | null = null;
  let back: Painted | null = null;
  let spare: HTMLCanvasElement | null = null;
  let frame = 0;

  const stop = (): void => {
    cancelAnimationFrame(frame);
    if (back) spare = back.canvas;
    back = null;
  };

  return {
    show(context, camera) {
      if (!front) return;
      const stretch = camera.scale / front.camera.scale;
      const x = camera.x - front.camera.x * stretch - OVERSCAN * stretch;
      const y = camera.y - front.camera.y * stretch - OVERSCAN * stretch;
      const { viewport } = front.scene;
      const width = (viewport.width + 2 * OVERSCAN) * stretch;
      context.drawImage(front.canvas, x, y, width, (viewport.height + 2 * OVERSCAN) * stretch);
    },
    isWorn(camera, viewport) {
      if (back) return false;
      if (!front) return true;
      const stretch = camera.scale / front.camera.scale;
      return stretch > MOST_STRETCH || stretch < 1 / MOST_STRETCH || !covers(front, camera, viewport);
    },
    refresh(camera, scene) {
      if (front && sameCamera(front.camera, camera) && front.scene === scene && !back) return;
      if (back && sameCamera(back.camera, camera) && back.scene === scene) return;
      stop();
      const canvas = sized(spare ?? document.createElement("canvas"), scene);
      spare = null;
      const painting: Painted = { canvas, camera, scene };
      back = painting;
      const slices = paintSlices(painting);
      const next = (): void => {
        if (!slices.next().done) {
          frame = requestAnimationFrame(next);
          return;
        }
        spare = front?.canvas ?? null;
        front = painting;
        back = null;
        onReady();
      };
      // The first slice is painted at once: a few hundred marks are ready before the next frame.
      next();
    },
    dispose() {
      stop();
      // A canvas without size gives its memory back before the collector comes.
      for (const canvas of [front?.canvas, spare]) if (canvas) canvas.width = canvas.height = 0;
      front = null;
      spare = null;
    },
  };
}

function* paintSlices({ canvas, camera, scene }: Painted): Generator<void> {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(
    scene.pixelRatio,
    0,
    0,
    scene.pixelRatio,
    OVERSCAN * scene.pixelRatio,
    OVERSCAN * scene.pixelRatio,
  );
  const marks = culled(scene.grid, camera, scene.viewport, OVERSCAN);
  for (let start = 0; start < marks.length; start += SLICE) {
    if (marks.length > SLICE) yield;
    paintLines(context, byStyle(marks.slice(start, start + SLICE)), camera, scene.palette);
    rasterise(canvas);
  }
  if (marks.length > SLICE) yield;
  paintWords(context, byStyle(marks), camera, scene.palette);
}

let sink: CanvasRenderingContext2D | null = null;

/**
 * A canvas only notes what is drawn on it, and rasterises it all when it is first shown. Where no graphics card does
 * that it would hold up one frame by a quarter of a second; being shown to one pixel now makes each slice pay its own.
 */
function rasterise(canvas: HTMLCanvasElement): void {
  sink ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  sink?.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
}

function sized(canvas: HTMLCanvasElement, { viewport, pixelRatio }: BitmapScene): HTMLCanvasElement {
  // Setting the size also wipes what was there.
  canvas.width = Math.round((viewport.width + 2 * OVERSCAN) * pixelRatio);
  canvas.height = Math.round((viewport.height + 2 * OVERSCAN) * pixelRatio);
  return canvas;
}

/** Whether every mark that shows from `camera` lies on the bitmap. */
function covers({ camera: painted, scene }: Painted, camera: Camera, viewport: Size): boolean {
  const { extent } = scene.grid;
  if (!extent) return true;
  const start = (offset: number, scale: number, room: number): [number, number] => [
    -offset / scale,
    (room - offset) / scale,
  ];
  const inside = (from: number, length: number, now: [number, number], had: [number, number]): boolean =>
    Math.max(now[0], from) >= Math.min(had[0], from + length) &&
    Math.min(now[1], from + length) <= Math.max(had[1], from);
  const pad = OVERSCAN / painted.scale;
  const widen = ([a, b]: [number, number]): [number, number] => [a - pad, b + pad];
  return (
    inside(
      extent.left,
      extent.width,
      start(camera.x, camera.scale, viewport.width),
      widen(start(painted.x, painted.scale, scene.viewport.width)),
    ) &&
    inside(
      extent.top,
      extent.height,
      start(camera.y, camera.scale, viewport.height),
      widen(start(painted.y, painted.scale, scene.viewport.height)),
    )
  );
}
