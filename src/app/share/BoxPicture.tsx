import { type PointerEvent, useEffect, useRef, useState } from "react";
import { boxFromCorners, type ImageBox, type Point } from "../../geometry";
import { useShareWords } from "./useShare";

/** A drag shorter than this, in pixels of the picture, was a click. */
const LEAST_PIXELS = 3;

/** A picture with black boxes on it; dragging adds one. Who has no pointer adds them by their numbers. */
export function BoxPicture(props: { bitmap: ImageBitmap; boxes: readonly ImageBox[]; onDraw(box: ImageBox): void }) {
  const { bitmap, boxes, onDraw } = props;
  const words = useShareWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const drawn = from && to ? boxFromCorners(...cornersOf(from, to)) : null;
  useEffect(() => paint(canvas.current, bitmap, drawn ? [...boxes, drawn] : boxes));
  const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>): Point => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const within = (share: number, side: number): number => Math.round(Math.min(Math.max(share, 0), 1) * side);
    return { x: within((clientX - left) / width, bitmap.width), y: within((clientY - top) / height, bitmap.height) };
  };
  const end = (): void => {
    if (drawn && drawn.width >= LEAST_PIXELS && drawn.height >= LEAST_PIXELS) onDraw(drawn);
    setFrom(null);
    setTo(null);
  };
  return (
    <canvas
      ref={canvas}
      className="share-canvas"
      width={bitmap.width}
      height={bitmap.height}
      role="img"
      aria-label={words.blackOut}
      data-testid="black-out"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(placeOf(event));
      }}
      onPointerMove={(event) => from && setTo(placeOf(event))}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

const cornersOf = (a: Point, b: Point): [number, number, number, number] => [
  Math.min(a.x, b.x),
  Math.min(a.y, b.y),
  Math.max(a.x, b.x),
  Math.max(a.y, b.y),
];

function paint(canvas: HTMLCanvasElement | null, bitmap: ImageBitmap, boxes: readonly ImageBox[]): void {
  const context = canvas?.getContext("2d");
  if (!context || bitmap.width === 0) return;
  context.drawImage(bitmap, 0, 0);
  context.fillStyle = "black";
  for (const { left, top, width, height } of boxes) context.fillRect(left, top, width, height);
}
