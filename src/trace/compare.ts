import { type Action, type ImageId, type Shape, shapeOf } from "../action";
import { type ImageBox, intersectionOverUnion } from "../geometry";
import type { Step } from "./trace";
import { outwardBox, type ViewPlaces } from "./views";

// Two lines laid side by side: what they begin with alike, and from there on the pairing of their steps that leaves the
// least to be told apart. Whoever shows two branches, two traces or two models asks here.

/** In what two steps of one pair differ. */
export type Difference =
  /** In what they say; words of an action are its label, its request or its program. */
  | { readonly kind: "words"; readonly left: string; readonly right: string }
  /** In what is done: a crop beside a box. */
  | { readonly kind: "action" }
  /**
   * In where that is done. `overlap` is the intersection over union of two boxes; null where they are none, or lie on
   * images that were not made from one picture. `on` is the picture that boxes of two images were brought onto; null
   * where they are of one image, or cannot be.
   */
  | { readonly kind: "place"; readonly overlap: number | null; readonly on: ImageId | null }
  /** In the picture that they name or show. */
  | { readonly kind: "picture" }
  /** In what else belongs to them: degrees of a turn, what a tool found. */
  | { readonly kind: "details" };

export type DifferenceKind = Difference["kind"];

/** One row: two steps that answer each other, or one that has no answer on the other side, which is null. */
export type ComparedRow =
  | { readonly left: Step; readonly right: Step; readonly differences: readonly Difference[] }
  | { readonly left: Step; readonly right: null }
  | { readonly left: null; readonly right: Step };

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  /** The index of the first row whose sides are not alike; null where no row is like that. */
  readonly partsAt: number | null;
  /** False where the lines part for so long that their steps were paired in their order alone. */
  readonly aligned: boolean;
}

/** So many pairs of steps are weighed at most, some 50 ms of work; longer tails are paired in their order. */
const MOST_PAIRS = 160_000;

/** Where the images of two sides lie in the pictures that they were made from, as each side's own trace tells. */
export interface ComparedViews {
  readonly left: ViewPlaces;
  readonly right: ViewPlaces;
}

const NO_VIEWS: ComparedViews = { left: () => null, right: () => null };

/**
 * Lays two lines side by side. They may be of one trace, whose shared steps are their beginning, or of two. With `views`,
 * boxes on two crops of one picture are compared on that picture.
 */
export function compareLines(left: readonly Step[], right: readonly Step[], views = NO_VIEWS): Comparison {
  const rowOf = (step: Step, other: Step): ComparedRow => ({
    left: step,
    right: other,
    differences: differencesBetween(step, other, views),
  });
  const shared = sharedStart(left, right);
  const [leftTail, rightTail] = [left.slice(shared), right.slice(shared)];
  const aligned = leftTail.length * rightTail.length <= MOST_PAIRS;
  const pairs = aligned ? leastCost(leftTail, rightTail, views, rowOf) : inOrder(leftTail, rightTail, rowOf);
  const start = left.slice(0, shared).map((step, i) => rowOf(step, right[i] ?? step));
  const rows = [...start, ...pairs];
  const partsAt = rows.findIndex((row) => !isAlike(row));
  return { rows, partsAt: partsAt < 0 ? null : partsAt, aligned };
}

/** Whether both sides of a row are there and say and do the same. */
export const isAlike = (row: ComparedRow): boolean =>
  row.left !== null && row.right !== null && row.differences.length === 0;

/** In what two steps differ; none where they say and do the same, whoever made them. */
export function differencesBetween(left: Step, right: Step, views = NO_VIEWS): readonly Difference[] {
  const [a, b] = [left.body, right.body];
  if (left === right) return [];
  if (a.kind === "action" && b.kind === "action") return actionDifferences(a.action, b.action, views);
  const differences: Difference[] = [];
  const [said, saidRight] = [wordsIn(left), wordsIn(right)];
  if (said !== saidRight) differences.push({ kind: "words", left: said, right: saidRight });
  if (picturesIn(left) !== picturesIn(right)) differences.push({ kind: "picture" });
  if (JSON.stringify(foundIn(left)) !== JSON.stringify(foundIn(right))) differences.push({ kind: "details" });
  return differences;
}

