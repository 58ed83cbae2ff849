import { type Ref, useImperativeHandle, useState } from "react";
import { Image, Layer, Line, Rect, Stage, Text } from "react-konva";
import type { StageMark } from "../../src/stage";
import { IMAGE } from "./stage-marks";

export interface NaiveHandle {
  look(scale: number, x: number, y: number): void;
}

/** What one writes first: the viewport in React's state, a react-konva node for each mark, handlers inline. */
export function NaiveStage(props: {
  readonly marks: readonly StageMark[];
  readonly bitmap: HTMLCanvasElement;
  readonly ref: Ref<NaiveHandle>;
}) {
  const [view, setView] = useState({ scale: 1, x: 0, y: 0 });
  const [, setHovered] = useState<string | null>(null);
  useImperativeHandle(props.ref, () => ({ look: (scale, x, y) => setView({ scale, x, y }) }));
  return (
    <Stage
      width={window.innerWidth}
      height={window.innerHeight}
      x={view.x}
      y={view.y}
      scaleX={view.scale}
      scaleY={view.scale}
    >
      <Layer listening={false}>
        <Image image={props.bitmap} width={IMAGE.width} height={IMAGE.height} />
      </Layer>
      <Layer>
        {props.marks.map((mark) => (
          <NaiveMark key={mark.stepId} mark={mark} onHover={() => setHovered(mark.stepId)} />
        ))}
      </Layer>
    </Stage>
  );
}

function NaiveMark({ mark, onHover }: { readonly mark: StageMark; onHover(): void }) {
  const { action } = mark;
  const stroke = {
    stroke: "rgb(194, 65, 12)",
    strokeWidth: 2,
    strokeScaleEnabled: false,
    onMouseEnter: () => onHover(),
  };
  if (action.kind === "box") {
    const { left, top, width, height } = action.box;
    return <Rect x={left} y={top} width={width} height={height} {...stroke} />;
  }
  if (action.kind === "line") return <Line points={action.points.flatMap(({ x, y }) => [x, y])} {...stroke} />;
  if (action.kind !== "label") return null;
  return <Text x={action.at.x} y={action.at.y} text={action.text} fontSize={12} onMouseEnter={() => onHover()} />;
}
