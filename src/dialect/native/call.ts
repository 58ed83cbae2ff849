import {
  type Action,
  type ActionName,
  type ImageId,
  imagesOf,
  isPerformed,
  shapeOf,
  TOOL_NAMES,
  type ToolName,
} from "../../action";
import { err, ok, type Result } from "../../base";
import { boxFromCorners, cornersOf, imagePoint, type Point, type Size } from "../../geometry";
import type { Declared } from "../../trace";
import type { DialectError, ShownImage } from "../contract/dialect";

// The inside of `<act>…</act>`: a name, numbers, perhaps words in JSON quotes, perhaps `in K` for an image other
// than the first. Numbers are percents of the image's width and height in turn (x, y, x, y …), degrees for a turn.

const TOKEN = /"(?:[^"\\]|\\.)*"|\S+/g;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)$/;

// What is read here goes into the trace, whose JSON has no infinity and whose words have a limit.
const LARGEST_NUMBER = 1_000_000;
const LONGEST_WORDS = 500;
const MOST_FRAMES = 100;

interface Scanned {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly words: string;
  readonly imageNumber: number;
}

/** The action that `text` calls for, in pixels of the image it names, and the numbers as they were written. */
export function parseCall(
  text: string,
  shown: readonly ShownImage[],
): Result<{ action: Action; declared: Declared }, DialectError> {
  if (text.length > 2000) return err({ code: "too-long", at: 2000 });
  const scanned = scan(text);
  if (!scanned.ok) return scanned;
  const { name, numbers, imageNumber } = scanned.value;
  const image = shown[imageNumber - 1];
  if (!image) return err({ code: "no-such-image", at: Math.max(0, text.lastIndexOf(" in ") + 1) });
  if (name.toLowerCase() === "select-frames") return framesCalled(scanned.value.numbers, shown);
  const build = BUILDERS.get(name.toLowerCase());
  if (!build) return err({ code: "unknown-action", at: text.search(/\S|$/) });
  const action = build(scanned.value, image.id, image.size);
  return action.ok
    ? ok({ action: action.value, declared: { space: "percent", numbers } })
    : err({ code: action.error, at: text.length });
}

/** Frames by the numbers that images are spoken of. */
function framesCalled(
  numbers: readonly number[],
  shown: readonly ShownImage[],
): Result<{ action: Action; declared: Declared }, DialectError> {
  const frames = numbers.flatMap((number) => shown[number - 1]?.id ?? []);
  const [image, ...more] = frames;
  if (!image || numbers.length > MOST_FRAMES) return err({ code: "wrong-number-count", at: 0 });
  if (frames.length < numbers.length) return err({ code: "no-such-image", at: 0 });
  return ok({ action: { kind: "select-frames", image, more }, declared: { space: "percent", numbers } });
}

function scan(text: string): Result<Scanned, DialectError> {
  const tokens = [...text.matchAll(TOKEN)];
  const name = tokens.shift()?.[0] ?? "";
  const numbers: number[] = [];
  let words = "";
  let imageNumber = 1;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]?.[0] ?? "";
    const next = tokens[i + 1]?.[0] ?? "";
    // Commas and brackets are how most models are used to writing boxes; they mean nothing here.
    const bare = token.replace(/[[\](),%]/g, "");
    if (token.startsWith('"')) {
      words = unquote(token);
      if (words.length > LONGEST_WORDS) return err({ code: "too-long", at: tokens[i]?.index ?? 0 });
    } else if (token === "in" && /^\d+$/.test(next)) {
      imageNumber = Number(next);
      i++;
    } else if (NUMBER.test(bare) && Math.abs(Number(bare)) <= LARGEST_NUMBER) numbers.push(Number(bare));
    else if (AXES.has(bare)) words = bare;
    else if (bare !== "") return err({ code: "bad-number", at: tokens[i]?.index ?? 0 });
  }
  return ok({ name, numbers, words, imageNumber });
}

function unquote(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.replace(/^"|"$/g, "");
  }
}

type Build = (scanned: Scanned, image: ImageId, size: Size) => Result<Action, DialectError["code"]>;

const AXES = new Set(["horizontal", "vertical"]);

const pointsFrom = (numbers: readonly number[], size: Size) =>
  Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) =>
    imagePoint(((numbers[2 * i] ?? 0) / 100) * size.width, ((numbers[2 * i + 1] ?? 0) / 100) * size.height),
  );

/** A builder that needs exactly two points and hands over the box between them. */
const boxed =
  (build: (box: ReturnType<typeof boxFromCorners>, image: ImageId, words: string) => Action): Build =>
  ({ numbers, words }, image, size) => {
    const [a, b] = pointsFrom(numbers, size);
    if (numbers.length !== 4 || !a || !b) return err("wrong-number-count");
    return ok(build(boxFromCorners(a.x, a.y, b.x, b.y), image, words));
  };

