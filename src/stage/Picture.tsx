import {
  type ComponentProps,
  type CSSProperties,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { Action, HandTool } from "../action";
import type { ImageBox } from "../geometry";
import type { StepId } from "../trace";
import { visibleBox } from "./camera/camera";
import { createCameraRig } from "./camera/rig";
import { useCameraTarget } from "./camera/useCameraTarget";
import { useDevicePixelRatio, useViewport } from "./camera/useViewport";
import { Board } from "./components/Board";
import { Callout } from "./components/Callout";
import { ImageOverlay } from "./components/ImageOverlay";
import { LabelField } from "./components/LabelField";
import { HIDDEN, MarkList } from "./components/MarkList";
import { useAnnouncement } from "./components/useAnnouncement";
import type { CameraTarget, CameraView, Inset, JudgedMark, LayerView, StageImage, StageMark } from "./contract/surface";
import type { StageWords } from "./contract/words";
import { type DrawnMark, showsImage } from "./marks/drawn";
import { useMarks } from "./marks/useMarks";
import type { OverlayScene } from "./painting/overlayPaint";
import type { Palette } from "./painting/style";
import { usePalette } from "./painting/usePalette";
import { draftRules, heldMark, type LiveProps, type Overlay, type StageController } from "./pointer/controller";
import { endWriting } from "./pointer/drawing";
import { useKeyboard, useSpace } from "./pointer/useKeyboard";
import { usePointer } from "./pointer/usePointer";
import { useStageController } from "./pointer/useStageController";

export interface PictureProps {
  readonly image: StageImage | null;
  readonly inset?: Inset;
  readonly marks: readonly StageMark[];
  /** What the person judged on this picture, in its pixels. */
  readonly judged?: readonly JudgedMark[];
  /** SVG in pixels of the image, over everything and moving along with it. It is for the eye: no pointer, no reader. */
  readonly laidOver?: ReactNode;
  /** A few words or buttons that stand at a mark. */
  readonly callout?: { readonly at: StepId; readonly content: ReactNode } | null;
  readonly layers: LayerView;
  readonly tool: HandTool;
  readonly selected: StepId | null;
  readonly hovered: StepId | null;
  readonly camera: CameraTarget;
  readonly reducedMotion: boolean;
  readonly readOnly: boolean;
  readonly theme: "light" | "dark";
  readonly words: StageWords;
  onSelect(stepId: StepId | null): void;
  onHover(stepId: StepId | null): void;
  /**
   * A drag, a resize or a run of nudges has ended: what the step's action would now be, inside the image. The promise is
   * settled when the change was made or refused; nudges that come meanwhile wait for it.
   */
  onReshape(stepId: StepId, action: Action): Promise<void> | undefined;
  /** A tool has finished a new action on the image on show, inside it. */
  onDraw(action: Action): void;
  /** The tool for regions has drawn one, inside the image on show. */
  onRegion?(box: ImageBox): void;
  /** A region was clicked. */
  onJudged?(id: string): void;
  /** The camera has come to rest. */
  onCamera(view: CameraView): void;
  /** A tool has done its work, or Escape has put it down. */
  onToolDone(): void;
}

const JudgedLayer = lazy(() => import("./judged/JudgedLayer"));

const NOTHING_JUDGED: readonly JudgedMark[] = [];
const NO_INSET: Inset = { top: 0, right: 0, bottom: 0, left: 0 };
const DIMMED = 0.45;

/** The picture and its marks. Fills its parent; reads no store; speaks actions through its callbacks. */
export function Picture(props: PictureProps) {
  const { image, marks, layers, selected, words, inset = NO_INSET } = props;
  const frame = useRef<HTMLDivElement | null>(null);
  const canvas = useRef<HTMLDivElement | null>(null);
  const [rig] = useState(createCameraRig);
  const viewport = useViewport(canvas);
  const pixelRatio = useDevicePixelRatio();
  const palette = usePalette(frame, props.theme);

  const { drawn, grid, model, human, listed } = useMarks(marks, layers);
  const aim = useCameraTarget(rig, image, viewport, inset, props.camera, props.reducedMotion);
  const live = liveOf(props, { grid, marks: drawn, viewport, inset, pixelRatio });
  const { controller, interaction, overlay, press } = useStageController(rig, live, aim);
  usePointer(canvas, interaction);
  useKeyboard(frame, press);
  useSpace(frame, interaction);
  useCameraReport(rig, canvas, { live, isFree: aim.isFree, onCamera: props.onCamera });

  const endLabel = (text: string): void => {
    endWriting(controller, text);
    canvas.current?.focus({ preventScroll: true });
  };
  const movesId = useId();
  const scene = overlayScene(props, live, controller, overlay, palette);
  const announcement = useAnnouncement(marks, selected, overlay, words);
  const choose = useCallback((stepId: StepId) => controller.live().onSelect(stepId), [controller]);
  const point = useCallback((stepId: StepId | null) => controller.live().onHover(stepId), [controller]);

  return (
    <div ref={frame} style={FRAME}>
      <div
        ref={canvas}
        // The canvas takes arrow keys and strokes of its own, which is what this role tells a screen reader.
        role="application"
        aria-label={image ? words.picture(image.width, image.height) : words.empty}
        aria-describedby={heldMark(live) ? movesId : undefined}
        aria-busy={image !== null && image.bitmap === null}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive
        tabIndex={0}
        data-stage=""
        style={{ ...CANVAS, cursor: overlay.cursor }}
      >
        <Board
          rig={rig}
          {...{ viewport, pixelRatio, palette, image, model, human, scene }}
          opacity={marksOpacity(scene, props.hovered)}
          isImageShown={showsImage(layers)}
          turn={overlay.turn ?? 0}
        />
        <ImageOverlay rig={rig}>{props.laidOver}</ImageOverlay>
        {overlay.turn ? null : <Judged {...{ rig, viewport, pixelRatio, palette }} judged={live.judged} />}
      </div>
      <MarkCallout {...{ rig, drawn, overlay }} callout={props.callout ?? null} />
      {!image?.bitmap && <p style={NOTE}>{emptyWords(image, words)}</p>}
      {overlay.writing && <LabelField rig={rig} at={overlay.writing} name={words.labelField} onEnd={endLabel} />}
      <MarkList marks={listed} words={words} selected={selected} onSelect={choose} onHover={point} />
      <ToldOnly id={movesId} help={words.moveByKey} announcement={announcement} />
    </div>
  );
}

/** What a screen reader alone tells: what can be done by key, where `id` is referred to, and what has just happened. */
const ToldOnly = ({ id, help, announcement }: { id: string; help: string; announcement: string }) => (
  <>
    <p id={id} style={HIDDEN}>
      {help}
    </p>
    <p aria-live="polite" style={HIDDEN}>
      {announcement}
    </p>
  </>
);

/** The layer for what was judged comes with the first of it. */
function Judged(props: ComponentProps<typeof JudgedLayer>) {
  if (props.judged.length === 0) return null;
  return (
    <Suspense>
      <JudgedLayer {...props} />
    </Suspense>
  );
}

const liveOf = (
  props: PictureProps,
  seen: Pick<LiveProps, "grid" | "marks" | "viewport" | "inset" | "pixelRatio">,
): LiveProps => ({
  ...props,
  ...seen,
  still: props.reducedMotion,
  judged: props.judged ?? NOTHING_JUDGED,
  onRegion: (box) => props.onRegion?.(box),
  onJudged: (id) => props.onJudged?.(id),
});

/** Stands at its mark while nothing else goes on there. */
function MarkCallout(props: {
  readonly rig: ReturnType<typeof createCameraRig>;
  readonly drawn: readonly DrawnMark[];
  readonly overlay: Overlay;
  readonly callout: PictureProps["callout"];
}) {
  const { rig, drawn, overlay, callout } = props;
  const mark = callout ? drawn.find(({ stepId }) => stepId === callout.at) : undefined;
  if (!callout || !mark || overlay.reshape || overlay.draft || overlay.writing || overlay.turn !== null) return null;
  return (
    <Callout rig={rig} mark={mark}>
      {callout.content}
    </Callout>
  );
}

function overlayScene(
  { image, tool, selected, hovered, words }: PictureProps,
  live: LiveProps,
  controller: StageController,
  overlay: Overlay,
  palette: Palette,
): OverlayScene {
  const byStep = (stepId: StepId | null): DrawnMark | null => live.marks.find((mark) => mark.stepId === stepId) ?? null;
  return {
    overlay,
    hovered: byStep(hovered),
    selected: byStep(selected),
    handles: tool === "select" && heldMark(live) !== null,
    palette,
    viewport: live.viewport,
    rules: image && draftRules(controller, image),
    turnHint: words.turnHint,
  };
}

/** Pointing from elsewhere, at a line of text, dims the other marks; pointing at the picture does not make it flicker. */
function marksOpacity({ overlay, hovered }: OverlayScene, hoveredStep: StepId | null): number {
  if (overlay.turn) return 0;
  return hovered !== null && hoveredStep !== overlay.pointed && overlay.reshape === null ? DIMMED : 1;
}

/** Tells the app, and whoever looks at the element, where the camera has come to rest. */
function useCameraReport(
  rig: ReturnType<typeof createCameraRig>,
  canvas: { readonly current: HTMLDivElement | null },
  told: { readonly live: LiveProps; readonly isFree: () => boolean; readonly onCamera: (view: CameraView) => void },
): void {
  const now = useRef(told);
  now.current = told;
  useEffect(
    () =>
      rig.onRest(() => {
        const { scale, x, y } = rig.get();
        if (canvas.current) canvas.current.dataset.camera = `${scale} ${x} ${y}`;
        const { live, isFree, onCamera } = now.current;
        onCamera({ scale, visible: visibleBox(rig.get(), live.viewport), byHand: isFree() });
      }),
    [rig, canvas],
  );
  useEffect(() => () => rig.dispose(), [rig]);
}

/** What stands where no pixels are. */
function emptyWords(image: StageImage | null, words: StageWords): string {
  if (!image) return words.empty;
  return image.isMissing ? words.missing : words.loading;
}

const FRAME: CSSProperties = { position: "relative", width: "100%", height: "100%", overflow: "hidden" };
const CANVAS: CSSProperties = {
  position: "absolute",
  inset: 0,
  outlineOffset: -3,
  touchAction: "none",
  userSelect: "none",
};
const NOTE: CSSProperties = {
  position: "absolute",
  inset: 0,
  display: "grid",
  placeContent: "center",
  margin: 0,
  padding: "0 16px",
  textAlign: "center",
  pointerEvents: "none",
  opacity: 0.7,
};
