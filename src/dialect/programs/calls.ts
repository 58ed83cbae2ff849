import type { Action } from "../../action";
import { boxFromCorners, imagePoint } from "../../geometry";
import { short } from "../reading/call";
import type { Arguments } from "./expression";
import {
  flatNumbers,
  listValue,
  numberIn,
  numberValue,
  type Picture,
  partOf,
  scaledTo,
  UNKNOWN,
  type Value,
} from "./value";

/** What calls act on beside their arguments. */
export interface Machine {
  /** The image that a program opens, whatever its path. */
  readonly first: Picture | null;
  /** The picture that the current plot shows. */
  readonly axes: Picture | null;
  setAxes(picture: Picture): void;
  emit(action: Action, numbers: readonly number[]): void;
}

/** `name(…)` and `module.name(…)`. */
export function callFunction(path: string, args: Arguments, machine: Machine): Value {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const [first, second, third] = args.positional;
  if (name === "open" || name === "imread") return machine.first ?? UNKNOWN;
  if (ARITHMETIC.has(name)) return arithmetic(name, args.positional);
  if (SAME.has(name)) return first ?? UNKNOWN;
  if (name === "Draw") return first?.kind === "picture" ? { kind: "pen", on: first } : UNKNOWN;
  if (name === "subplots")
    return listValue([
      { kind: "path", path: "figure" },
      { kind: "path", path: "plt" },
    ]);
  if (name === "imshow" && first?.kind === "picture") machine.setAxes(first);
  if (name === "crop_image" && first?.kind === "picture")
    return cutByShare(first, args.positional.slice(1), 0, machine);
  if (name === "zoom_in_image_by_bbox" && first?.kind === "picture")
    return cutByShare(first, [second ?? UNKNOWN], numberIn(args.named.get("padding") ?? third) ?? 0.05, machine);
  if (name.startsWith("focus_on_") && first?.kind === "picture") return focusOn(name, first, args, machine);
  if (path.startsWith("cv2.") && first?.kind === "picture") return callOpenCv(name, first, args, machine);
  if (/^(?:plt|ax|axes|axs|patches)\b/.test(path) || PLOTTED.has(name)) plot(name, args, machine);
  if (name === "mirror" || name === "flip")
    return turned(first, name === "mirror" ? "horizontal" : "vertical", machine);
  return UNKNOWN;
}

/**
 * The tools of ReFocus, as VTool-R1 has them: named parts of a chart are boxed or washed with colour. What a mask
 * paints over is everything else, which leaves no mark. A picture that was drawn on is that picture still.
 */
function focusOn(name: string, picture: Picture, { positional, named }: Arguments, machine: Machine): Value {
  const way = /_with_(draw|highlight)$/.exec(name)?.[1];
  const [, wanted = UNKNOWN, boxes = [...named.values()].at(-1) ?? UNKNOWN] = positional;
  if (way === undefined || wanted.kind !== "list" || boxes.kind !== "record") return picture;
  for (const part of wanted.items) {
    const held = part.kind === "text" ? boxes.entries.get(part.text) : undefined;
    const numbers = held?.kind === "record" ? SIDES.map((side) => numberIn(held.entries.get(side))) : [];
    const known = numbers.filter((number) => number !== null);
    if (part.kind !== "text" || known.length < 4) continue;
    perform(way === "draw" ? labelledBox : drawWash, picture, known, part.text, machine);
  }
  return picture;
}

const SIDES = ["x1", "y1", "x2", "y2"];

const SAME = new Set(["int", "float", "array", "asarray", "tuple", "list", "fromarray", "cvtColor", "copy"]);
const ARITHMETIC = new Set(["min", "max", "round", "abs"]);
const PLOTTED = new Set(["Rectangle"]);

function arithmetic(name: string, values: readonly Value[]): Value {
  const numbers = flatNumbers(listValue(values));
  const [first = 0] = numbers ?? [];
  if (!numbers || numbers.length === 0) return UNKNOWN;
  if (name === "min") return numberValue(Math.min(...numbers));
  if (name === "max") return numberValue(Math.max(...numbers));
  return numberValue(name === "abs" ? Math.abs(first) : Math.round(first));
}

