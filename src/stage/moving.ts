import { panBy, pinch, type ViewPoint } from "./camera";
import { type Desk, type Hand, limitsFor, moveCamera, type Touch } from "./desk";

/** Drags the world under the viewport. */
export function panHand(desk: Desk, start: Touch): Hand {
  let last = start.at;
  desk.show({ cursor: "grabbing" });
  return {
    move({ at }) {
      const { image, viewport } = desk.live();
      if (image) moveCamera(desk, panBy(desk.rig.get(), at.x - last.x, at.y - last.y, image, viewport));
      last = at;
    },
    up: () => desk.show({ cursor: "grab" }),
    cancel: () => desk.show({ cursor: "default" }),
  };
}

/** Two fingers: zoom at the fingers, and pan with them. */
export function pinchHand(desk: Desk, first: Touch, second: Touch): Hand {
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
      moveCamera(desk, pinch(desk.rig.get(), before, pair(), limitsFor(desk.live())));
    },
    up: () => {},
    cancel: () => {},
  };
}
