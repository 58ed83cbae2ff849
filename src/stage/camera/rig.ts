import { between, type Camera, eased, sameCamera } from "./camera";

/** Holds the camera, moves it smoothly, and says when it moves and when it rests. Outside React: it changes each frame. */
export interface CameraRig {
  get(): Camera;
  /** Puts the camera there at once; ends an animation. */
  set(camera: Camera): void;
  /** Goes there in about 300 ms, or at once where `still`. */
  go(camera: Camera, still: boolean): void;
  isMoving(): boolean;
  onMove(listener: () => void): () => void;
  onRest(listener: () => void): () => void;
  dispose(): void;
}

const FLIGHT_MILLIS = 300;
/** After this long without a change the camera is at rest, and everything is drawn crisp. */
const REST_MILLIS = 100;

export function createCameraRig(): CameraRig {
  let camera: Camera = { scale: 1, x: 0, y: 0 };
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const movers = new Set<() => void>();
  const resters = new Set<() => void>();

  const rest = (): void => {
    timer = undefined;
    for (const listener of resters) listener();
  };
  const put = (next: Camera): void => {
    camera = next;
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MILLIS);
    for (const listener of movers) listener();
  };
  const stop = (): void => cancelAnimationFrame(frame);
  const subscribe = (listeners: Set<() => void>, listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    get: () => camera,
    set(next) {
      stop();
      if (!sameCamera(camera, next)) put(next);
    },
    go(target, still) {
      stop();
      if (sameCamera(camera, target)) return;
      if (still) return put(target);
      const from = camera;
      const start = performance.now();
      const fly = (now: number): void => {
        const progress = Math.min(Math.max((now - start) / FLIGHT_MILLIS, 0), 1);
        put(progress === 1 ? target : between(from, target, eased(progress)));
        if (progress < 1) frame = requestAnimationFrame(fly);
      };
      frame = requestAnimationFrame(fly);
    },
    isMoving: () => timer !== undefined,
    onMove: (listener) => subscribe(movers, listener),
    onRest: (listener) => subscribe(resters, listener),
    dispose() {
      stop();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
