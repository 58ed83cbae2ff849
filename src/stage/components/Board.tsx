import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Size } from "../../geometry";
import type { CameraRig } from "../camera/rig";
import type { StageImage } from "../contract/surface";
import type { DrawnMark } from "../marks/drawn";
import { Konva, Stage } from "../painting/konva";
import type { OverlayScene } from "../painting/overlayPaint";
import { createImagePlane, createMarkPlane, createOverlayPlane } from "../painting/planes";
import type { Palette } from "../painting/style";

export interface BoardProps {
  readonly rig: CameraRig;
  readonly viewport: Size;
  readonly pixelRatio: number;
  readonly palette: Palette;
  readonly image: StageImage | null;
  readonly isImageShown: boolean;
  /** Degrees that the picture is shown turned by. */
  readonly turn: number;
  readonly model: readonly DrawnMark[];
  readonly human: readonly DrawnMark[];
  /** Of the marks, 0 to 1. */
  readonly opacity: number;
  readonly scene: OverlayScene;
}

/** The stage itself: the size of the viewport, four canvases on top of one another, no events. */
export function Board(props: BoardProps) {
  const { rig, viewport, pixelRatio, palette, image, isImageShown, turn, model, human, opacity, scene } = props;
  const host = useRef<HTMLDivElement | null>(null);
  const planes = usePlanes(host, rig, pixelRatio);
  const look = useMemo(() => ({ palette, viewport, pixelRatio }), [palette, viewport, pixelRatio]);
  useLayoutEffect(() => void planes?.stage.size(viewport), [planes, viewport]);
  useLayoutEffect(() => planes?.image.show(image, turn, isImageShown), [planes, image, turn, isImageShown]);
  useLayoutEffect(() => planes?.model.show(model, look), [planes, model, look]);
  useLayoutEffect(() => planes?.human.show(human, look), [planes, human, look]);
  useLayoutEffect(() => planes?.overlay.show(scene), [planes, scene]);
  useLayoutEffect(() => {
    // On the elements, not in Konva: dimming then costs no drawing.
    for (const plane of planes ? [planes.model, planes.human] : [])
      plane.layer.getNativeCanvasElement().style.opacity = String(opacity);
  }, [planes, opacity]);
  // The element around this one hears every event; Konva itself needs none.
  return <div ref={host} style={{ pointerEvents: "none" }} />;
}

type Planes = ReturnType<typeof createPlanes>;

/** Made anew for another pixel ratio: Konva reads it when it makes a canvas. */
function usePlanes(host: RefObject<HTMLDivElement | null>, rig: CameraRig, pixelRatio: number): Planes | null {
  const [planes, setPlanes] = useState<Planes | null>(null);
  useLayoutEffect(() => {
    if (!host.current) return;
    Konva.pixelRatio = pixelRatio;
    const made = createPlanes(host.current, rig);
    setPlanes(made);
    return () => {
      for (const plane of [made.image, made.model, made.human, made.overlay]) plane.dispose();
      made.stage.destroy();
    };
  }, [host, rig, pixelRatio]);
  return planes;
}

function createPlanes(container: HTMLDivElement, rig: CameraRig) {
  const stage = new Stage({ container, width: 0, height: 0, listening: false });
  const image = createImagePlane(rig);
  const [model, human] = [createMarkPlane(rig), createMarkPlane(rig)];
  const overlay = createOverlayPlane(rig);
  stage.add(image.layer, model.layer, human.layer, overlay.layer);
  return { stage, image, model, human, overlay };
}
