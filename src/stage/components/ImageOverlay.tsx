import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import type { CameraRig } from "../camera/rig";

/** SVG in pixels of the image, drawn over the marks. It is moved with the camera and never drawn anew for that. */
export function ImageOverlay({ rig, children }: { rig: CameraRig; children: ReactNode }) {
  const world = useRef<SVGGElement | null>(null);
  // The camera moves without React.
  useEffect(() => {
    const place = (): void => {
      const { scale, x, y } = rig.get();
      world.current?.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    };
    place();
    return rig.onMove(place);
  }, [rig]);
  return (
    <svg style={OVER} aria-hidden="true">
      <g ref={world}>{children}</g>
    </svg>
  );
}

const OVER: CSSProperties = { position: "absolute", inset: 0, width: "100%", height: "100%", pointerEvents: "none" };
