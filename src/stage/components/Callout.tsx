import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { viewFromImage } from "../camera/camera";
import type { CameraRig } from "../camera/rig";
import type { DrawnMark } from "../marks/drawn";
import { besideMark } from "./besideMark";

/** A few words that stand beside a mark and go with it. */
export function Callout({ rig, mark, children }: { rig: CameraRig; mark: DrawnMark; children: ReactNode }) {
  const card = useRef<HTMLDivElement | null>(null);
  const { left, top, width, height } = mark.bounds;
  // The camera moves without React.
  useEffect(() => {
    const place = (): void => {
      const element = card.current;
      const frame = element?.parentElement;
      if (!element || !frame) return;
      const start = viewFromImage(rig.get(), { x: left, y: top });
      const end = viewFromImage(rig.get(), { x: left + width, y: top + height });
      const { x, y } = besideMark(
        { start, end },
        { width: element.offsetWidth, height: element.offsetHeight },
        { width: frame.clientWidth, height: frame.clientHeight },
      );
      element.style.transform = `translate(${x}px, ${y}px)`;
    };
    place();
    return rig.onMove(place);
  }, [rig, left, top, width, height]);
  return (
    <div ref={card} style={CARD}>
      {children}
    </div>
  );
}

const CARD: CSSProperties = { position: "absolute", left: 0, top: 0, maxWidth: "calc(100% - 12px)" };
