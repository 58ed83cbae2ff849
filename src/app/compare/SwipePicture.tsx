import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Size } from "../../geometry";
import { cameraOnImage, type LayerView, paintStill, readPalette, type Scene, sceneAt } from "../../stage";
import { bitmapQuery, type ComparedLine } from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Range } from "../controls";
import { useTheme } from "../theme";
import { gist } from "../words/names";
import { useCompareWords } from "./useCompare";

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
  const size = sizeFor(scene.image ?? other.image);
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
        <Painted scene={other} size={size} label={names[1]} />
        <Painted scene={scene} size={size} label={names[0]} isOver />
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
      <figcaption className="compare-note">{words.pictures(...names)}</figcaption>
    </figure>
  );
}

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

/** A scene with its marks, as the stage paints them, the whole picture in sight. */
function Painted(props: { scene: Scene; size: Size; label: string; isOver?: boolean }) {
  const { scene, size, label, isOver = false } = props;
  const { edges } = useWorkspace();
  const { data } = useQuery(bitmapQuery(edges, scene.image?.id ?? null));
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are drawn, not rendered; the palette is read from the page, which has another one in another theme.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme stands for the palette
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
    context.fillStyle = getComputedStyle(document.body).getPropertyValue("--surround") || "gray";
    context.fillRect(0, 0, size.width, size.height);
    if (!scene.image) return;
    paintStill(context, {
      image: { ...scene.image, bitmap: data ?? null, isMissing: data === null },
      marks: scene.marks,
      layers: ALL_LAYERS,
      camera: cameraOnImage(scene.image, size),
      viewport: size,
      palette: readPalette(document.body),
    });
  }, [scene, data, size.width, size.height, theme]);
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
