import { useEffect, useRef } from "react";
import type { ImagePoint } from "../../geometry";
import { viewFromImage } from "../camera/camera";
import type { CameraRig } from "../camera/rig";
import { PILL_HEIGHT } from "../marks/pill";

/** Asks for the words of a label where the label will stand. Enter keeps them, Escape does not, leaving keeps them. */
export function LabelField(props: {
  readonly rig: CameraRig;
  readonly at: ImagePoint;
  readonly name: string;
  onEnd(text: string): void;
}) {
  const { rig, at, name, onEnd } = props;
  const field = useRef<HTMLInputElement | null>(null);
  const ended = useRef(false);
  useEffect(() => {
    const place = (): void => {
      const { x, y } = viewFromImage(rig.get(), at);
      const element = field.current;
      if (!element) return;
      const most = (element.parentElement?.clientWidth ?? 0) - element.offsetWidth - 4;
      element.style.transform = `translate(${Math.max(4, Math.min(x, most))}px, ${Math.max(4, y - PILL_HEIGHT - 6)}px)`;
    };
    place();
    field.current?.focus({ preventScroll: true });
    return rig.onMove(place);
  }, [rig, at]);
  const end = (text: string): void => {
    if (ended.current) return;
    ended.current = true;
    onEnd(text);
  };
  return (
    <input
      ref={field}
      aria-label={name}
      placeholder={name}
      maxLength={500}
      autoComplete="off"
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") end(event.currentTarget.value);
        if (event.key === "Escape") end("");
      }}
      style={FIELD}
    />
  );
}

const FIELD = {
  position: "absolute",
  left: 0,
  top: 0,
  width: 200,
  maxWidth: "60%",
  boxSizing: "border-box",
  padding: "3px 8px",
  font: "inherit",
  fontSize: 14,
  color: "rgb(17, 17, 17)",
  background: "rgb(255, 255, 255)",
  border: "2px dashed var(--human, rgb(37, 99, 235))",
  borderRadius: 4,
  outline: "none",
} as const;
