import type { Action } from "../../action";
import { type Size, turnedSize } from "../../geometry";
import { middleTurn, rotationMatrix } from "./affine";
import { boxOn, type Drawing, drawBox, drawLabelledBox, drawLine, drawWash, drawWords, OPEN_CV, PEN } from "./drawing";
import type { Arguments } from "./expression";
import { callLibrary } from "./library";
import {
  flatNumbers,
  listValue,
  numberIn,
  type Picture,
  partOf,
  scaledTo,
  truthOf,
  turnedPicture,
  UNKNOWN,
  type Value,
} from "./value";

/** What calls act on beside their arguments. */
export interface Machine {
  /** The image that a program opens, whatever its path. */
  readonly opened: Picture | null;
  /** The picture that the current plot shows. */
  readonly axes: Picture | null;
  setAxes(picture: Picture): void;
  /** The program does this to an image; `what` is the call that says so. `made` is the picture that it leads to. */
  emit(action: Action, what: string, made?: Picture): void;
  /** The program makes or marks a picture here, and what it does cannot be told. */
  miss(what: string): void;
  /** A value is changed where it is, in all variables that hold it. */
  change(value: Value, became: Value): void;
}

/** `name(…)` and `module.name(…)`. */
export function callFunction(path: string, args: Arguments, machine: Machine): Value {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const [first = UNKNOWN] = args.positional;
  if (name === "open" || name === "imread") return machine.opened ?? UNKNOWN;
  if (name === "getRotationMatrix2D") return rotationMatrix(args);
  if (name === "Draw") return { kind: "pen", on: first.kind === "picture" ? first : null };
  if (name === "subplots") return listValue([FIGURE, { kind: "path", path: "plt" }]);
  if (first.kind === "picture") return callOn(first, path, name, args, machine);
  if (first.kind === "list" && first.items.some(({ kind }) => kind === "picture")) {
    if (name === "merge") return first.items.find(({ kind }) => kind === "picture") ?? UNKNOWN;
    if (UNREAD.has(name)) return missed(path, machine);
  }
  if (DRAWS_OR_TURNS.test(path)) machine.miss(path);
  // A method of something that no program has said anything of.
  else if (METHOD_OF_UNKNOWN.test(path)) machine.miss(name);
  if (PLOTS.test(path) || name === "Rectangle") plot(path, name, args, machine);
  const made = SAME.has(name) ? first : null;
  return callLibrary(name, args) ?? made ?? UNKNOWN;
}

const FIGURE: Value = { kind: "path", path: "figure" };
const PLOTS = /^(?:plt|ax|axes|axs|patches)\b/;
/** What these do to a picture that is not known is not known either. */
const DRAWS_OR_TURNS = /^cv2\.(?:rectangle|line|arrowedLine|circle|rotate|flip|warpAffine|warpPerspective)$/;

const METHOD_OF_UNKNOWN = /^(?!cv2\.|np\.|numpy\.|ndimage\.|F\.|transforms\.).+\.(?:crop|rotate)$/;

/** A function whose first argument is a picture. */
function callOn(picture: Picture, path: string, name: string, args: Arguments, machine: Machine): Value {
  const [, second = UNKNOWN, third] = args.positional;
  if (name === "crop_image") return cutByShare(picture, args.positional.slice(1), 0, machine);
  if (name === "zoom_in_image_by_bbox")
    return cutByShare(picture, [second], numberIn(args.named.get("padding") ?? third) ?? 0.05, machine);
  if (name.startsWith("focus_on_")) return focusOn(name, picture, args, machine);
  if (name === "imshow") {
    machine.setAxes(picture);
    return UNKNOWN;
  }
  if (SAME.has(name) || SAME_PLACES.has(name)) return picture;
  if (name === "threshold") return listValue([UNKNOWN, picture]);
  if (name === "split") return listValue([picture, picture, picture]);
  if (path.startsWith("ImageEnhance.")) return { kind: "enhancer", on: picture };
  const turn = turnAsked(path, name, second, args);
  if (turn) return turn === "unknown" ? missed(path, machine) : turned(picture, turn, path, machine);
  if (path.startsWith("cv2.")) return callOpenCv(path, name, picture, args, machine);
  return UNREAD.has(name) ? missed(path, machine) : UNKNOWN;
}

