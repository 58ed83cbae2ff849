import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { ImageBox, Size } from "../../geometry";
import { type Camera, cameraOnImage, type LayerView, paintStill, readPalette, type Scene, sceneAt } from "../../stage";
import { type CommonPicture, commonPicture, type ImageRecord, viewPlaces } from "../../trace";
import type { ComparedLine } from "../../workspace/comparing";
import { screenQuery } from "../../workspace/queries";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Range } from "../controls";
import { useTheme } from "../theme";
import { gist } from "../words/names";
import { shareText, useCompareWords } from "./useCompare";

/** A line with the step on it whose picture is shown; −1 shows none. */
export interface Standing {
  readonly of: ComparedLine;
  readonly index: number;
}

const WIDTH = 720;
const MOST_HEIGHT = 420;
/** Device pixels a CSS pixel: marks stay crisp on any screen. */
const RATIO = 2;
const ALL_LAYERS: LayerView = { hidden: new Set(), locked: new Set(), solo: null };

/** What both lines show at a pair of steps, over each other: a line across parts the left one from the right one. */
export function SwipePicture({ left, right }: { left: Standing; right: Standing }) {
  const words = useCompareWords();
  const [share, setShare] = useState(50);
  const [scene, other] = [useSceneOf(left), useSceneOf(right)];
  const common = useMemo(() => commonOf(left, scene, right, other), [left, scene, right, other]);
  const onto = common === "same" ? null : common;
  const size = sizeFor(onto?.picture ?? scene.image ?? other.image);
  const names = [useNameOf(left), useNameOf(right)] as const;
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    setShare(Math.min(100, Math.max(0, Math.round((100 * (event.clientX - box.left)) / box.width))));
  };
  return (
    <figure className="compare-swipe" style={{ "--share": `${share}%` } as CSSProperties}>
      <div
        className="compare-pictures"
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
        onPointerDown={drag}
        onPointerMove={drag}
      >
        <Painted scene={other} size={size} label={names[1]} on={onto && { picture: onto.picture, part: onto.right }} />
        <Painted
          scene={scene}
          size={size}
          label={names[0]}
          on={onto && { picture: onto.picture, part: onto.left }}
          isOver
        />
        <span className="compare-bar" aria-hidden="true" />
      </div>
      <Range
        label={words.swipe}
        said={words.swipeSaid(share)}
        value={share}
        min={0}
        max={100}
        step={1}
        onChange={setShare}
      />
      <figcaption className="compare-note">
        {words.pictures(...names)} {scene.image && other.image && common !== "same" ? words.onOne(shareOf(common)) : ""}
      </figcaption>
    </figure>
  );
}

/** How both images lie on one picture; null where they do not. */
function commonOf(left: Standing, scene: Scene, right: Standing, other: Scene): CommonPicture | "same" | null {
  if (!scene.image || !other.image || scene.image.id === other.image.id) return "same";
  const shown = ({ of: { trace } }: Standing, image: NonNullable<Scene["image"]>) => ({
    trace,
    views: viewPlaces(trace),
    image: image.id,
  });
  return commonPicture(shown(left, scene.image), shown(right, other.image));
}

/** Null where they are of different pictures; an empty text where they do not touch. */
const shareOf = (common: CommonPicture | null): string | null =>
  common && (common.overlap > 0 ? shareText(common.overlap) : "");

const useSceneOf = ({ of, index }: Standing): Scene =>
  useMemo(() => sceneAt(of.trace, of.steps, index, { cropItself: false, draft: null }), [of, index]);

function useNameOf({ of, index }: Standing): string {
  const common = useWords();
  const words = useCompareWords();
  const step = of.steps[index];
  return step ? `${index + 1} · ${gist(step, common).slice(0, 80)}` : words.noPicture;
}

function sizeFor(image: Size | null): Size {
  const share = image ? image.height / image.width : 0.5;
  const height = Math.round(Math.min(MOST_HEIGHT, WIDTH * share));
  return { width: WIDTH, height: Math.max(height, 120) };
}

interface PaintedProps {
  readonly scene: Scene;
  readonly size: Size;
  readonly label: string;
  /** The picture that its image was cut from, and the part of it that the image shows; null where it stands alone. */
  readonly on: { readonly picture: ImageRecord; readonly part: ImageBox } | null;
  readonly isOver?: boolean;
}

/** Of the picture around a crop, so that the crop is told from it. */
const AROUND_OPACITY = 0.35;

/** A scene with its marks, as the stage paints them, the whole picture in sight. */
function Painted({ scene, size, label, on, isOver = false }: PaintedProps) {
  const { edges } = useWorkspace();
  const { data } = useQuery(screenQuery(edges, scene.image));
  const { data: around } = useQuery(screenQuery(edges, on?.picture ?? null));
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are drawn, not rendered; the palette is read from the page, which has another one in another theme.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme stands for the palette
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    if (!scene.image) return;
    const whole = cameraOnImage(on?.picture ?? scene.image, size);
    const look = { layers: ALL_LAYERS, viewport: size, palette: readPalette(document.body) };
    if (on && around) {
      context.globalAlpha = AROUND_OPACITY;
      paintStill(context, {
        ...look,
        image: { ...on.picture, bitmap: around, isMissing: false },
        marks: [],
        camera: whole,
      });
      context.globalAlpha = 1;
    }
    paintStill(context, {
      ...look,
      image: { ...scene.image, bitmap: data ?? null, isMissing: data === null },
      marks: scene.marks,
      camera: on ? cameraOnPart(whole, on.part, scene.image) : whole,
    });
  }, [scene, data, around, on?.picture, on?.part, size.width, size.height, theme]);
  return (
    <canvas
      ref={canvas}
      className={isOver ? "compare-over" : ""}
      width={size.width * RATIO}
      height={size.height * RATIO}
      role="img"
      aria-label={label}
    />
  );
}

/** The camera that puts an image where the part of the picture is that it shows. */
const cameraOnPart = ({ scale, x, y }: Camera, part: ImageBox, image: Size): Camera => ({
  scale: (scale * part.width) / image.width,
  x: x + part.left * scale,
  y: y + part.top * scale,
});
