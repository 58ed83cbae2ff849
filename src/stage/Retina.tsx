import { lazy, Suspense, useRef } from "react";
import type { RetinaProps } from "./retinaPlan";
import { useViewport } from "./useViewport";

const RetinaScene = lazy(() => import("./RetinaScene"));

/** What the model sees, filling the box it is given. */
export function Retina(props: RetinaProps) {
  const frame = useRef<HTMLDivElement | null>(null);
  const viewport = useViewport(frame);
  return (
    <div
      ref={frame}
      role="img"
      aria-label={props.name}
      style={{ position: "relative", width: "100%", height: "100%", overflow: "hidden" }}
    >
      <Suspense fallback={null}>{viewport.width > 0 ? <RetinaScene {...props} viewport={viewport} /> : null}</Suspense>
    </div>
  );
}
