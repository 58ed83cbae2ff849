import type { ImageId } from "../action";
import { boxFromPoints, cornersOf, type ImageBox, imageBox, imagePoint } from "../geometry";
import type { ImageRecord } from "../trace";
import { wordsFrom } from "./arm";
import { type MeanInterval, meanInterval } from "./interval";
import type { AnsweredLine } from "./look";
import { type AskCost, costOfAll, logProbabilityOf, NO_COST } from "./measure";
import type { InfluenceTools } from "./ports";
import { rederive } from "./rederive";

/** What in a picture carries what was said: parts of it are covered, coarse ones first, then finer ones within them. */
export interface OccludeQuestion {
  readonly line: AnsweredLine;
  /** A picture of the problem. */
  readonly picture: ImageId;
  /** Each covers a part with another colour from beside it. At least two, or there is no interval. */
  readonly seeds: readonly number[];
  /** Cells along the longer side that the picture is cut into first. */
  readonly coarse: number;
  /** How often a cell that matters is cut into four. */
  readonly depth: number;
}

export const USUAL_OCCLUSION = { coarse: 8, depth: 1, seeds: [1, 2, 3] } as const;

/** A part of the picture, and what covering it does. */
export interface Cell {
  readonly box: ImageBox;
  /** 0 for the coarsest. */
  readonly level: number;
  /**
   * In nats: how much less likely everything becomes that the model said, its looks and its answer. Student's 95 %
   * interval over the seeds.
   */
  readonly effect: MeanInterval;
  /** The interval lies above what the cells that do nothing scatter by. */
  readonly matters: boolean;
}

export interface OcclusionMap {
  readonly picture: ImageId;
  readonly cells: readonly Cell[];
  /** Around the finest cells that matter and hang together, those of the largest effect; null where none matters. */
  readonly region: ImageBox | null;
  /** In nats: below this an effect is noise. */
  readonly noise: number;
  readonly cost: AskCost;
}

export type OccludeRefusal = "no-probabilities" | "no-such-image";

/** How many asks it takes at least, and at most. */
export function planOcclude({
  seeds,
  coarse,
  depth,
  picture,
  line,
}: OccludeQuestion): { readonly fewest: number; readonly most: number } | null {
  const image = line.trace.images.get(picture);
  if (!image) return null;
  const first = coarseCells(image, coarse).length * seeds.length;
  return { fewest: 1 + first, most: 1 + first * (depth === 0 ? 1 : (4 ** (depth + 1) - 1) / 3) };
}

/** Asks cell by cell and yields what is known after each. Returns why not where nothing can be asked. */
export async function* occlude(
  question: OccludeQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<OcclusionMap, OcclusionMap | OccludeRefusal> {
  const image = question.line.trace.images.get(question.picture);
  if (!image) return "no-such-image";
  const asker = createAsker(question, image, tools, signal);
  const base = await asker.asItWas();
  if (base === null) return "no-probabilities";
  const cells: Measured[] = [];
  const map = (): OcclusionMap => mapOf(question.picture, cells, asker.cost());
  let boxes = coarseCells(image, question.coarse);
  for (let level = 0; level <= question.depth; level++) {
    for (const box of boxes) {
      cells.push({ box, level, effect: await asker.effect(box, base) });
      yield map();
    }
    boxes = map().cells.flatMap((cell) => (cell.matters && cell.level === level ? quarters(cell.box) : []));
  }
  return map();
}

type Measured = Omit<Cell, "matters">;

function createAsker(
  { line, picture, seeds }: OccludeQuestion,
  image: ImageRecord,
  tools: InfluenceTools,
  signal: AbortSignal,
) {
  let cost = NO_COST;
  const ask = async (steps: typeof line.steps, images: typeof line.trace.images): Promise<number | null> => {
    signal.throwIfAborted();
    const said = wordsFrom(steps, 0);
    cost = costOfAll([cost, { ...NO_COST, asked: said.length }]);
    return logProbabilityOf(said, { images }, tools, signal);
  };
  const effectOf = async (box: ImageBox, seed: number, base: number): Promise<number> => {
    const made = await tools.pictures.alter(picture, { kind: "cover", box, seed });
    if (!made.ok) return 0;
    const altered: ImageRecord = { ...image, ...made.value, origin: { kind: "derived", from: picture } };
    // The same bytes: there was nothing to cover.
    if (altered.id === picture) return 0;
    const { steps, images } = await rederive(line.trace, line.steps, picture, altered, tools);
    return base - ((await ask(steps, images)) ?? base);
  };
  return {
    cost: () => cost,
    asItWas: () => ask(line.steps, line.trace.images),
    async effect(box: ImageBox, base: number): Promise<MeanInterval> {
      const effects: number[] = [];
      for (const seed of seeds) effects.push(await effectOf(box, seed, base));
      return meanInterval(effects);
    },
  };
}

/** Square cells, but for the last of a row or column where the sides do not divide. */
function coarseCells({ width, height }: ImageRecord, coarse: number): readonly ImageBox[] {
  const side = Math.max(1, Math.ceil(Math.max(width, height) / coarse));
  const cells: ImageBox[] = [];
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side)
      cells.push(imageBox(left, top, Math.min(side, width - left), Math.min(side, height - top)));
  return cells;
}