/** `value.name(…)`. */
export function callMethod(self: Value, name: string, args: Arguments, machine: Machine): Value {
  if (self.kind === "pen") {
    draw(name, self.on, args, machine);
    return UNKNOWN;
  }
  if (self.kind !== "picture") return UNKNOWN;
  const numbers = flatNumbers(listValue(args.positional));
  if (name === "convert" || name === "copy") return self;
  if (name === "crop") return cut(self, numbers, machine);
  if (name === "resize" && numbers) return scaledTo(self, numbers[0] ?? 0, numbers[1] ?? 0) ?? UNKNOWN;
  // Counter-clockwise in PIL, clockwise here. PIL keeps the canvas unless told otherwise, here it grows.
  if (name === "rotate" && numbers?.[0] !== undefined) return rotated(self, numbers[0], machine);
  if (name === "transpose") {
    const way = args.positional[0]?.kind === "path" ? args.positional[0].path : "";
    if (way.endsWith("FLIP_LEFT_RIGHT")) return turned(self, "horizontal", machine);
    if (way.endsWith("FLIP_TOP_BOTTOM")) return turned(self, "vertical", machine);
  }
  return UNKNOWN;
}

function rotated(self: Picture, degrees: number, machine: Machine): Value {
  if (isWhole(self))
    machine.emit({ kind: "rotate", image: self.of.id, degrees: (((-degrees % 360) + 360) % 360) + 0 }, [degrees]);
  return { ...self, map: null };
}

function turned(self: Value | undefined, axis: "horizontal" | "vertical", machine: Machine): Value {
  if (self?.kind !== "picture") return UNKNOWN;
  if (isWhole(self)) machine.emit({ kind: "flip", image: self.of.id, axis }, []);
  return { ...self, map: null };
}

/** Only a turn of a whole image is an action on that image. */
const isWhole = ({ map, of, width, height }: Picture): boolean =>
  map !== null && map.x === 0 && map.y === 0 && width === of.size.width && height === of.size.height;

function cut(self: Picture, numbers: readonly number[] | null, machine: Machine): Value {
  const part = numbers?.length === 4 ? partOf(self, numbers) : null;
  if (!part || !numbers) return UNKNOWN;
  const box = boxOn(self, numbers);
  if (box) machine.emit({ kind: "zoom", image: self.of.id, box }, numbers);
  return part;
}

/** Corner and size as shares of the picture, grown by a share of it, as the tools of Visual Sketchpad have it. */
function cutByShare(self: Picture, values: readonly Value[], padding: number, machine: Machine): Value {
  const [x = 0, y = 0, width, height] = flatNumbers(listValue(values)) ?? [];
  if (width === undefined || height === undefined) return UNKNOWN;
  const [x1, y1] = [Math.max(0, x - padding), Math.max(0, y - padding)];
  const [x2, y2] = [Math.min(1, x + width + padding), Math.min(1, y + height + padding)];
  return cut(self, [x1 * self.width, y1 * self.height, x2 * self.width, y2 * self.height], machine);
}

type Drawing = (picture: Picture, numbers: readonly number[], words: string) => Action | null;

function boxOn({ map }: Picture, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]) {
  if (!map) return null;
  const [left, right] = [x1, x2].map((x) => x * map.scaleX + map.x);
  const [top, bottom] = [y1, y2].map((y) => y * map.scaleY + map.y);
  return boxFromCorners(left ?? 0, top ?? 0, right ?? 0, bottom ?? 0);
}

function pointsOn({ map }: Picture, numbers: readonly number[]) {
  if (!map) return null;
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) =>
    imagePoint((numbers[2 * i] ?? 0) * map.scaleX + map.x, (numbers[2 * i + 1] ?? 0) * map.scaleY + map.y),
  );
}

const drawBox: Drawing = (picture, numbers) => {
  const box = numbers.length === 4 ? boxOn(picture, numbers) : null;
  return box && { kind: "box", image: picture.of.id, box, label: "" };
};

const labelledBox: Drawing = (picture, numbers, words) => {
  const box = boxOn(picture, numbers);
  return box && { kind: "box", image: picture.of.id, box, label: short(words) };
};

const drawWash: Drawing = (picture, numbers) => {
  const box = boxOn(picture, numbers);
  return box && { kind: "highlight", image: picture.of.id, box };
};

