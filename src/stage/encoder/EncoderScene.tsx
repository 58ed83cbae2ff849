import type Konva from "konva/lib/Core";
import "konva/lib/shapes/Image";
import { Fragment, useMemo } from "react";
import { Image, Layer, Shape, Stage } from "react-konva/lib/ReactKonvaCore";
import type { Box, Size } from "../../geometry";
import { type EncoderViewProps, planEncoder } from "./encoderPlan";

/** A grid finer than this hides the pixels it should explain, CSS pixels a patch. */
const LEAST_PATCH = 5;

/** Every encoder pixel as a square, and the grid of patches over them. A chunk of its own: few ever hold X. */
export default function EncoderScene({
  tiles,
  rows,
  cols,
  patchSize,
  viewport,
}: EncoderViewProps & { viewport: Size }) {
  const drawables = useMemo(() => tiles.map(drawable), [tiles]);
  const [first] = tiles;
  if (!first) return null;
  const plan = planEncoder(tiles.length, first, rows, cols, viewport);
  const patch = patchSize * plan.scale;
  return (
    <Stage width={viewport.width} height={viewport.height} listening={false}>
      <Layer listening={false} imageSmoothingEnabled={false}>
        {plan.tiles.map(({ index, box }) => (
          <Fragment key={index}>
            <Image image={drawables[index]} x={box.left} y={box.top} width={box.width} height={box.height} />
            {patch >= LEAST_PATCH ? <PatchGrid box={box} patch={patch} /> : null}
          </Fragment>
        ))}
      </Layer>
    </Stage>
  );
}

/** White over dark, so that the grid shows on any pixels. */
const PatchGrid = ({ box, patch }: { box: Box; patch: number }) => (
  <Shape
    sceneFunc={(context: Konva.Context) => {
      context.beginPath();
      for (let x = 0; x <= box.width + 0.5; x += patch) {
        context.moveTo(box.left + x, box.top);
        context.lineTo(box.left + x, box.top + box.height);
      }
      for (let y = 0; y <= box.height + 0.5; y += patch) {
        context.moveTo(box.left, box.top + y);
        context.lineTo(box.left + box.width, box.top + y);
      }
      for (const [width, colour] of [
        [1.5, "rgba(0, 0, 0, 0.35)"],
        [0.75, "rgba(255, 255, 255, 0.75)"],
      ] as const) {
        context.setAttr("lineWidth", width);
        context.setAttr("strokeStyle", colour);
        context.stroke();
      }
    }}
  />
);

// A canvas takes no ImageData as a picture, and putting it there does not scale.
function drawable(tile: ImageBitmap | ImageData): CanvasImageSource {
  if (!(tile instanceof ImageData)) return tile;
  const canvas = document.createElement("canvas");
  canvas.width = tile.width;
  canvas.height = tile.height;
  canvas.getContext("2d")?.putImageData(tile, 0, 0);
  return canvas;
}
