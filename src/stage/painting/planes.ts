import type { Size } from "../../geometry";
import type { CameraRig } from "../camera/rig";
import type { StageImage } from "../contract/surface";
import type { DrawnMark } from "../marks/drawn";
import { gridOf } from "../marks/grid";
import { MOST_SINGLE } from "./batch";
import { createMarkBitmap } from "./bitmap";
import { Group, Layer, Shape } from "./konva";
import { isBlank, type OverlayScene, paintOverlay } from "./overlayPaint";
import type { Context2D } from "./paint";
import { paintFew, paintPixels } from "./still";
import type { Palette } from "./style";

/** One layer of the stage: told what to show, it draws itself again whenever that or the camera changes. */
export interface Plane<Shown extends readonly unknown[]> {
  readonly layer: Layer;
  show(...shown: Shown): void;
  dispose(): void;
}

const quietShape = (paint: (context: Context2D) => void): Shape =>
  // The context that Konva wraps is asked for by its underscore: the wrapper would copy every call.
  new Shape({ listening: false, perfectDrawEnabled: false, sceneFunc: (context) => paint(context._context) });

/** The picture, in a group that is the world: it has the camera's scale and place. */
export function createImagePlane(rig: CameraRig): Plane<[image: StageImage | null, turn: number, visible: boolean]> {
  let shown: StageImage | null = null;
  const layer = new Layer({ listening: false });
  const world = new Group();
  // Turned about its middle, for the dial to show what it would do.
  const pivot = new Group();
  pivot.add(quietShape((context) => shown && paintImage(context, shown, rig)));
  layer.add(world.add(pivot));
  const place = (): void => {
    const { scale, x, y } = rig.get();
    world.setAttrs({ x, y, scaleX: scale, scaleY: scale });
    layer.batchDraw();
  };
  const stops = [rig.onMove(place), rig.onRest(place)];
  return {
    layer,
    show(image, turn, visible) {
      shown = image;
      const [x, y] = [(image?.width ?? 0) / 2, (image?.height ?? 0) / 2];
      pivot.setAttrs({ x, y, offsetX: x, offsetY: y, rotation: turn });
      layer.visible(visible);
      place();
    },
    dispose: () => stopAll(stops),
  };
}

/** Smoother once the camera rests. */
const paintImage = (context: Context2D, image: StageImage, rig: CameraRig): void =>
  paintPixels(context, image, { scale: 1, x: 0, y: 0 }, rig.get().scale, rig.isMoving() ? "low" : "medium");

/** How marks look, whatever they are. */
export interface Look {
  readonly palette: Palette;
  readonly viewport: Size;
  readonly pixelRatio: number;
}

/** One hand's marks: each painted for itself while they are few, one bitmap when they are many. */
export function createMarkPlane(rig: CameraRig): Plane<[marks: readonly DrawnMark[], look: Look]> {
  const layer = new Layer({ listening: false });
  const bitmap = createMarkBitmap(() => layer.batchDraw());
  let paint: ((context: Context2D) => void) | null = null;
  let refresh: ((worn: boolean) => void) | null = null;
  layer.add(quietShape((context) => paint?.(context)));
  const stops = [
    // An empty layer is left alone: clearing a canvas costs as much as a picture.
    rig.onMove(() => {
      if (paint) layer.batchDraw();
      refresh?.(true);
    }),
    rig.onRest(() => refresh?.(false)),
  ];
  return {
    layer,
    show(marks, look) {
      refresh = null;
      paint = marks.length === 0 ? null : (context) => paintFew(context, marks, look, rig.get());
      if (marks.length > MOST_SINGLE) {
        const scene = { ...look, grid: gridOf(marks), pixelRatio: Math.min(look.pixelRatio, 2) };
        paint = (context) => bitmap.show(context, rig.get());
        refresh = (worn) => {
          if (!worn || bitmap.isWorn(rig.get(), look.viewport)) bitmap.refresh(rig.get(), scene);
        };
        refresh(false);
      }
      layer.batchDraw();
    },
    dispose() {
      stopAll(stops);
      bitmap.dispose();
    },
  };
}

/** Only what is pointed at, chosen or held: a drag redraws this and nothing else. */
export function createOverlayPlane(rig: CameraRig): Plane<[scene: OverlayScene]> {
  const layer = new Layer({ listening: false });
  let shown: OverlayScene | null = null;
  layer.add(quietShape((context) => shown && paintOverlay(context, shown, rig.get())));
  const stops = [rig.onMove(() => shown && !isBlank(shown) && layer.batchDraw())];
  return {
    layer,
    show(scene) {
      const isStill = shown !== null && isBlank(shown) && isBlank(scene);
      shown = scene;
      if (!isStill) layer.batchDraw();
    },
    dispose: () => stopAll(stops),
  };
}

function stopAll(stops: readonly (() => void)[]): void {
  for (const stop of stops) stop();
}