function missed(what: string, machine: Machine): Value {
  machine.miss(what);
  return UNKNOWN;
}

/** They give what they are given, or the same pixels in another form. */
const SAME = new Set(
  "array asarray asanyarray uint8 tuple list fromarray cvtColor copy deepcopy exif_transpose".split(" "),
);
/** They change how pixels look, and move none. */
const SAME_PLACES = new Set(
  (
    "autocontrast equalize grayscale invert posterize solarize GaussianBlur medianBlur bilateralFilter blur equalizeHist " +
    "convertScaleAbs addWeighted filter2D Canny bitwise_not adaptiveThreshold fastNlMeansDenoising " +
    "fastNlMeansDenoisingColored LUT normalize dilate erode morphologyEx Laplacian Sobel clip"
  ).split(" "),
);
/** They make a picture of one or several that nothing here can say. */
const UNREAD = new Set(
  "expand pad fit hstack vstack hconcat vconcat concatenate roll rotate_bound zoom affine_transform".split(" "),
);

type Turn = { readonly degrees: number } | { readonly axis: "horizontal" | "vertical" };

/** The turn that a function asks for, clockwise; null where it is none. */
function turnAsked(path: string, name: string, by: Value, { named }: Arguments): Turn | "unknown" | null {
  if (name === "mirror" || name === "fliplr") return { axis: "horizontal" };
  if ((name === "flip" && !path.startsWith("cv2.")) || name === "flipud") return { axis: "vertical" };
  if (path === "cv2.flip") return axisOf(numberIn(by));
  if (path === "cv2.rotate") return turnNamed(by) ?? "unknown";
  if (name === "rotate") return "unknown";
  if (name !== "rot90") return null;
  // Counter-clockwise in numpy.
  const times = by.kind === "unknown" ? (numberIn(named.get("k")) ?? (named.has("k") ? null : 1)) : numberIn(by);
  return times === null ? "unknown" : { degrees: clockwise(90 * times) };
}

/** OpenCV's codes: below 0 is about both axes, which is half a turn. */
function axisOf(code: number | null): Turn | "unknown" {
  if (code === null) return "unknown";
  return code < 0 ? { degrees: 180 } : { axis: code === 0 ? "vertical" : "horizontal" };
}

/** The turns that PIL and OpenCV have names for. PIL's are counter-clockwise. */
function turnNamed(value: Value): Turn | null {
  const path = value.kind === "path" ? value.path : "";
  const name = path.slice(path.lastIndexOf(".") + 1);
  return Object.hasOwn(TURNS, name) ? (TURNS[name] ?? null) : null;
}

const TURNS: Readonly<Record<string, Turn>> = {
  ROTATE_90_CLOCKWISE: { degrees: 90 },
  ROTATE_90_COUNTERCLOCKWISE: { degrees: 270 },
  ROTATE_90: { degrees: 270 },
  ROTATE_180: { degrees: 180 },
  ROTATE_270: { degrees: 90 },
  FLIP_LEFT_RIGHT: { axis: "horizontal" },
  FLIP_TOP_BOTTOM: { axis: "vertical" },
};

/** A counter-clockwise angle as a clockwise one in [0, 360); zero is added so that -0 does not come out. */
const clockwise = (degrees: number): number => (((-degrees % 360) + 360) % 360) + 0;

/** A picture that is turned or mirrored. Only a turn of a whole image is an action on that image. */
function turned(self: Picture, turn: Turn, what: string, machine: Machine, size: Size = grown(self, turn)): Value {
  const { width, height } = size;
  const made = turnedPicture(self, width, height);
  const { id: image } = self.of;
  if (!isWhole(self)) machine.miss(what);
  else if ("degrees" in turn) machine.emit({ kind: "rotate", image, degrees: turn.degrees }, what, made);
  else machine.emit({ kind: "flip", image, axis: turn.axis }, what, made);
  return made;
}

const grown = (self: Picture, turn: Turn): Size => ("degrees" in turn ? turnedSize(self, turn.degrees) : self);

const isWhole = ({ map, of, width, height }: Picture): boolean =>
  map !== null && map.x === 0 && map.y === 0 && width === of.size.width && height === of.size.height;

/**
 * The tools of ReFocus, as VTool-R1 has them: named parts of a chart are boxed or washed with colour. What a mask
 * paints over is everything else, which leaves no mark. A picture that was drawn on is that picture still.
 */
