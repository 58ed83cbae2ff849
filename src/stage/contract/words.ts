import { type Action, type ActionName, type Gesture, imagesOf } from "../../action";
import { unreachable } from "../../base";
import type { Box, Point } from "../../geometry";
import type { Author } from "../../trace";
import type { StageMark } from "./surface";

/** Every word that the stage says, translated by the app. Numbers come as image pixels, whole. */
export interface StageWords {
  /** The accessible name of the picture, with its size. */
  picture(width: number, height: number): string;
  /** Shown where there is no picture, while one is loading, and where nobody has it. */
  readonly empty: string;
  readonly loading: string;
  readonly missing: string;
  /** The accessible name of the list of marks. */
  readonly marks: string;
  /** Said after the marks that the list holds, where there are more. */
  more(count: number): string;
  readonly author: { readonly [A in Author]: string };
  readonly action: { readonly [N in ActionName]: string };
  /** What is done to a screen, told in the place of the action's name. */
  readonly gesture: { readonly [G in Gesture]: string };
  readonly ghost: string;
  readonly draft: string;
  box(left: number, top: number, width: number, height: number): string;
  point(x: number, y: number): string;
  degrees(degrees: number): string;
  selected(mark: string): string;
  moved(mark: string): string;
  /** What a screen reader tells of the picture while a mark is held that can be moved by key. */
  readonly moveByKey: string;
  /** The accessible name of the field that a label's words are typed into. */
  readonly labelField: string;
  /** Shown beside the dial, such as "Enter turns the picture". */
  readonly turnHint: string;
}

/** One mark in a sentence: who, what, where, in what words. */
export function describeMark(mark: StageMark, words: StageWords): string {
  const { action } = mark;
  const own = "label" in action ? action.label : "text" in action ? action.text : "words" in action ? action.words : "";
  const label = mark.words ?? own;
  const parts = [
    words.author[mark.author],
    action.kind === "operate" ? words.gesture[action.gesture] : words.action[action.kind],
    mark.tone === "ghost" ? words.ghost : "",
    mark.draft ? words.draft : "",
    label,
    describePlace(action, words),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

export function describePlace(action: Action, words: StageWords): string {
  switch (action.kind) {
    case "tool":
      return action.region === null ? "" : describeBox(action.region, words);
    case "zoom":
    case "box":
    case "highlight":
      return describeBox(action.box, words);
    case "line":
      return describePoints(action.points, words);
    case "arrow":
      return describePoints([action.from, action.to], words);
    case "point":
    case "label":
      return describePoints([action.at], words);
    case "rotate":
      return words.degrees(Math.round(action.degrees));
    case "select-frames":
      return String(imagesOf(action).length);
    case "operate":
      return action.points.length === 0 ? "" : describePoints(action.points, words);
    case "flip":
    case "program":
    case "imagine":
      return "";
    default:
      return unreachable(action);
  }
}

const describeBox = ({ left, top, width, height }: Box, words: StageWords): string =>
  words.box(Math.round(left), Math.round(top), Math.round(width), Math.round(height));

// A long line is told by its ends.
const describePoints = (points: readonly Point[], words: StageWords): string =>
  (points.length > 4 ? [points[0]!, points.at(-1)!] : points)
    .map(({ x, y }) => words.point(Math.round(x), Math.round(y)))
    .join(" → ");

/** English, for tests and for an app that has no words yet. */
export const ENGLISH_STAGE_WORDS: StageWords = {
  picture: (width, height) => `Picture, ${width} by ${height} pixels`,
  empty: "No picture yet",
  loading: "Loading the picture",
  missing: "The picture is missing",
  marks: "Marks on the picture",
  more: (count) => `and ${count} more`,
  author: { model: "Model", human: "You", import: "Imported" },
  action: {
    zoom: "crop",
    rotate: "turn",
    flip: "flip",
    box: "box",
    highlight: "highlight",
    line: "line",
    arrow: "arrow",
    point: "point",
    label: "label",
    "select-frames": "frames",
    program: "program",
    imagine: "drawn picture",
    operate: "operate",
    tool: "tool",
  },
  gesture: {
    click: "click",
    "double-click": "double-click",
    "triple-click": "triple-click",
    "right-click": "right-click",
    "middle-click": "middle-click",
    "long-press": "long press",
    hover: "pointer",
    press: "press down",
    release: "let go",
    drag: "drag",
    scroll: "scroll",
    type: "type",
    key: "keys",
    wait: "wait",
    screenshot: "screenshot",
    device: "device",
  },
  ghost: "not taken",
  draft: "being written",
  box: (left, top, width, height) => `${width} by ${height} at ${left}, ${top}`,
  point: (x, y) => `${x}, ${y}`,
  degrees: (degrees) => `${degrees}°`,
  selected: (mark) => `Selected: ${mark}`,
  moved: (mark) => `Moved: ${mark}`,
  moveByKey: "Shift and the arrow keys move the selected mark",
  labelField: "Words of the label",
  turnHint: "Enter turns the picture",
};
