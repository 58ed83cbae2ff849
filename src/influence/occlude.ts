import type { ImageId } from "../action";
import type { ImageBox } from "../geometry";
import type { Alteration } from "../pixels";
import type { ImageRecord, Step, Trace } from "../trace";
import { wordsFrom } from "./arm";
import { type AskCost, costOfAll, NO_COST } from "./cost";
import { type Cell, cellsAbove, coarseCells, type MeasuredCell, noiseOf, quarters } from "./heatMap";
import { type MeanInterval, meanInterval } from "./interval";
import { asksForRegion, type KeptRegion, shrinkToRegion } from "./keptRegion";
import type { AnsweredLine } from "./look";
import { logProbabilityOf } from "./measure";
import type { InfluenceTools } from "./ports";
import { rederive } from "./rederive";

/**
 * What in a picture carries what was said: the smallest region that carries it by itself, and a heat map of what is
 * covered part by part, coarse ones first, then finer ones within those that matter.
 */
export interface OccludeQuestion {
  readonly line: AnsweredLine;
  /** A picture of the problem. */
  readonly picture: ImageId;
  /** Each covers with another colour from beside the part. At least two, or there is no interval. */
  readonly seeds: readonly number[];
  /** Cells of the heat map along the longer side; none where it is 0. */
  readonly coarse: number;
  /** How often a cell that matters is cut into four. */
  readonly depth: number;
}

export const USUAL_OCCLUSION = { coarse: 6, depth: 1, seeds: [1, 2, 3] } as const;

export interface OcclusionMap {
  readonly picture: ImageId;
  /** Null while it is looked for. */
  readonly region: KeptRegion | null;
  readonly cells: readonly Cell[];
  /** In nats: below this the effect of a cell is noise. */
  readonly noise: number;
  readonly cost: AskCost;
}

export type OccludeRefusal = "no-probabilities" | "no-such-image";

/** How many altered pictures are asked about at least, and at most. Null: there is no such picture. */
export function planOcclude({ seeds, coarse, depth, picture, line }: OccludeQuestion): {
  readonly fewest: number;
  readonly most: number;
} | null {
  const image = line.trace.images.get(picture);
  if (!image) return null;
  const region = asksForRegion(seeds.length);
  const first = coarseCells(image, coarse).length * seeds.length;
  return { fewest: region + first, most: region + first * ((4 ** (depth + 1) - 1) / 3) };
}

/** Yields what is known after each side of the region and each cell. Returns why not where nothing can be asked. */
export async function* occlude(
  question: OccludeQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<OcclusionMap, OcclusionMap | OccludeRefusal> {
  const { line, picture, seeds, depth } = question;
  const image = line.trace.images.get(picture);
  if (!image) return "no-such-image";
  const asker = new Asker(question, image, tools, signal);
  if (!(await asker.begin())) return "no-probabilities";
  const cells: MeasuredCell[] = [];
  let region: KeptRegion | null = null;
  const map = (): OcclusionMap => {
    const noise = noiseOf(cells);
    return { picture, region, cells: cellsAbove(cells, noise), noise, cost: asker.cost };
  };
  const shrinking = shrinkToRegion(image, (alteration) => asker.lossOf(alteration), seeds[0] ?? 1);
  for (;;) {
    const { done, value: box } = await shrinking.next();
    yield map();
    if (!done) continue;
    region = { box, alone: await asker.effect("cover-outside", box), without: await asker.effect("cover", box) };
    break;
  }
  let boxes = coarseCells(image, question.coarse);
  for (let level = 0; level <= depth; level++) {
    for (const box of boxes) {
      cells.push({ box, level, effect: await asker.effect("cover", box) });
      yield map();
    }
    boxes = map().cells.flatMap((cell) => (cell.matters && cell.level === level ? quarters(cell.box) : []));
  }
  return map();
}

/** Asks how likely everything is that was said, with the picture as it was and altered. */
class Asker {
  cost = NO_COST;
  private base = 0;
  private readonly question: OccludeQuestion;
  private readonly image: ImageRecord;
  private readonly tools: InfluenceTools;
  private readonly signal: AbortSignal;

  constructor(question: OccludeQuestion, image: ImageRecord, tools: InfluenceTools, signal: AbortSignal) {
    this.question = question;
    this.image = image;
    this.tools = tools;
    this.signal = signal;
  }

  /** False where the model tells no probabilities. */
  async begin(): Promise<boolean> {
    const { steps, trace } = this.question.line;
    const base = await this.logProbability(steps, trace.images);
    this.base = base ?? 0;
    return base !== null;
  }

  /** In nats; 0 where there was nothing to alter. */
  async lossOf(alteration: Alteration): Promise<number> {
    const { line, picture } = this.question;
    const made = await this.tools.pictures.alter(picture, alteration);
    if (!made.ok || made.value.id === picture) return 0;
    const altered: ImageRecord = { ...this.image, ...made.value, origin: { kind: "derived", from: picture } };
    const { steps, images } = await rederive(line.trace, line.steps, picture, altered, this.tools);
    return this.base - ((await this.logProbability(steps, images)) ?? this.base);
  }

  /** With every seed. */
  async effect(kind: "cover" | "cover-outside", box: ImageBox): Promise<MeanInterval> {
    const losses: number[] = [];
    for (const seed of this.question.seeds) losses.push(await this.lossOf({ kind, box, seed }));
    return meanInterval(losses);
  }

  private async logProbability(steps: readonly Step[], images: Trace["images"]): Promise<number | null> {
    this.signal.throwIfAborted();
    const said = wordsFrom(steps, 0);
    this.cost = costOfAll([this.cost, { ...NO_COST, asked: said.length }]);
    return logProbabilityOf(said, { images }, this.tools, this.signal);
  }
}