function focusOn(name: string, picture: Picture, { positional, named }: Arguments, machine: Machine): Value {
  const way = /_with_(draw|highlight)$/.exec(name)?.[1];
  const [, wanted = UNKNOWN, boxes = [...named.values()].at(-1) ?? UNKNOWN] = positional;
  if (way === undefined || wanted.kind !== "list" || boxes.kind !== "record") {
    machine.miss(name);
    return picture;
  }
  for (const part of wanted.items) {
    const held = part.kind === "text" ? boxes.entries.get(part.text) : undefined;
    const numbers = held?.kind === "record" ? SIDES.map((side) => numberIn(held.entries.get(side))) : [];
    const known = numbers.filter((number) => number !== null);
    if (part.kind !== "text" || known.length < 4) machine.miss(name);
    else perform(way === "draw" ? drawLabelledBox : drawWash, picture, known, part.text, name, machine);
  }
  return picture;
}

const SIDES = ["x1", "y1", "x2", "y2"];

/** `value.name(…)`. */
export function callMethod(self: Value, name: string, args: Arguments, machine: Machine): Value {
  if (self.kind === "pen") draw(name, self.on, args, machine);
  if (self.kind === "enhancer") return name === "enhance" ? self.on : UNKNOWN;
  const [first = UNKNOWN] = args.positional;
  // What OpenCV's `createCLAHE` gives, applied to a picture.
  if (self.kind === "unknown" && name === "apply" && first.kind === "picture") return first;
  if (self.kind === "list") return callOnList(self, name, first, machine);
  // Nothing else has methods of these names.
  if (self.kind === "unknown" && (name === "crop" || name === "transpose")) machine.miss(name);
  if (self.kind !== "picture") return UNKNOWN;
  switch (name) {
    case "convert":
    case "copy":
    case "filter":
    case "point":
    case "astype":
    case "quantize":
      return self;
    case "crop":
      return cut(
        self,
        flatNumbers(listValue(args.positional.length > 0 ? args.positional : [args.named.get("box") ?? UNKNOWN])),
        machine,
      );
    case "resize":
      return resized(
        self,
        args.positional.length > 0 ? listValue(args.positional.slice(0, 1)) : args.named.get("size"),
      );
    case "rotate":
      return rotated(self, args, machine);
    case "transpose": {
      const turn = turnNamed(first);
      return turn ? turned(self, turn, name, machine) : missed(name, machine);
    }
    case "thumbnail":
      machine.change(self, UNKNOWN);
      return UNKNOWN;
    case "paste":
    case "alpha_composite":
    case "transform":
      return missed(name, machine);
    default:
      return UNKNOWN;
  }
}

/** Lists grow; whatever else changes one leaves nothing known of it. */
function callOnList(self: Extract<Value, { kind: "list" }>, name: string, item: Value, machine: Machine): Value {
  if (name === "append") machine.change(self, listValue([...self.items, item]));
  else if (name !== "copy" && name !== "index" && name !== "count") machine.change(self, UNKNOWN);
  return name === "copy" ? listValue([...self.items]) : UNKNOWN;
}

/** Counter-clockwise in PIL. It keeps the canvas unless told otherwise, where it grows here. */
function rotated(self: Picture, { positional, named }: Arguments, machine: Machine): Value {
  const angle = numberIn(positional[0] ?? named.get("angle"));
  if (angle === null) return missed("rotate", machine);
  const grows = truthOf(positional[2] ?? named.get("expand") ?? UNKNOWN) === true;
  const turn = { degrees: clockwise(angle) };
  return turned(self, turn, "rotate", machine, grows ? grown(self, turn) : self);
}

function resized(self: Picture, size: Value | undefined): Value {
  const [width = 0, height = 0] = flatNumbers(size) ?? [];
  return scaledTo(self, width, height) ?? UNKNOWN;
}

/** A part of a picture; `numbers` are its corners in pixels of that. Null where they are not known, or of nothing known. */
export function cut(self: Picture | null, numbers: readonly number[] | null, machine: Machine): Value {
  const part = self && numbers?.length === 4 ? partOf(self, numbers) : null;
  const box = self && part && numbers ? boxOn(self, numbers) : null;
  if (!self || !part || !box) {
    machine.miss("crop");
    return part ?? UNKNOWN;
  }
  machine.emit({ kind: "zoom", image: self.of.id, box }, "crop");
  return part;
}

