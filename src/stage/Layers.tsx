import { memo, useEffect, useMemo, useRef } from "react";
import type { Size } from "../geometry";
import { MOST_NODES } from "./batch";
import { createMarkBitmap } from "./bitmap";
import type { DrawnMark } from "./drawn";
import { gridOf } from "./grid";
import { Group, type KonvaLayer, Layer, Shape } from "./konva";
import { isBlank, type OverlayScene, paintOverlay } from "./overlayPaint";
import { type Pen, paintMark } from "./paint";
import type { CameraRig } from "./rig";
import { markStyle, type Palette } from "./style";
import type { StageImage } from "./surface";

/** Above this many CSS pixels an image pixel, pixels are shown as squares. */
const CRISP_SCALE = 3;

/** Draws a layer again whenever the camera moves, unless it is empty: clearing a canvas costs as much as a picture. */
function useLayer(rig: CameraRig, isEmpty: boolean) {
  const layer = useRef<KonvaLayer | null>(null);
  useEffect(() => (isEmpty ? undefined : rig.onMove(() => layer.current?.batchDraw())), [rig, isEmpty]);
  return layer;
}

/** The picture, in a group that is the world: it has the camera's scale and place. Listens to nothing. */
export const ImageLayer = memo(function ImageLayer(props: {
  readonly rig: CameraRig;
  readonly image: StageImage | null;
  readonly turn: number;
  readonly shown: boolean;
}) {
  const { rig, image, turn, shown } = props;
  const layer = useRef<KonvaLayer | null>(null);
  useEffect(() => {
    const place = (): void => {
      const { scale, x, y } = rig.get();
      layer.current?.getChildren()[0]?.setAttrs({ x, y, scaleX: scale, scaleY: scale });
      layer.current?.batchDraw();
    };
    place();
    const stops = [rig.onMove(place), rig.onRest(place)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [rig]);
  // Turned about its middle, for the dial to show what it would do.
  const [x, y] = [(image?.width ?? 0) / 2, (image?.height ?? 0) / 2];
  return (
    <Layer ref={layer} listening={false} visible={shown}>
      <Group>
        <Group x={x} y={y} offsetX={x} offsetY={y} rotation={turn}>
          <Shape
            perfectDrawEnabled={false}
            sceneFunc={(context) => image && paintImage(context._context, image, rig)}
          />
        </Group>
      </Group>
    </Layer>
  );
});

/** Squares where pixels are large; smooth where they are small, and smoother once the camera rests. */
function paintImage(pen: Pen, image: StageImage, rig: CameraRig): void {
  if (!image.bitmap) {
    pen.fillStyle = "rgba(128, 128, 128, 0.18)";
    pen.fillRect(0, 0, image.width, image.height);
    return;
  }
  pen.imageSmoothingEnabled = rig.get().scale <= CRISP_SCALE;
  pen.imageSmoothingQuality = rig.isMoving() ? "low" : "medium";
  pen.drawImage(image.bitmap, 0, 0, image.width, image.height);
}

interface MarkLayerProps {
  readonly rig: CameraRig;
  readonly marks: readonly DrawnMark[];
  readonly palette: Palette;
  readonly viewport: Size;
  readonly pixelRatio: number;
}

/** One hand's marks: a node each while they are few, one bitmap when they are many. */
export const MarkLayer = memo(function MarkLayer(props: MarkLayerProps & { readonly opacity: number }) {
  const { rig, marks, palette, opacity } = props;
  const layer = useLayer(rig, marks.length === 0);
  useEffect(() => {
    // On the canvas element, not in Konva: dimming then costs no drawing.
    const element = layer.current?.getNativeCanvasElement();
    if (element) element.style.opacity = String(opacity);
  }, [layer, opacity]);
  return (
    <Layer ref={layer} listening={false}>
      {marks.length > MOST_NODES ? (
        <MarkCloud {...props} />
      ) : (
        marks.map((mark) => (
          <MarkNode key={mark.stepId} mark={mark} rig={rig} palette={palette} rightEdge={props.viewport.width} />
        ))
      )}
    </Layer>
  );
});

interface MarkNodeProps {
  readonly rig: CameraRig;
  readonly mark: DrawnMark;
  readonly palette: Palette;
  readonly rightEdge: number;
}

const MarkNode = memo(function MarkNode({ rig, mark, palette, rightEdge }: MarkNodeProps) {
  const paint = useMemo(() => {
    const style = markStyle(mark.side, mark.tone, "none", palette);
    return (context: { _context: CanvasRenderingContext2D }) =>
      paintMark(context._context, mark, style, rig.get(), palette, rightEdge);
  }, [rig, mark, palette, rightEdge]);
  return <Shape perfectDrawEnabled={false} strokeScaleEnabled={false} sceneFunc={paint} />;
});

function MarkCloud({ rig, marks, palette, viewport, pixelRatio }: MarkLayerProps) {
  const layer = useRef<KonvaLayer | null>(null);
  const bitmap = useMemo(() => createMarkBitmap(() => layer.current?.batchDraw()), []);
  const scene = useMemo(
    () => ({ grid: gridOf(marks), viewport, palette, pixelRatio: Math.min(pixelRatio, 2) }),
    [marks, viewport, palette, pixelRatio],
  );
  useEffect(() => {
    const refresh = (): void => bitmap.refresh(rig.get(), scene);
    const worn = (): void => {
      if (bitmap.isWorn(rig.get(), viewport)) refresh();
    };
    refresh();
    const stops = [rig.onRest(refresh), rig.onMove(worn)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [bitmap, rig, scene, viewport]);
  useEffect(() => () => bitmap.dispose(), [bitmap]);
  return (
    <Shape
      perfectDrawEnabled={false}
      ref={(shape) => {
        layer.current = shape?.getLayer() ?? null;
      }}
      sceneFunc={(context) => bitmap.show(context._context, rig.get())}
    />
  );
}

/** Only what is pointed at, chosen or in hand: a drag redraws this and nothing else. */
export const OverlayLayer = memo(function OverlayLayer({ rig, scene }: { rig: CameraRig; scene: OverlayScene }) {
  const layer = useLayer(rig, isBlank(scene));
  return (
    <Layer ref={layer} listening={false}>
      <Shape perfectDrawEnabled={false} sceneFunc={(context) => paintOverlay(context._context, scene, rig.get())} />
    </Layer>
  );
});
