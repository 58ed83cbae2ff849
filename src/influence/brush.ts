import type { ImageId } from "../action";
import type { ImageBox } from "../geometry";
import { GREEDY, type ImageRecord } from "../trace";
import { saysSame } from "./answerSet";
import { type AskCost, costOfAll } from "./cost";
import type { AnsweredLine } from "./look";
import type { InfluenceTools } from "./ports";
import { rerun } from "./rerun";

/**
 * What a person brushed away: does the answer flip without it, and how little of it is enough? The model does the
 * problem again, greedily, on the picture with those parts covered.
 */
export interface BrushQuestion {
  readonly line: AnsweredLine;
  /** A picture of the problem. */
  readonly picture: ImageId;
  /** The parts that were brushed over, in pixels of the picture. */
  readonly boxes: readonly ImageBox[];
  readonly seed: number;
}

export type BrushRefusal = "no-such-image" | "nothing-brushed";

export interface BrushResult {
  readonly picture: ImageId;
  /** All that was brushed over. */
  readonly boxes: readonly ImageBox[];
  /** What it answers without them; null where it gives no answer. */
  readonly answer: string | null;
  readonly flips: boolean;
  /** The fewest of them without which the answer still flips, as far as was looked for; empty where it stays. */
  readonly fewest: readonly ImageBox[];
  readonly cost: AskCost;
}

/** Runs at most: halving and quartering a hundred parts takes about so many. */
export const MOST_BRUSH_RUNS = 40;

/** Yields what is known after each run. */
export async function* brush(
  { line, picture, boxes, seed }: BrushQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<BrushResult, BrushResult | BrushRefusal> {
  const at = line.steps.findIndex(({ body }) => body.kind === "problem" && body.images.includes(picture));
  const image = line.trace.images.get(picture);
  if (at < 0 || !image) return "no-such-image";
  if (boxes.length === 0) return "nothing-brushed";
  const costs: AskCost[] = [];
  const answerWithout = async (covered: readonly ImageBox[]): Promise<string | null> => {
    signal.throwIfAborted();
    const begun = await withCovered(line, at, image, covered, seed, tools);
    const made = await rerun(begun, GREEDY, tools, signal);
    costs.push(made.cost);
    return made.answer;
  };
  const answer = await answerWithout(boxes);
  const flips = !saysSame(answer, line.answer);
  const result = (fewest: readonly ImageBox[]): BrushResult => ({
    picture,
    boxes,
    answer,
    flips,
    fewest,
    cost: costOfAll(costs),
  });
  yield result(flips ? boxes : []);
  if (!flips) return result([]);
  const shrinking = fewestThat(boxes, async (some) => !saysSame(await answerWithout(some), line.answer));
  for (;;) {
    const { done, value } = await shrinking.next();
    if (done) return result(value);
    yield result(value);
  }
}

/** The problem with the parts covered, from where the model begins. */
async function withCovered(
  { steps, trace }: AnsweredLine,
  at: number,
  image: ImageRecord,
  covered: readonly ImageBox[],
  seed: number,
  { pictures }: Pick<InfluenceTools, "pictures">,
) {
  const made = await pictures.alter(image.id, { kind: "cover-all", boxes: covered, seed });
  const begun = steps.slice(0, at + 1);
  if (!made.ok || made.value.id === image.id) return { steps: begun, images: trace.images };
  const altered: ImageRecord = { ...image, ...made.value, origin: { kind: "derived", from: image.id } };
  const shown = begun.map((step) =>
    step.body.kind === "problem"
      ? { ...step, body: { ...step.body, images: step.body.images.map((id) => (id === image.id ? altered.id : id)) } }
      : step,
  );
  return { steps: shown, images: new Map([...trace.images, [altered.id, altered]]) };
}

/**
 * Leaves out ever smaller parts as long as the rest still does it: the minimising half of delta debugging (Zeller and
 * Hildebrandt 2002). Yields what is left after each part that could go.
 */
export async function* fewestThat<T>(
  all: readonly T[],
  does: (some: readonly T[]) => Promise<boolean>,
): AsyncGenerator<readonly T[], readonly T[]> {
  let kept = all;
  let parts = 2;
  let runs = 0;
  while (kept.length > 1 && runs < MOST_BRUSH_RUNS) {
    const size = Math.ceil(kept.length / parts);
    let isSmaller = false;
    for (let from = 0; from < kept.length && runs < MOST_BRUSH_RUNS; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (rest.length === 0) continue;
      runs++;
      if (!(await does(rest))) continue;
      kept = rest;
      isSmaller = true;
      yield kept;
      break;
    }
    if (isSmaller) parts = Math.max(2, parts - 1);
    else if (size === 1) return kept;
    else parts = Math.min(kept.length, 2 * parts);
  }
  return kept;
}