/** Corner and size as shares of the picture, grown by a share of it, as the tools of Visual Sketchpad have it. */
function cutByShare(self: Picture, values: readonly Value[], padding: number, machine: Machine): Value {
  const [x = 0, y = 0, width, height] = flatNumbers(listValue(values)) ?? [];
  if (width === undefined || height === undefined) return cut(self, null, machine);
  const [x1, y1] = [Math.max(0, x - padding), Math.max(0, y - padding)];
  const [x2, y2] = [Math.min(1, x + width + padding), Math.min(1, y + height + padding)];
  return cut(self, [x1 * self.width, y1 * self.height, x2 * self.width, y2 * self.height], machine);
}

function draw(name: string, picture: Picture | null, args: Arguments, machine: Machine): void {
  const drawing = Object.hasOwn(PEN, name) ? PEN[name] : undefined;
  // `rectangle([…], fill=…)` and `rectangle((x, y), (x, y))` alike; widths and colours are named or not numbers.
  const place = args.positional[0] ?? args.named.get("xy");
  if (drawing) perform(drawing, picture, flatNumbers(place), wordsIn(args), `draw.${name}`, machine);
}

function callOpenCv(path: string, name: string, picture: Picture, args: Arguments, machine: Machine): Value {
  const known = Object.hasOwn(OPEN_CV, name) ? OPEN_CV[name] : undefined;
  if (known) {
    const places = flatNumbers(listValue(args.positional.slice(1, 1 + known[1])));
    perform(known[0], picture, places, "", path, machine);
    return picture;
  }
  if (name === "putText") {
    perform(drawWords, picture, flatNumbers(args.positional[2]), wordsIn(args), path, machine);
    return picture;
  }
  if (name === "resize") {
    const [fx, fy] = [numberIn(args.named.get("fx")), numberIn(args.named.get("fy"))];
    if (fx !== null && fy !== null)
      return scaledTo(picture, Math.round(picture.width * fx), Math.round(picture.height * fy)) ?? UNKNOWN;
    return resized(picture, args.positional[1] ?? args.named.get("dsize"));
  }
  const turn = name === "warpAffine" ? middleTurn(picture, args) : null;
  if (turn) return turned(picture, { degrees: clockwise(turn.degrees) }, path, machine, turn);
  return /^(?:warp|remap|hconcat|vconcat|copyMakeBorder)/.test(name) ? missed(path, machine) : UNKNOWN;
}

/** What matplotlib draws over a picture that it shows; data coordinates are then that picture's pixels. */
function plot(path: string, name: string, args: Arguments, machine: Machine): void {
  const { axes } = machine;
  if (!axes) return;
  const [first, second, third] = args.positional.map(flatNumbers);
  if (name === "plot" && first && second && first.length === second.length) {
    const points = first.flatMap((x, i) => [x, second[i] ?? 0]);
    perform(drawLine, axes, points, "", path, machine);
  }
  if (name === "Rectangle") {
    const [x = 0, y = 0] = first ?? [];
    const [width, height] = [sideIn(second, args, "width"), sideIn(third, args, "height")];
    const isKnown = first?.length === 2 && width !== null && height !== null;
    perform(drawBox, axes, isKnown ? [x, y, x + width, y + height] : null, "", path, machine);
  }
  if (name === "text" && first && second) perform(drawWords, axes, [...first, ...second], wordsIn(args), path, machine);
  // A plot that is shown between other limits shows a part of its picture.
  if (/^(?:set_)?[xy]lim$/.test(name) && args.positional.length + args.named.size > 0) machine.miss(path);
}

const sideIn = (numbers: readonly number[] | null | undefined, { named }: Arguments, name: string): number | null =>
  numbers?.[0] ?? numberIn(named.get(name));

const wordsIn = ({ positional, named }: Arguments): string => {
  const words = [...positional, ...named.values()].find((value) => value.kind === "text");
  return words?.kind === "text" ? words.text : "";
};

function perform(
  drawing: Drawing,
  picture: Picture | null,
  numbers: readonly number[] | null,
  words: string,
  what: string,
  machine: Machine,
): void {
  const action = picture && numbers && drawing(picture, numbers, words);
  if (action) machine.emit(action, what);
  else machine.miss(what);
}
