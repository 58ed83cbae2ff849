import type { Gesture } from "../../action";
import { err, ok } from "../../base";
import { clampPoint, type ImagePoint, imagePoint } from "../../geometry";
import type { CoordinateSpace, Declared } from "../../trace";
import type { DialectError, ShownImage } from "../contract/dialect";
import { fieldOf, type Literal, numberOf, numbersOf, plainOf } from "../literal/literal";
import { type CallResult, zoomFrom } from "./call";
import { clickedWith, gestureOf, namesItself } from "./gestures";
import { declare, pointsFromNumbers } from "./space";

// Calls that operate a screen: `click` at a place, `type` a text, and their like. Systems differ in what they call the
// verbs and the fields, and in what their numbers count; what is done is the same.

/** One call: what is to be done, and its fields by their names. */
export interface ScreenCall {
  readonly verb: string;
  readonly input: Literal;
}

/** What a call says: an action, or the words that the run ends with. Null where its verb is not known. */
export type ScreenReading =
  | { readonly kind: "call"; readonly result: CallResult }
  | { readonly kind: "answer"; readonly text: string };

/**
 * The call on `image`, the picture of the screen. `space` is what the system counts in where the model was told no size
 * of the screen.
 */
export function readScreenCall(
  { verb, input }: ScreenCall,
  image: ShownImage | undefined,
  space: CoordinateSpace,
): ScreenReading | null {
  const gesture = gestureOf(verb);
  if (gesture === null) return verb === "zoom" ? zoomCall(input, image, space) : null;
  if (gesture === "end") return { kind: "answer", text: textIn(input, ENDINGS) ?? verb };
  if (!image) return { kind: "call", result: err({ code: "no-such-image", at: input.start }) };
  const button = plainOf(fieldOf(input, "button"));
  const clicked = gesture === "click" && typeof button === "string" ? clickedWith(button) : gesture;
  // Something is chosen in a list; words on a screen are selected from one place to another.
  const done =
    clicked === "drag" && verb.toLowerCase() === "select" && placesIn(input)?.length !== 2 ? "device" : clicked;
  const on = onScreen(image, space);
  return { kind: "call", result: operated(done, { verb, input }, on.image, on.space) };
}

const ENDINGS = ["content", "text", "answer", "message", "status", "goal_status"];

/** A picture and what numbers on it count in: a model that was told the size of its screen counts in that. */
export function onScreen(image: ShownImage, space: CoordinateSpace): { image: ShownImage; space: CoordinateSpace } {
  const { screen } = image;
  if (!screen) return { image, space };
  // Models that count in thousandths are told of a screen of just that size.
  if (screen.width === 1000 && screen.height === 1000) return { image, space: "permille" };
  return { image: { ...image, frame: screen }, space: "resized" };
}

/** A part of the screen that is looked at closer. */
function zoomCall(input: Literal, image: ShownImage | undefined, space: CoordinateSpace): ScreenReading {
  const region = fieldOf(input, "region", "bbox", "box", "bbox_2d");
  const on = image && onScreen(image, space);
  const numbers = region ? numbersOf(region) : null;
  return {
    kind: "call",
    result: zoomFrom(numbers, on?.image, { space: on?.space ?? space }, region?.start ?? input.start),
  };
}

function operated(gesture: Gesture, call: ScreenCall, image: ShownImage, space: CoordinateSpace): CallResult {
  const { input } = call;
  const places = placesIn(input);
  if (places === null) return err({ code: "bad-number", at: input.start });
  const points = pointsFromNumbers(places.flat(), space, image);
  const way = gesture === "scroll" || gesture === "drag" ? wayOf(call, image, space) : null;
  const [at] = points;
  const along =
    at && way && points.length === 1 ? [at, clampPoint(imagePoint(at.x + way.x, at.y + way.y), image.size)] : points;
  const words = wordsOf(gesture, call).slice(0, MOST_WORDS);
  const declared: Declared = declare(places.flat(), space, image);
  return ok({ action: { kind: "operate", image: image.id, gesture, points: along, words }, declared });
}

const MOST_WORDS = 20_000;

const STARTS = ["start_box", "start_point", "start_coordinate", "from_coord", "from", "start"];
const PLACES = ["coordinate", "point", "position", "target", "at"];
const ENDS = ["end_box", "end_point", "coordinate2", "end_coordinate", "to_coord", "to", "end"];

/** The places of a call in its own numbers, the first where it begins. Null where a field of one holds something else. */
function placesIn(input: Literal): readonly Place[] | null {
  const path = fieldOf(input, "path");
  if (path) return path.kind === "list" && path.items.length <= 1000 ? allOf(path.items.map(placeOf)) : null;
  const told = [STARTS, PLACES, ENDS].flatMap((keys) => {
    const held = fieldOf(input, ...keys);
    return held && plainOf(held) !== null && !isReference(held) ? [placeOf(held)] : [];
  });
  const apart = [apartIn(input, "x", "y"), apartIn(input, "destination_x", "destination_y")];
  return allOf([...told, ...apart.filter((place) => place !== undefined)]);
}

type Place = readonly [x: number, y: number];