/** A tool looks at the box between two points, or at the whole image where there are none. */
const toolCalled =
  (tool: ToolName): Build =>
  ({ numbers, words }, image, size) => {
    const [a, b] = pointsFrom(numbers, size);
    if (numbers.length === 0) return ok({ kind: "tool", image, tool, region: null, words });
    if (numbers.length !== 4 || !a || !b) return err("wrong-number-count");
    return ok({ kind: "tool", image, tool, region: boxFromCorners(a.x, a.y, b.x, b.y), words });
  };

const BUILDERS: ReadonlyMap<string, Build> = new Map<ActionName | ToolName, Build>([
  ...TOOL_NAMES.map((tool) => [tool, toolCalled(tool)] as const),
  ["zoom", boxed((box, image) => ({ kind: "zoom", image, box }))],
  ["box", boxed((box, image, label) => ({ kind: "box", image, box, label }))],
  ["highlight", boxed((box, image) => ({ kind: "highlight", image, box }))],
  [
    "line",
    ({ numbers }, image, size) =>
      numbers.length >= 4 && numbers.length % 2 === 0
        ? ok({ kind: "line", image, points: pointsFrom(numbers, size) })
        : err("wrong-number-count"),
  ],
  [
    "arrow",
    ({ numbers }, image, size) => {
      const [from, to] = pointsFrom(numbers, size);
      return numbers.length === 4 && from && to ? ok({ kind: "arrow", image, from, to }) : err("wrong-number-count");
    },
  ],
  [
    "point",
    ({ numbers, words }, image, size) => {
      const [at] = pointsFrom(numbers, size);
      return numbers.length === 2 && at ? ok({ kind: "point", image, at, label: words }) : err("wrong-number-count");
    },
  ],
  [
    "label",
    ({ numbers, words }, image, size) => {
      const [at] = pointsFrom(numbers, size);
      if (numbers.length !== 2 || !at) return err("wrong-number-count");
      return words.trim() === "" ? err("missing-words") : ok({ kind: "label", image, at, text: words });
    },
  ],
  [
    "rotate",
    ({ numbers: [degrees, ...rest] }, image) =>
      degrees !== undefined && rest.length === 0 ? ok({ kind: "rotate", image, degrees }) : err("wrong-number-count"),
  ],
  [
    "flip",
    ({ words }, image) =>
      words === "horizontal" || words === "vertical" ? ok({ kind: "flip", image, axis: words }) : err("missing-words"),
  ],
]);

/** What has words here: what is not performed has none, nor has a drawn picture. */
export const isSaid = (action: Action): boolean =>
  action.kind === "tool" || (isPerformed(action) && action.kind !== "imagine");

/** The one way to write an action. Whole percents: the built-in model has one token for each. */
export function printCall(action: Action, shown: readonly ShownImage[]): string {
  if (!isSaid(action)) throw new Error(`native has no words for ${action.kind}`);
  const numberOf = (id: ImageId): number => shown.findIndex((image) => image.id === id);
  const index = numberOf(action.image);
  const size = shown[index]?.size;
  if (!size) throw new Error(`Cannot print an action on an image that was not shown: ${action.image}`);
  if (action.kind === "select-frames")
    return [action.kind, ...imagesOf(action).map((id) => numberOf(id) + 1)].join(" ");
  const percents = pointsOf(action).flatMap((point) => [percent(point.x, size.width), percent(point.y, size.height)]);
  const words =
    "label" in action ? action.label : "text" in action ? action.text : action.kind === "tool" ? action.words : "";
  return [
    action.kind === "tool" ? action.tool : action.kind,
    ...percents,
    ...(action.kind === "rotate" ? [Math.round(action.degrees)] : []),
    ...(action.kind === "flip" ? [action.axis] : []),
    ...(words === "" ? [] : [quote(words)]),
    ...(index === 0 ? [] : ["in", index + 1]),
  ].join(" ");
}

/** A tag inside the words would end the action early; JSON has another way to write its first sign. */
const quote = (words: string): string => JSON.stringify(words).replace(/<(?=\/?[a-z]+>)/g, "\\u003c");

function pointsOf(action: Action): readonly Point[] {
  const shape = shapeOf(action);
  if (shape.kind === "points") return shape.points;
  if (shape.kind === "whole") return [];
  const [x1, y1, x2, y2] = cornersOf(shape.box);
  return [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ];
}

const percent = (value: number, side: number): number => Math.round((value / side) * 100);
