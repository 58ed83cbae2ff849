import { type Mark, marksOf } from "../../action";
import { boxFromPoints, type ImageBox, imagePoint } from "../../geometry";
import type { Author, StepId } from "../../trace";
import type { LayerView, StageMark, Tone } from "../contract/surface";

/** Whose hand a mark shows. What a file brought is shown as the model's: a person did not draw it here. */
export type Side = "model" | "human";

export const sideOf = (author: Author): Side => (author === "human" ? "human" : "model");

/** A mark that shows, with all that painting and finding it takes. */
export interface DrawnMark {
  readonly stepId: StepId;
  readonly source: StageMark;
  readonly side: Side;
  readonly tone: Tone;
  /** A crop is drawn with heavy corners, so that it does not look like a box around something. */
  readonly crop: boolean;
  readonly shapes: readonly Mark[];
  /** Words for a pill beside the shapes; empty for none. */
  readonly words: string;
  readonly bounds: ImageBox;
  readonly locked: boolean;
}

const TONE_ORDER: { readonly [T in Tone]: number } = { ghost: 0, past: 1, current: 2 };

/** The marks that show, in the order they are painted: ghosts first, the current step last. */
export function drawnMarks(marks: readonly StageMark[], layers: LayerView): DrawnMark[] {
  const drawn = marks.flatMap((mark) => (showsMark(mark, layers) ? drawnMark(mark, layers) : []));
  return drawn.sort((a, b) => TONE_ORDER[a.tone] - TONE_ORDER[b.tone]);
}

/** Empty for an action that leaves nothing on the picture, such as a turn. */
export function drawnMark(source: StageMark, layers?: LayerView): DrawnMark[] {
  const shapes = marksOf(source.action);
  if (shapes.length === 0) return [];
  return [
    {
      stepId: source.stepId,
      source,
      side: sideOf(source.author),
      tone: source.tone,
      crop: source.action.kind === "zoom",
      shapes,
      words: wordsOf(source, shapes),
      bounds: boxFromPoints(shapes.flatMap(pointsOf)),
      locked:
        source.draft === true ||
        source.fixed === true ||
        (layers !== undefined && keysOf(source).some((key) => layers.locked.has(key))),
    },
  ];
}

/** Ghosts are a layer of their own, whoever made them. */
export const keysOf = (mark: StageMark): readonly string[] => [
  mark.tone === "ghost" ? "ghosts" : sideOf(mark.author),
  mark.stepId,
];

export function showsMark(mark: StageMark, layers: LayerView): boolean {
  const keys = keysOf(mark);
  if (keys.some((key) => layers.hidden.has(key))) return false;
  return layers.solo === null || keys.includes(layers.solo);
}

/** Solo speaks of marks: the picture stays under them, or they would float in nothing. */
export const showsImage = (layers: LayerView): boolean => !layers.hidden.has("image");

function wordsOf(source: StageMark, shapes: readonly Mark[]): string {
  if (source.words !== undefined) return source.words;
  const first = shapes[0];
  return first && (first.shape === "rectangle" || first.shape === "dot") ? first.words : "";
}

function pointsOf(shape: Mark): readonly { readonly x: number; readonly y: number }[] {
  switch (shape.shape) {
    case "rectangle":
    case "wash":
      return [
        imagePoint(shape.box.left, shape.box.top),
        imagePoint(shape.box.left + shape.box.width, shape.box.top + shape.box.height),
      ];
    case "polyline":
      return shape.points;
    case "dot":
    case "text":
      return [shape.at];
  }
}
