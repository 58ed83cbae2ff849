import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { viewFromImage } from "../camera/camera";
import type { CameraRig } from "../camera/rig";
import type { DrawnMark } from "../marks/drawn";

/** CSS pixels between a mark and what is said beside it: its handles and its measure have to stay free. */
const GAP = 34;

/** A few words that stand under a mark and go with it; above it where there is no room below. */
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
      const below = end.y + GAP;
      const fits = below + element.offsetHeight <= frame.clientHeight;
      const y = fits ? below : start.y - GAP - element.offsetHeight;
      const x = (start.x + end.x - element.offsetWidth) / 2;
      element.style.transform = `translate(${within(x, frame.clientWidth - element.offsetWidth)}px, ${within(y, frame.clientHeight - element.offsetHeight)}px)`;
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

const within = (value: number, most: number): number => Math.max(6, Math.min(value, most - 6));

const CARD: CSSProperties = { position: "absolute", left: 0, top: 0, maxWidth: "calc(100% - 12px)" };