function actionDifferences(left: Action, right: Action, views: ComparedViews): readonly Difference[] {
  if (left.kind !== right.kind) return [{ kind: "action" }];
  const differences: Difference[] = [];
  const [said, saidRight] = [wordsOfAction(left), wordsOfAction(right)];
  if (said !== saidRight) differences.push({ kind: "words", left: said, right: saidRight });
  const isOfOne = left.image === right.image;
  if (!isOfOne) differences.push({ kind: "picture" });
  const [shape, other] = [shapeOf(left), shapeOf(right)];
  const together = isOfOne ? null : onOnePicture(left, right, views);
  // The same numbers on two images of one picture are two places there.
  if (together !== null || JSON.stringify(shape) !== JSON.stringify(other))
    differences.push({
      kind: "place",
      overlap: together?.overlap ?? (isOfOne ? overlapOf(shape, other) : null),
      on: together?.on ?? null,
    });
  if (restOf(left) !== restOf(right)) differences.push({ kind: "details" });
  return differences;
}

const overlapOf = (left: Shape, right: Shape): number | null =>
  left.kind === "box" && right.kind === "box" ? intersectionOverUnion(left.box, right.box) : null;

/** How much two boxes on two images share of the picture that both were made from; null where there is none. */
function onOnePicture(
  left: Action,
  right: Action,
  views: ComparedViews,
): { readonly on: ImageId; readonly overlap: number } | null {
  const [one, other] = [outermost(left, views.left), outermost(right, views.right)];
  if (!one || !other || one.on !== other.on) return null;
  return { on: one.on, overlap: intersectionOverUnion(one.box, other.box) };
}

/** The box of an action in pixels of the outermost picture that its image was made from, or is. */
function outermost(action: Action, places: ViewPlaces): { readonly on: ImageId; readonly box: ImageBox } | null {
  const shape = shapeOf(action);
  if (shape.kind !== "box" || action.image === undefined) return null;
  const place = places(action.image);
  return place ? { on: place.image, box: outwardBox(place, shape.box) } : { on: action.image, box: shape.box };
}

/** The words that an action brings along; empty where it has none. */
function wordsOfAction(action: Action): string {
  if (action.kind === "program") return action.source;
  if (action.kind === "label") return action.text;
  if (action.kind === "box" || action.kind === "point") return action.label;
  return action.kind === "operate" || action.kind === "tool" ? action.words : "";
}

/** What is neither words, nor a place, nor the picture: these have differences of their own. */
function restOf(action: Action): string {
  const told = new Set(["image", "box", "region", "points", "from", "to", "at", "source", "text", "label", "words"]);
  return JSON.stringify(Object.entries(action).filter(([name]) => !told.has(name)));
}

function wordsIn({ body }: Step): string {
  if (body.kind === "action") return wordsOfAction(body.action);
  return body.kind === "problem" ? body.question : body.text;
}

function picturesIn({ body }: Step): string {
  if (body.kind === "problem") return body.images.join();
  return body.kind === "observation" ? (body.image ?? "") : "";
}

const foundIn = ({ body }: Step): unknown => (body.kind === "observation" ? (body.found ?? []) : []);

/** How many steps both lines begin with alike. */
function sharedStart(left: readonly Step[], right: readonly Step[]): number {
  const first = left.findIndex((step, i) => {
    const other = right[i];
    return !other || step.body.kind !== other.body.kind || differencesBetween(step, other).length > 0;
  });
  return first < 0 ? left.length : first;
}

type RowOf = (left: Step, right: Step) => ComparedRow;

