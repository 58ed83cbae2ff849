import { useEffect, useRef } from "react";
import { planRetina } from "./retinaPlan";
import { useDevicePixelRatio, useViewport } from "./useViewport";

export interface RetinaProps {
  /** The exact pixels that went into the vision encoder, in order; all of one size. */
  readonly tiles: readonly (ImageBitmap | ImageData)[];
  readonly rows: number;
  readonly cols: number;
  /** The side of one patch, encoder pixels. */
  readonly patchSize: number;
  /** The accessible name, such as "What the model sees: 1 image of 96 by 96 pixels". */
  readonly name: string;
}

/** A grid finer than this hides the pixels it should explain, CSS pixels a patch. */
const LEAST_PATCH = 5;

/** What the model sees: every encoder pixel as a square, and the grid of patches over them. */
export function Retina({ tiles, rows, cols, patchSize, name }: RetinaProps) {
  const frame = useRef<HTMLDivElement | null>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const viewport = useViewport(frame);
  const pixelRatio = useDevicePixelRatio();
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    const first = tiles[0];
    if (!pen || !first) return;
    pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    pen.clearRect(0, 0, viewport.width, viewport.height);
    pen.imageSmoothingEnabled = false;
    const plan = planRetina(tiles.length, first, rows, cols, viewport);
    for (const { index, box } of plan.tiles) {
      const tile = tiles[index];
      if (tile) pen.drawImage(drawable(tile), box.left, box.top, box.width, box.height);
      if (patchSize * plan.scale >= LEAST_PATCH) paintPatches(pen, box, patchSize * plan.scale);
    }
  }, [tiles, rows, cols, patchSize, viewport, pixelRatio]);
  return (
    <div ref={frame} style={{ position: "relative", width: "100%", height: "100%", overflow: "hidden" }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={name}
        width={Math.round(viewport.width * pixelRatio)}
        height={Math.round(viewport.height * pixelRatio)}
        style={{ position: "absolute", inset: 0, width: viewport.width, height: viewport.height }}
      />
    </div>
  );
}

/** White over dark, so that the grid shows on any pixels. */
function paintPatches(
  pen: CanvasRenderingContext2D,
  box: { left: number; top: number; width: number; height: number },
  step: number,
): void {
  pen.beginPath();
  for (let x = 0; x <= box.width + 0.5; x += step) {
    pen.moveTo(box.left + x, box.top);
    pen.lineTo(box.left + x, box.top + box.height);
  }
  for (let y = 0; y <= box.height + 0.5; y += step) {
    pen.moveTo(box.left, box.top + y);
    pen.lineTo(box.left + box.width, box.top + y);
  }
  pen.lineWidth = 1.5;
  pen.strokeStyle = "rgba(0, 0, 0, 0.35)";
  pen.stroke();
  pen.lineWidth = 0.75;
  pen.strokeStyle = "rgba(255, 255, 255, 0.75)";
  pen.stroke();
}

// drawImage does not take ImageData, and putImageData does not scale.
function drawable(tile: ImageBitmap | ImageData): CanvasImageSource {
  if (!(tile instanceof ImageData)) return tile;
  const canvas = document.createElement("canvas");
  canvas.width = tile.width;
  canvas.height = tile.height;
  canvas.getContext("2d")?.putImageData(tile, 0, 0);
  return canvas;
}
