import { type CSSProperties, useEffect, useRef } from "react";
import type { Size } from "../../geometry";
import type { CameraRig } from "../camera/rig";
import type { JudgedMark } from "../contract/surface";
import type { Palette } from "../painting/style";
import { paintJudged } from "./paintJudged";

/** What was judged on the picture, on a canvas of its own above all marks; it is fetched with the first of them. */
export default function JudgedLayer(props: {
  readonly rig: CameraRig;
  readonly viewport: Size;
  readonly pixelRatio: number;
  readonly palette: Palette;
  readonly judged: readonly JudgedMark[];
}) {
  const { rig, viewport, pixelRatio, palette, judged } = props;
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are drawn, not rendered, and the camera moves without React.
  useEffect(() => {
    let frame = 0;
    const paint = (): void => {
      frame = 0;
      const context = canvas.current?.getContext("2d");
      if (!context) return;
      context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
      context.clearRect(0, 0, viewport.width, viewport.height);
      paintJudged(context, judged, rig.get(), viewport, palette);
    };
    const ask = (): void => {
      frame ||= requestAnimationFrame(paint);
    };
    paint();
    const stops = [rig.onMove(ask), rig.onRest(ask)];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [rig, viewport, pixelRatio, palette, judged]);
  return (
    <div aria-hidden="true">
      <canvas
        ref={canvas}
        data-judged={judged.length}
        width={Math.round(viewport.width * pixelRatio)}
        height={Math.round(viewport.height * pixelRatio)}
        style={{ ...LAYER, width: viewport.width, height: viewport.height }}
      />
    </div>
  );
}

const LAYER: CSSProperties = { position: "absolute", left: 0, top: 0, pointerEvents: "none" };