function inOrder(left: readonly Step[], right: readonly Step[], rowOf: RowOf): readonly ComparedRow[] {
  const rows: ComparedRow[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i], right[i]];
    if (a && b && a.body.kind === b.body.kind) rows.push(rowOf(a, b));
    else rows.push(...aloneRows(a, b));
  }
  return rows;
}

const aloneRows = (left: Step | undefined, right: Step | undefined): readonly ComparedRow[] => [
  ...(left ? [{ left, right: null }] : []),
  ...(right ? [{ left: null, right }] : []),
];

/** A step without an answer costs this; two that are paired cost from 0, where alike, to `UNLIKE`, which is still less. */
const ALONE = 1;
const UNLIKE = 1.5;

/** The pairing of the least cost (Needleman and Wunsch, 1970): steps of different kinds never answer each other. */
function leastCost(
  left: readonly Step[],
  right: readonly Step[],
  views: ComparedViews,
  rowOf: RowOf,
): readonly ComparedRow[] {
  const pairCost = createPairCost(left, right, views);
  const width = right.length + 1;
  // The cost of pairing what follows behind each pair of places.
  const costs = new Float64Array((left.length + 1) * width);
  const at = (i: number, j: number): number => costs[i * width + j] ?? 0;
  for (let i = left.length; i >= 0; i--)
    for (let j = right.length; j >= 0; j--) {
      if (i === left.length || j === right.length) {
        costs[i * width + j] = ALONE * (left.length - i + right.length - j);
        continue;
      }
      costs[i * width + j] = Math.min(pairCost(i, j) + at(i + 1, j + 1), ALONE + at(i + 1, j), ALONE + at(i, j + 1));
    }
  const rows: ComparedRow[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a && b && at(i, j) === pairCost(i, j) + at(i + 1, j + 1)) {
      rows.push(rowOf(a, b));
      i++;
      j++;
    } else if (a && (!b || at(i, j) === ALONE + at(i + 1, j))) {
      rows.push({ left: a, right: null });
      i++;
    } else if (b) {
      rows.push({ left: null, right: b });
      j++;
    }
  }
  return rows;
}

function createPairCost(
  left: readonly Step[],
  right: readonly Step[],
  views: ComparedViews,
): (i: number, j: number) => number {
  const [leftWords, rightWords] = [left.map(wordSet), right.map(wordSet)];
  return (i, j) => {
    const [a, b] = [left[i], right[j]];
    if (!a || !b || a.body.kind !== b.body.kind) return Number.POSITIVE_INFINITY;
    return UNLIKE * (1 - likeness(a, b, { left: leftWords[i] ?? NO_WORDS, right: rightWords[j] ?? NO_WORDS, views }));
  };
}

/** From 0 to 1. */
function likeness(left: Step, right: Step, known: KnownOfPair): number {
  const [a, b] = [left.body, right.body];
  const words = likeWords(known.left, known.right);
  if (a.kind !== "action" || b.kind !== "action") return words;
  if (a.action.kind !== b.action.kind) return 0;
  const [shape, other] = [shapeOf(a.action), shapeOf(b.action)];
  // The same kind of action is half the likeness, and where it is done and what it says are the other half.
  const isOfOne = a.action.image === b.action.image;
  const place = isOfOne
    ? (overlapOf(shape, other) ?? 1)
    : (onOnePicture(a.action, b.action, known.views)?.overlap ?? 0);
  return 0.5 + 0.25 * place + 0.25 * words;
}

interface KnownOfPair {
  /** The words of each side. */
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
  readonly views: ComparedViews;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** The first words of a step tell it apart well enough, and a page of them would be weighed many times. */
const WORDS_WEIGHED = 32;

/** Words by blanks and marks; signs of Chinese and Japanese each by themselves. */
function wordSet(step: Step): ReadonlySet<string> {
  const words = wordsIn(step)
    .slice(0, 600)
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu);
  return new Set((words ?? []).slice(0, WORDS_WEIGHED));
}

/** Shared words over all words of both. */
function likeWords(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 && right.size === 0) return 1;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared / (left.size + right.size - shared);
}
