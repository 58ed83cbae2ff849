/** The part of a WheelEvent that the camera reads. */
export interface Wheel {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
}

export type WheelMove =
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "pan"; readonly dx: number; readonly dy: number };

const LINE_PIXELS = 16;
const PAGE_PIXELS = 400;

/**
 * The wheel zooms; with Shift it pans sideways, as does a sideways swipe.
 * Browsers tell a trackpad's pinch as a wheel with Ctrl and small deltas, so it gets a stronger factor.
 */
export function readWheel(wheel: Wheel): WheelMove {
  const unit = wheel.deltaMode === 1 ? LINE_PIXELS : wheel.deltaMode === 2 ? PAGE_PIXELS : 1;
  const [dx, dy] = [wheel.deltaX * unit, wheel.deltaY * unit];
  // With Shift some browsers swap the axes themselves and some do not.
  if (wheel.shiftKey && !wheel.ctrlKey) return { kind: "pan", dx: -(dx || dy), dy: 0 };
  if (!wheel.ctrlKey && Math.abs(dx) > Math.abs(dy)) return { kind: "pan", dx: -dx, dy: 0 };
  const strength = wheel.ctrlKey && Math.abs(dy) < 50 ? 0.01 : 0.0016;
  const bounded = Math.min(Math.max(-dy * strength, -0.7), 0.7);
  return { kind: "zoom", factor: Math.exp(bounded) };
}