function quarters({ left, top, width, height }: ImageBox): readonly ImageBox[] {
  const [w, h] = [Math.round(width / 2), Math.round(height / 2)];
  return [
    imageBox(left, top, w, h),
    imageBox(left + w, top, width - w, h),
    imageBox(left, top + h, w, height - h),
    imageBox(left + w, top + h, width - w, height - h),
  ].filter((box) => box.width > 0 && box.height > 0);
}

/** An effect below this is none, whatever the scatter: a tenth of a nat is a tenth of the odds. */
const LEAST_EFFECT = 0.1;
/** Median absolute deviations that make one standard deviation of a normal spread, and how many of those are noise. */
const DEVIATION = 1.4826;
const DEVIATIONS = 3;
/** Of the largest effect: what lies below it is not what carries the answer. */
const SHARE_OF_MOST = 0.15;

function mapOf(picture: ImageId, cells: readonly Measured[], cost: AskCost): OcclusionMap {
  // Most of a picture has nothing to do with the question: what the coarse cells scatter by in the middle is noise.
  const coarse = cells.filter(({ level }) => level === 0).map(({ effect }) => effect.mean);
  const middle = medianOf(coarse);
  const scatter = DEVIATION * medianOf(coarse.map((effect) => Math.abs(effect - middle)));
  const noise = Math.max(LEAST_EFFECT, middle + DEVIATIONS * scatter);
  const most = Math.max(...cells.map(({ effect }) => effect.mean));
  const told = cells.map((cell) => ({
    ...cell,
    matters: cell.effect.mean > noise && cell.effect.mean >= SHARE_OF_MOST * most,
  }));
  return { picture, cells: told, region: regionOf(told), noise, cost };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Around the cells that matter and touch the one of the largest effect, each in its finest pieces. */
function regionOf(cells: readonly Cell[]): ImageBox | null {
  const finest = cells.filter(
    (cell) => cell.matters && !cells.some((other) => other.level === cell.level + 1 && isWithin(other.box, cell.box)),
  );
  const [first, ...others] = finest.toSorted((a, b) => b.effect.mean - a.effect.mean);
  if (!first) return null;
  const joined = [first];
  let waiting = others;
  for (;;) {
    const next = waiting.filter(({ box }) => joined.some((other) => touch(box, other.box)));
    if (next.length === 0) return boundsOf(joined.map(({ box }) => box));
    joined.push(...next);
    waiting = waiting.filter((cell) => !next.includes(cell));
  }
}

const isWithin = (inner: ImageBox, outer: ImageBox): boolean =>
  inner.left >= outer.left &&
  inner.top >= outer.top &&
  inner.left + inner.width <= outer.left + outer.width &&
  inner.top + inner.height <= outer.top + outer.height;

/** Also at a corner. */
const touch = (a: ImageBox, b: ImageBox): boolean =>
  a.left <= b.left + b.width && b.left <= a.left + a.width && a.top <= b.top + b.height && b.top <= a.top + a.height;

const boundsOf = (boxes: readonly ImageBox[]): ImageBox =>
  boxFromPoints(
    boxes.flatMap((box) => {
      const [x1, y1, x2, y2] = cornersOf(box);
      return [imagePoint(x1, y1), imagePoint(x2, y2)];
    }),
  );
