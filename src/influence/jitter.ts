import { createRng, type Result } from "../base";
import { type ImageBox, imageBox, intersectionOverUnion, type Size } from "../geometry";
import type { ImageRecord } from "../trace";
import { type AnswerSet, saysSame, withAnswer } from "./answerSet";
import { type AskedLine, askedLine } from "./arm";
import { type CropLook, cropOf, cutOf } from "./armPicture";
import { type AskCost, costOfAll } from "./cost";
import type { AnsweredLine, Look } from "./look";
import { imagesWith, type Measured, measure } from "./measure";
import type { InfluenceTools } from "./ports";

/** How fragile the box of a look is: where the answer stays when the box moves, and where it flips. */
export interface JitterQuestion {
  readonly line: AnsweredLine;
  readonly look: Look;
  readonly set: AnswerSet;
  readonly changes: readonly BoxChange[];
}

/** A box moved, and made larger or narrower about its middle. */
export interface BoxChange {
  /** In widths and heights of the box. */
  readonly right: number;
  readonly down: number;
  /** Of both sides; 1 leaves them. */
  readonly scale: number;
  /** Width to height, against what it was; the area stays. 1 leaves it. */
  readonly aspect: number;
  /** Clockwise, about the middle; 0 leaves it. What a turned box would show is upright in the crop. */
  readonly degrees: number;
}

export const UNCHANGED: BoxChange = { right: 0, down: 0, scale: 1, aspect: 1, degrees: 0 };

const SHIFTS = [-1, -0.5, -0.25, 0, 0.25, 0.5, 1];
const SCALES = [0.25, 0.5, 0.7, 1.4, 2, 4];
const ASPECTS = [0.5, 0.7, 1.4, 2];
const TURNS = [-90, -45, -15, 15, 45, 90, 180];

/** The unchanged box, then every shift of a grid, then every scale, every aspect and every turn where it stands. */
export const jitterGrid = (): readonly BoxChange[] => [
  UNCHANGED,
  ...SHIFTS.flatMap((down) => SHIFTS.map((right) => ({ ...UNCHANGED, right, down }))).filter(
    ({ right, down }) => right !== 0 || down !== 0,
  ),
  ...SCALES.map((scale) => ({ ...UNCHANGED, scale })),
  ...ASPECTS.map((aspect) => ({ ...UNCHANGED, aspect })),
  ...TURNS.map((degrees) => ({ ...UNCHANGED, degrees })),
];

/** The unchanged box, then as many by chance: shifts up to a whole box, half to twice the size and the aspect, a turn of 45° either way. */
export function jitterAtRandom(count: number, seed: number): readonly BoxChange[] {
  const rng = createRng(`jitter/${seed}`);
  const doubled = (): number => 2 ** (2 * rng.next() - 1);
  const drawn = Array.from({ length: count }, () => ({
    right: 2 * rng.next() - 1,
    down: 2 * rng.next() - 1,
    scale: doubled(),
    aspect: doubled(),
    degrees: 45 * (2 * rng.next() - 1),
  }));
  return [UNCHANGED, ...drawn];
}

/**
 * The box with the change made, pulled inside the picture; null where none of it is there, or it is thinner than two
 * pixels, which no tool cuts.
 */
export function changedBox(box: ImageBox, { right, down, scale, aspect }: BoxChange, size: Size): ImageBox | null {
  const width = box.width * scale * Math.sqrt(aspect);
  const height = (box.height * scale) / Math.sqrt(aspect);
  const left = box.left + box.width * right + (box.width - width) / 2;
  const top = box.top + box.height * down + (box.height - height) / 2;
  const [x1, y1] = [Math.max(0, left), Math.max(0, top)];
  const [x2, y2] = [Math.min(size.width, left + width), Math.min(size.height, top + height)];
  return x2 - x1 < 2 || y2 - y1 < 2 ? null : imageBox(x1, y1, x2 - x1, y2 - y1);
}

/** What came of one change. */
export interface Jittered extends Pick<Measured, "probability" | "answer" | "looksAgain"> {
  readonly change: BoxChange;
  /** In pixels of the image that the look is on. */
  readonly box: ImageBox;
  /** How much it shares with the box as it was, from 0 to 1: intersection over union, its turn left aside. */
  readonly overlap: number;
  /** The answer is the one that was given. */
  readonly stays: boolean;
}

