import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import type { CameraRig } from "../camera/rig";

interface ImageOverlayProps {
  readonly rig: CameraRig;
  readonly children: ReactNode;
}

/** SVG in pixels of the image, drawn over the marks. It is moved with the camera and never drawn anew for that. */
export const ImageOverlay = ({ rig, children }: ImageOverlayProps) =>
  children ? <Moving rig={rig}>{children}</Moving> : null;

function Moving({ rig, children }: ImageOverlayProps) {
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
