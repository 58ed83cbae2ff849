import { err, ok, type Result } from "../../base";
import { COLOURS, type Colour, SHAPES, type Shape, type ShapeKind } from "../kinds";
import { matches, plural, type Query } from "../wording";

/** What of coloured shapes can be counted: those of a kind, of a shape, of a colour. */
export type ShapeQuery = Exclude<Query, { readonly thing: unknown }>;

/** How an answer is found. A plan within a plan is a condition: its answer is what the outer one starts from. */
export type Plan =
  /** A number. */
  | { readonly kind: "count"; readonly query: ShapeQuery }
  /** A letter: of the only object of this kind. */
  | { readonly kind: "letter-on"; readonly object: ShapeKind }
  /** A letter: of the object at a place, counted from the left and from 1. */
  | { readonly kind: "letter-at"; readonly place: Plan }
  /** A number: of the objects that share the colour of the one that carries a letter, itself among them. */
  | { readonly kind: "count-like"; readonly carrier: Plan };

/** What a plan can be followed on: an object of a layout, or one that was seen in a picture. */
export interface Shown extends ShapeKind {
  readonly letter: string;
  readonly center: { readonly x: number; readonly y: number };
}

/** Why a plan leads to no one answer. */
export type NoAnswer = "several-fit" | "none-fits" | "no-such-place" | "order-unclear";

/** What a plan leads to, and the objects that it looks at on the way, in the order in which it needs them. */
export interface Followed<T extends Shown> {
  readonly answer: string;
  readonly looks: readonly { readonly how: "count" | "read"; readonly objects: readonly T[] }[];
}

/** Objects whose middles are nearer than this from left to right, in pixels, are in no order that one can see. */
const CLEAR_GAP = 8;

/** Follows a plan on objects, whoever says what they are. */
export function follow<T extends Shown>(plan: Plan, objects: readonly T[]): Result<Followed<T>, NoAnswer> {
  switch (plan.kind) {
    case "count":
      return ok(counted([], objects, (object) => matches(plan.query, object)));
    case "letter-on":
      return read(
        [],
        objects.filter(({ shape, colour }) => shape === plan.object.shape && colour === plan.object.colour),
      );
    case "letter-at": {
      const before = follow(plan.place, objects);
      if (!before.ok) return before;
      const ordered = [...objects].sort((a, b) => a.center.x - b.center.x);
      const isUnclear = ordered.some((object, i) => i > 0 && object.center.x - ordered[i - 1]!.center.x < CLEAR_GAP);
      if (isUnclear) return err("order-unclear");
      const at = ordered[Number(before.value.answer) - 1];
      return at ? read(before.value.looks, [at]) : err("no-such-place");
    }
    case "count-like": {
      const before = follow(plan.carrier, objects);
      if (!before.ok) return before;
      const carrier = objects.find(({ letter }) => letter === before.value.answer);
      return carrier
        ? ok(counted(before.value.looks, objects, ({ colour }) => colour === carrier.colour))
        : err("none-fits");
    }
  }
}

function counted<T extends Shown>(
  looks: Followed<T>["looks"],
  all: readonly T[],
  fits: (object: T) => boolean,
): Followed<T> {
  const objects = all.filter(fits);
  return { answer: String(objects.length), looks: [...looks, { how: "count", objects }] };
}

function read<T extends Shown>(looks: Followed<T>["looks"], objects: readonly T[]): Result<Followed<T>, NoAnswer> {
  const [only, ...more] = objects;
  if (!only) return err("none-fits");
  return more.length > 0
    ? err("several-fit")
    : ok({ answer: only.letter, looks: [...looks, { how: "read", objects: [only] }] });
}

const isNumber = (plan: Plan): boolean => plan.kind === "count" || plan.kind === "count-like";

/** The same problem, harder: what was its answer is now a condition of the next question. */
export const harder = (plan: Plan): Plan =>
  isNumber(plan) ? { kind: "letter-at", place: plan } : { kind: "count-like", carrier: plan };

/** How many conditions a plan has. */
export const depthOf = (plan: Plan): number =>
  plan.kind === "letter-at" ? 1 + depthOf(plan.place) : plan.kind === "count-like" ? 1 + depthOf(plan.carrier) : 0;

/** A plan as the question that asks for it. `planOf` reads it back. */
export const questionOf = (plan: Plan): string => `What is ${phraseOf(plan)}?`;

const AT = "the letter on the object whose place from the left is (";
const LIKE = "the number of objects that have the colour of the object with (";

function phraseOf(plan: Plan): string {
  switch (plan.kind) {
    case "count":
      return `the number of ${plural(plan.query)}`;
    case "letter-on":
      return `the letter on the ${plan.object.colour} ${plan.object.shape}`;
    case "letter-at":
      return `${AT}${phraseOf(plan.place)})`;
    case "count-like":
      return `${LIKE}${phraseOf(plan.carrier)})`;
  }
}

/** Everything that can be counted, by the words for it. */
const QUERIES: ReadonlyMap<string, ShapeQuery> = new Map(
  [
    ...SHAPES.map((shape): ShapeQuery => ({ shape })),
    ...COLOURS.map((colour): ShapeQuery => ({ colour })),
    ...SHAPES.flatMap((shape) => COLOURS.map((colour): ShapeQuery => ({ shape, colour }))),
  ].map((query) => [plural(query), query] as const),
);

/** The plan that a question asks for, out of its words alone; null where they ask for none. */
export function planOf(question: string): Plan | null {
  const [, phrase] = /^What is (.*)\?$/.exec(question) ?? [];
  return phrase === undefined ? null : planOfPhrase(phrase);
}

function planOfPhrase(phrase: string): Plan | null {
  const within = (start: string): Plan | null =>
    phrase.startsWith(start) && phrase.endsWith(")") ? planOfPhrase(phrase.slice(start.length, -1)) : null;
  const place = within(AT);
  if (place) return { kind: "letter-at", place };
  const carrier = within(LIKE);
  if (carrier) return { kind: "count-like", carrier };
  const query = QUERIES.get(/^the number of (.*)$/.exec(phrase)?.[1] ?? "");
  if (query) return { kind: "count", query };
  const [, colourName, shapeName] = /^the letter on the (\w+) (\w+)$/.exec(phrase) ?? [];
  const colour = COLOURS.find((name): name is Colour => name === colourName);
  const shape = SHAPES.find((name): name is Shape => name === shapeName);
  return colour && shape ? { kind: "letter-on", object: { shape, colour } } : null;
}