const drawLine: Drawing = (picture, numbers) => {
  const points = numbers.length >= 4 && numbers.length <= 2000 ? pointsOn(picture, numbers) : null;
  return points && { kind: "line", image: picture.of.id, points };
};

const drawArrow: Drawing = (picture, numbers) => {
  const [from, to] = pointsOn(picture, numbers) ?? [];
  return from && to ? { kind: "arrow", image: picture.of.id, from, to } : null;
};

const drawWords: Drawing = (picture, numbers, words) => {
  const [at] = pointsOn(picture, numbers) ?? [];
  return at && words.trim() !== "" ? { kind: "label", image: picture.of.id, at, text: short(words) } : null;
};

const drawDot: Drawing = (picture, numbers) => {
  const [at] = pointsOn(picture, numbers) ?? [];
  return at ? { kind: "point", image: picture.of.id, at, label: "" } : null;
};

/** A circle by centre and radius, as the box around it. */
const drawCircle: Drawing = (picture, [x = 0, y = 0, radius = 0]) =>
  drawBox(picture, [x - radius, y - radius, x + radius, y + radius], "");

const PEN: Readonly<Record<string, Drawing>> = {
  rectangle: drawBox,
  rounded_rectangle: drawBox,
  ellipse: drawBox,
  line: drawLine,
  polygon: drawLine,
  text: drawWords,
  point: drawDot,
};

function draw(name: string, picture: Picture, args: Arguments, machine: Machine): void {
  const drawing = Object.hasOwn(PEN, name) ? PEN[name] : undefined;
  // `rectangle([…], fill=…)` and `rectangle((x, y), (x, y))` alike; widths and colours are named or not numbers.
  const place = args.positional[0] ?? args.named.get("xy");
  perform(drawing, picture, flatNumbers(place), wordsIn(args), machine);
}

const OPEN_CV: Readonly<Record<string, readonly [Drawing, places: number]>> = {
  rectangle: [drawBox, 2],
  line: [drawLine, 2],
  arrowedLine: [drawArrow, 2],
  circle: [drawCircle, 2],
};

function callOpenCv(name: string, picture: Picture, args: Arguments, machine: Machine): Value {
  const known = Object.hasOwn(OPEN_CV, name) ? OPEN_CV[name] : undefined;
  if (known) {
    const places = flatNumbers(listValue(args.positional.slice(1, 1 + known[1])));
    perform(known[0], picture, places, "", machine);
  }
  if (name === "putText") perform(drawWords, picture, flatNumbers(args.positional[2]), wordsIn(args), machine);
  if (name === "resize") {
    const [width = 0, height = 0] = flatNumbers(args.positional[1] ?? args.named.get("dsize")) ?? [];
    return scaledTo(picture, width, height) ?? UNKNOWN;
  }
  return name === "cvtColor" ? picture : UNKNOWN;
}

/** What matplotlib draws over a picture that it shows; data coordinates are then that picture's pixels. */
function plot(name: string, args: Arguments, machine: Machine): void {
  const { axes } = machine;
  if (!axes) return;
  const [first, second, third] = args.positional.map(flatNumbers);
  if (name === "plot" && first && second && first.length === second.length)
    perform(
      drawLine,
      axes,
      first.flatMap((x, i) => [x, second[i] ?? 0]),
      "",
      machine,
    );
  if (name === "Rectangle" && first?.length === 2 && second && third)
    perform(
      drawBox,
      axes,
      [first[0] ?? 0, first[1] ?? 0, (first[0] ?? 0) + (second[0] ?? 0), (first[1] ?? 0) + (third[0] ?? 0)],
      "",
      machine,
    );
  if (name === "text" && first && second) perform(drawWords, axes, [...first, ...second], wordsIn(args), machine);
}

const wordsIn = ({ positional, named }: Arguments): string => {
  const words = [...positional, ...named.values()].find((value) => value.kind === "text");
  return words?.kind === "text" ? words.text : "";
};

function perform(
  drawing: Drawing | undefined,
  picture: Picture,
  numbers: readonly number[] | null,
  words: string,
  machine: Machine,
): void {
  const action = numbers && drawing?.(picture, numbers, words);
  if (action) machine.emit(action, numbers);
}
