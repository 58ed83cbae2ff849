import { lazy, Suspense, useRef } from "react";
import { useViewport } from "../camera/useViewport";
import type { EncoderViewProps } from "./encoderPlan";

const EncoderScene = lazy(() => import("./EncoderScene"));

/** What the model sees, filling the box it is given. */
export function EncoderView(props: EncoderViewProps) {
  const frame = useRef<HTMLDivElement | null>(null);
  const viewport = useViewport(frame);
  return (
    <div
      ref={frame}
      role="img"
      aria-label={props.name}
      style={{ position: "relative", width: "100%", height: "100%", overflow: "hidden" }}
    >
      <Suspense fallback={null}>{viewport.width > 0 ? <EncoderScene {...props} viewport={viewport} /> : null}</Suspense>
    </div>
  );
}