export interface JitterMap {
  readonly box: ImageBox;
  readonly on: Look["image"];
  readonly tried: readonly Jittered[];
  /** The change that flips the answer and leaves the most of the box; null where none flips it. */
  readonly smallestFlip: Jittered | null;
  /** The smallest turn that flips it where the box stands; null where none does. */
  readonly smallestTurn: Jittered | null;
  /** The smallest box that still gives the answer. */
  readonly smallestThatStays: Jittered | null;
  readonly cost: AskCost;
}

/** Asks once for every change whose box is in the picture, and yields what is known after each. Null: it is no cut. */
export async function* jitter(
  { line, look, set, changes }: JitterQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<JitterMap, JitterMap | null> {
  const { images } = line.trace;
  const crop = cropOf(look, images);
  if (!crop) return null;
  const tried: Jittered[] = [];
  const costs: AskCost[] = [];
  const request = { answer: line.answer, set: withAnswer(set, line.answer), scoresWords: false };
  for (const change of changes) {
    signal.throwIfAborted();
    const box = changedBox(crop.box, change, crop.from);
    const cut = box && (await cutTurned(crop, box, change, images, tools));
    // What the system's own tool would not cut is no change that could have happened.
    if (!box || !cut?.ok) continue;
    const shown = line.steps.map((step) =>
      step.id === look.observation && step.body.kind === "observation"
        ? { ...step, raw: "", body: { ...step.body, image: cut.value.id } }
        : step,
    );
    const asked = askedLine(shown, look, imagesWith(images, cut.value));
    const { probability, shares, answer, looksAgain, cost } = await measure({ ...request, line: asked }, tools, signal);
    // What it would answer is the likeliest of a closed set, whatever it would rather do; else what it says itself.
    const likeliest = shares[0]?.answer ?? answer;
    const stays = saysSame(likeliest, line.answer);
    const overlap = intersectionOverUnion(crop.box, box);
    tried.push({ change, box, overlap, probability, answer: likeliest, looksAgain, stays });
    costs.push(cost);
    yield mapOf({ box: crop.box, on: crop.from.id, tried, costs });
  }
  return mapOf({ box: crop.box, on: crop.from.id, tried, costs });
}

/** Cuts a box that was turned: the picture is turned the other way about its middle, and the system's own tool cuts. */
async function cutTurned(
  crop: CropLook,
  box: ImageBox,
  { degrees }: BoxChange,
  images: AskedLine["images"],
  tools: InfluenceTools,
): Promise<Result<ImageRecord, string>> {
  if (degrees === 0) return cutOf(crop, box, images, tools);
  const about = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const turned = await tools.pictures.alter(crop.from.id, { kind: "turn", about, degrees: -degrees });
  if (!turned.ok) return turned;
  const from: ImageRecord = { ...crop.from, ...turned.value, origin: { kind: "derived", from: crop.from.id } };
  return cutOf({ ...crop, from }, box, imagesWith(images, from), tools);
}

function mapOf(found: {
  readonly box: ImageBox;
  readonly on: Look["image"];
  readonly tried: readonly Jittered[];
  readonly costs: readonly AskCost[];
}): JitterMap {
  const { box, on, tried, costs } = found;
  // A box that is only turned keeps its place and size: how much of it is left says nothing.
  const flips = tried
    .filter(({ stays, change }) => !stays && !isOnlyTurned(change))
    .toSorted((a, b) => b.overlap - a.overlap);
  const turns = tried
    .filter(({ stays, change }) => !stays && isOnlyTurned(change))
    .toSorted((a, b) => Math.abs(a.change.degrees) - Math.abs(b.change.degrees));
  const area = ({ width, height }: ImageBox): number => width * height;
  const standing = tried.filter(({ stays }) => stays).toSorted((a, b) => area(a.box) - area(b.box));
  return {
    box,
    on,
    tried: [...tried],
    smallestFlip: flips[0] ?? null,
    smallestTurn: turns[0] ?? null,
    smallestThatStays: standing[0] ?? null,
    cost: costOfAll(costs),
  };
}

const isOnlyTurned = ({ right, down, scale, aspect, degrees }: BoxChange): boolean =>
  degrees !== 0 && right === 0 && down === 0 && scale === 1 && aspect === 1;