const allOf = (places: readonly (Place | null)[]): readonly Place[] | null =>
  places.every((place) => place !== null) ? places : null;

/** Two numbers in fields of their own; undefined where there is none of them. */
function apartIn(input: Literal, across: string, down: string): Place | null | undefined {
  const [x, y] = [fieldOf(input, across), fieldOf(input, down)];
  return x || y ? pair([numberOf(x), numberOf(y)]) : undefined;
}

/** An element that is named where a place would stand: its place is not told. */
const isReference = (held: Literal): boolean =>
  fieldOf(held, "ref", "element") !== null || (held.kind === "plain" && /^\s*$/.test(String(held.value)));

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)/g;
const LARGEST = 1_000_000;

/** A place as a pair, as `{x, y}`, or as words with two numbers in them; of a box it is the middle. */
function placeOf(held: Literal): Place | null {
  if (held.kind === "record") return pair([numberOf(fieldOf(held, "x")), numberOf(fieldOf(held, "y"))]);
  const numbers =
    held.kind === "list"
      ? numbersOf(held)
      : [...String(held.value).slice(0, 200).matchAll(NUMBER)].map(([number]) => Number(number));
  if (!numbers || (numbers.length !== 2 && numbers.length !== 4)) return null;
  const [a = 0, b = 0, c = a, d = b] = numbers;
  return pair([(a + c) / 2, (b + d) / 2]);
}

function pair([x = null, y = null]: readonly (number | null)[]): Place | null {
  const isPlace = x !== null && y !== null && Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST;
  return isPlace ? [x, y] : null;
}

/** How much of a side the arrow of a scroll spans, where only its direction is told. */
const SHARE = 0.15;

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
};

/** Where a scroll or a swipe leads from its place, in image pixels; null where it leads nowhere. */
function wayOf({ verb, input }: ScreenCall, image: ShownImage, space: CoordinateSpace): ImagePoint | null {
  // A verb such as `SCROLL_DOWN` tells its direction itself.
  const told = plainOf(fieldOf(input, "direction", "scroll_direction")) ?? /_(up|down|left|right)$/i.exec(verb)?.[1];
  const direction = typeof told === "string" ? DIRECTIONS[told.trim().toLowerCase()] : undefined;
  const { width, height } = image.size;
  if (direction) return imagePoint(direction[0] * SHARE * width, direction[1] * SHARE * height);
  const [x, y] = [numberOf(fieldOf(input, "scroll_x")) ?? 0, numberOf(fieldOf(input, "scroll_y")) ?? 0];
  // Qwen's wheel turns up for positive numbers.
  const wheel = numberOf(fieldOf(input, "pixels")) ?? 0;
  if (x === 0 && y === 0) return wheel === 0 ? null : imagePoint(0, Math.sign(-wheel) * SHARE * height);
  return pointsFromNumbers([x, y], space, image)[0] ?? null;
}

const TYPED = ["text", "content", "value", "message"];
const KEYS = ["keys", "key", "text", "hotkey", "press"];
const AMOUNTS = [
  "direction",
  "scroll_direction",
  "scroll_amount",
  "magnitude",
  "amount",
  "pixels",
  "scroll_x",
  "scroll_y",
  "step_count",
  "ref",
];
const TIMES = ["time", "duration", "seconds"];
const DEVICE = [
  ...[
    "button",
    "app_name",
    "app",
    "text",
    "url",
    "query",
    "content",
    "tab_id",
    "value",
    "option",
    "message",
    "instruction",
  ],
  "ref",
];
const BESIDE = ["modifiers", "keys", "text", "ref", "element", "element_description", "index"];

/** What is said beside the places: what is typed, which keys, how far, how long. */
function wordsOf(gesture: Gesture, { verb, input }: ScreenCall): string {
  if (gesture === "type") return textIn(input, TYPED) ?? "";
  if (gesture === "key" || gesture === "press" || gesture === "release") return textsIn(input, KEYS);
  if (gesture === "scroll") return textsIn(input, AMOUNTS);
  if (gesture === "wait") return textsIn(input, TIMES);
  if (namesItself(gesture)) return [verb, textsIn(input, DEVICE)].filter((part) => part !== "").join(" ");
  const target = fieldOf(input, "target");
  return [textsIn(input, BESIDE), target ? textsIn(target, ["ref"]) : ""].filter((part) => part !== "").join(" ");
}

/** The first of the fields that holds a text; a list of texts as one. */
function textIn(input: Literal, keys: readonly string[]): string | null {
  for (const key of keys) {
    const held = fieldOf(input, key);
    if (held?.kind === "list") return held.items.map((item) => String(plainOf(item) ?? "")).join(" ");
    const value = plainOf(held);
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return null;
}

/** All of the fields that hold something, in this order, with spaces between them. */
const textsIn = (input: Literal, keys: readonly string[]): string =>
  keys
    .flatMap((key) => textIn(input, [key]) ?? [])
    .filter((text) => text !== "")
    .join(" ");

/** Why a call of a screen's tool says nothing that is known. */
export const unknownVerb = (at: number): DialectError => ({ code: "unsupported-call", at });
