import { panBy, pinch, type ViewPoint } from "../camera/camera";
import { type Gesture, limitsFor, moveCamera, type PointerInput, type StageController } from "./controller";

/** Drags the world under the viewport. */
export function panGesture(controller: StageController, start: PointerInput): Gesture {
  let last = start.at;
  controller.show({ cursor: "grabbing" });
  return {
    move({ at }) {
      const { image, viewport } = controller.live();
      if (image) moveCamera(controller, panBy(controller.rig.get(), at.x - last.x, at.y - last.y, image, viewport));
      last = at;
    },
    up: () => controller.show({ cursor: "grab" }),
    cancel: () => controller.show({ cursor: "default" }),
  };
}

/** Two fingers: zoom at the fingers, and pan with them. */
export function pinchGesture(controller: StageController, first: PointerInput, second: PointerInput): Gesture {
  const places = new Map<number, ViewPoint>([
    [first.id, first.at],
    [second.id, second.at],
  ]);
  const pair = (): [ViewPoint, ViewPoint] => [places.get(first.id) ?? first.at, places.get(second.id) ?? second.at];
  return {
    move(touch) {
      if (!places.has(touch.id)) return;
      const before = pair();
      places.set(touch.id, touch.at);
      moveCamera(controller, pinch(controller.rig.get(), before, pair(), limitsFor(controller.live())));
    },
    up: () => {},
    cancel: () => {},
  };
}
