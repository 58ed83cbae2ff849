import { useEffect, useRef } from "react";
import { useReducedMotion } from "../theme";
import { fading, type TrailPoint } from "./laserTrail";
import { useTalk } from "./useTalk";

const RADIUS = 9;

/** A red point where the pointer is, with a trail that fades; only the point where reduced motion is asked for. */
export function Laser() {
  const isOn = useTalk(({ laser }) => laser) ?? false;
  return isOn ? <Beam /> : null;
}

function Beam() {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const still = useReducedMotion();
  // Drawn each frame while something fades, which React has no part in.
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    let trail: readonly TrailPoint[] = [];
    let last: TrailPoint | null = null;
    let frame = 0;
    const draw = (): void => {
      const { width, height } = fitted(context.canvas);
      context.clearRect(0, 0, width, height);
      const seen = still ? [] : fading(trail, performance.now());
      trail = seen;
      for (const point of seen) dot(context, point, point.strength * 0.7);
      if (last) dot(context, last, 1);
      frame = seen.length > 0 ? requestAnimationFrame(draw) : 0;
    };
    const move = ({ clientX, clientY }: PointerEvent): void => {
      last = { x: clientX, y: clientY, atMillis: performance.now() };
      trail = [...trail, last];
      frame ||= requestAnimationFrame(draw);
    };
    window.addEventListener("pointermove", move);
    return () => {
      window.removeEventListener("pointermove", move);
      cancelAnimationFrame(frame);
    };
  }, [still]);
  return (
    <div className="presenter-laser" aria-hidden="true">
      <canvas ref={canvas} data-testid="laser" />
    </div>
  );
}

/** The canvas as large as the window, in CSS pixels: a laser need not be sharp. */
function fitted(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const { innerWidth, innerHeight } = window;
  if (canvas.width !== innerWidth) canvas.width = innerWidth;
  if (canvas.height !== innerHeight) canvas.height = innerHeight;
  return canvas;
}

function dot(context: CanvasRenderingContext2D, { x, y }: TrailPoint, strength: number): void {
  context.beginPath();
  context.arc(x, y, RADIUS * (0.4 + 0.6 * strength), 0, 2 * Math.PI);
  context.fillStyle = `rgb(255 0 40 / ${strength})`;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = `rgb(255 255 255 / ${strength})`;
  context.stroke();
}
