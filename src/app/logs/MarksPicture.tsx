import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type Action, type Shape, shapeOf } from "../../action";
import type { ImagePoint } from "../../geometry";
import type { ImageRecord } from "../../trace";
import { screenQuery } from "../../workspace/queries";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { useLogWords } from "./LogParts";
import type { Stroke } from "./strokes";

/** The marks of one run or reading, in pixels of the picture. */
export interface MarkLayer {
  readonly key: string;
  /** Beside each of its marks. */
  readonly name: string;
  readonly stroke: Stroke;
  readonly actions: readonly Action[];
  /** Names of marks that lie on each other stand beside each other by this; the first where it is left out. */
  readonly slot?: number;
  /** Whether it stands back behind another that is pointed at. */
  readonly faint?: boolean;
}

/** A picture with the marks of several runs on it, to look at: nothing on it can be moved. */
export function MarksPicture(props: { image: ImageRecord; label: string; layers: readonly MarkLayer[] }) {
  const { image, label, layers } = props;
  const { width, height } = image;
  const unit = Math.max(width, height) / 100;
  return (
    <figure className="marks-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <Pixels image={image} />
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {layers.map((layer) => (
          <g key={layer.key} opacity={layer.faint ? 0.25 : 1}>
            {layer.actions.map((action, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the actions of a run stay in their order
              <Mark key={i} action={action} stroke={layer.stroke} unit={unit} />
            ))}
          </g>
        ))}
        {layers.map((layer) => (
          <g key={layer.key} opacity={layer.faint ? 0.25 : 1}>
            {layer.actions.map((action, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the actions of a run stay in their order
              <Name key={i} action={action} layer={layer} unit={unit} />
            ))}
          </g>
        ))}
      </svg>
      <Outside image={image} layers={layers} />
    </figure>
  );
}

/** Marks that are nowhere to be seen are told of, or a reading in the wrong space would look like one without marks. */
function Outside({ image, layers }: { image: ImageRecord; layers: readonly MarkLayer[] }) {
  const words = useLogWords();
  const outside = layers.flatMap(({ actions }) => actions).filter((action) => liesOutside(shapeOf(action), image));
  return outside.length > 0 ? <p className="marks-outside">{words.marksOutside(outside.length)}</p> : null;
}

function liesOutside(shape: Shape, { width, height }: ImageRecord): boolean {
  if (shape.kind === "whole") return false;
  if (shape.kind === "box") {
    const { left, top, width: across, height: down } = shape.box;
    return left >= width || top >= height || left + across <= 0 || top + down <= 0;
  }
  const { points } = shape;
  // A line may cross the picture from one point outside to another: it is out of sight where all lie beyond one edge.
  const isBeyond = (edge: (point: ImagePoint) => boolean): boolean => points.length > 0 && points.every(edge);
  return (
    isBeyond(({ x }) => x < 0) ||
    isBeyond(({ x }) => x > width) ||
    isBeyond(({ y }) => y < 0) ||
    isBeyond(({ y }) => y > height)
  );
}

/** Larger pictures are drawn smaller: nobody sees more in a dialog. */
const MOST_PIXELS = 1600;

function Pixels({ image }: { image: ImageRecord }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const { data, isFetched } = useQuery(screenQuery(edges, image));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const scale = Math.min(1, MOST_PIXELS / Math.max(image.width, image.height));
  // A bitmap is drawn, not rendered: React has no element for it.
  useEffect(() => {
    const box = canvas.current;
    if (data && box) box.getContext("2d")?.drawImage(data, 0, 0, box.width, box.height);
  }, [data]);
  return (
    <>
      <canvas
        ref={canvas}
        width={Math.max(1, Math.round(image.width * scale))}
        height={Math.max(1, Math.round(image.height * scale))}
      />
      {isFetched && !data ? <p className="marks-missing">{words.picture.missing}</p> : null}
    </>
  );
}

/** `unit` is a hundredth of the picture's longer side, in its pixels: what is no line is drawn in it. */
function Mark({ action, stroke, unit }: { action: Action; stroke: Stroke; unit: number }) {
  const shape = shapeOf(action);
  if (shape.kind === "whole") return null;
  const path = shape.kind === "box" ? boxPath(shape.box) : linePath(shape.points, unit);
  return (
    <>
      <path className="marks-rim" d={path} />
      <path className="marks-halo" d={path} />
      <path className="marks-line" d={path} stroke={stroke.colour} strokeDasharray={stroke.dash} />
    </>
  );
}

/** Whose a mark is. Names stand above all marks, or the next run's would cover them. */
function Name({ action, layer, unit }: { action: Action; layer: MarkLayer; unit: number }) {
  const shape = shapeOf(action);
  if (shape.kind === "whole") return null;
  const corner = shape.kind === "box" ? { x: shape.box.left, y: shape.box.top } : shape.points[0];
  if (!corner) return null;
  return (
    <text
      className="marks-name"
      x={corner.x + unit + nameShift(shape, layer.slot ?? 0, unit)}
      y={corner.y + unit * 3.4}
      fontSize={unit * 3}
    >
      {layer.name}
    </text>
  );
}

/** How far along the upper edge of a box the name of its run stands, as far as there is room. */
function nameShift(shape: Shape, slot: number, unit: number): number {
  if (shape.kind !== "box") return 0;
  const step = unit * 4;
  return (slot % Math.max(1, Math.floor(shape.box.width / step))) * step;
}

const boxPath = ({ left, top, width, height }: { left: number; top: number; width: number; height: number }): string =>
  `M${left} ${top}h${width}v${height}h${-width}z`;

/** Points in a row as a line, a single one as a cross. */
function linePath(points: readonly ImagePoint[], unit: number): string {
  const [only, ...others] = points;
  if (!only) return "";
  if (others.length > 0) return `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}`;
  return `M${only.x - unit} ${only.y}h${2 * unit}M${only.x} ${only.y - unit}v${2 * unit}`;
}
