import type { ImageId } from "../action";
import type { Degradation } from "../pixels";
import { GREEDY, type ImageRecord, type Step } from "../trace";
import { saysSame } from "./answerSet";
import { type AskCost, costOfAll } from "./cost";
import type { AnsweredLine } from "./look";
import type { InfluenceTools } from "./ports";
import { rerun } from "./rerun";

/** One way of posing a problem otherwise. Each leaves everything else as it was. */
export type Variation =
  | { readonly kind: "as-posed" }
  | { readonly kind: "wording"; readonly question: string }
  /** Its pictures in another order: places in the problem as it was, from 0. */
  | { readonly kind: "order"; readonly order: readonly number[] }
  /** Every picture of it made worse. */
  | Degradation;

/** How fragile an answer is to how its problem is posed: the model does the problem again, greedily, with its looks. */
export interface VaryQuestion {
  readonly line: AnsweredLine;
  readonly variations: readonly Variation[];
}

export interface Varied {
  readonly variation: Variation;
  /** Null where it ended without one. */
  readonly answer: string | null;
  /** The answer is the one that is given to the problem as it is posed. */
  readonly stays: boolean;
}

export interface VaryResult {
  /** What the model answers to the problem as it is posed, which the others are held against. */
  readonly posed: string | null;
  /** As it was posed first. */
  readonly tried: readonly Varied[];
  readonly cost: AskCost;
}

/** In pixels of the picture, as qualities and as factors: from what hardly shows to what hardly leaves anything. */
const SIGMAS = [1, 2, 4];
const QUALITIES = [50, 20, 5];
const FACTORS = [0.25, 0.5, 2];

/** At most so many orders: the pictures back to front, then begun at each of them. */
const MOST_ORDERS = 6;

/** As posed; every degradation; other orders where there are several pictures; and the wordings that a person gives. */
export function variationsOf(pictures: number, wordings: readonly string[]): readonly Variation[] {
  const places = Array.from({ length: pictures }, (_, i) => i);
  const begun = places.slice(1).map((from) => [...places.slice(from), ...places.slice(0, from)]);
  const orders = pictures > 2 ? [places.toReversed(), ...begun] : begun;
  return [
    { kind: "as-posed" },
    ...wordings.map((question) => ({ kind: "wording", question }) as const),
    ...orders.slice(0, MOST_ORDERS).map((order) => ({ kind: "order", order }) as const),
    ...(pictures === 0 ? [] : DEGRADATIONS),
  ];
}

const DEGRADATIONS: readonly Degradation[] = [
  ...SIGMAS.map((sigma) => ({ kind: "blur", sigma }) as const),
  ...QUALITIES.map((quality) => ({ kind: "jpeg", quality }) as const),
  ...FACTORS.map((factor) => ({ kind: "brightness", factor }) as const),
];

/** A person's list of wordings, one a line, each once. */
export const wordingsFrom = (list: string): readonly string[] => [
  ...new Set(list.split("\n").flatMap((each) => each.trim() || [])),
];

/** Poses the problem in every way and yields what is known after each. */
export async function* vary(
  { line, variations }: VaryQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<VaryResult, VaryResult> {
  const at = line.steps.findIndex(({ body }) => body.kind === "problem");
  const tried: Varied[] = [];
  const costs: AskCost[] = [];
  let posed: string | null = null;
  const result = (): VaryResult => ({ posed, tried: [...tried], cost: costOfAll(costs) });
  for (const variation of [AS_POSED, ...variations.filter(({ kind }) => kind !== "as-posed")]) {
    signal.throwIfAborted();
    const changed = await posedAs(variation, line, at, tools);
    if (!changed) continue;
    const { answer, cost } = await rerun(changed, GREEDY, tools, signal);
    if (variation.kind === "as-posed") posed = answer;
    tried.push({ variation, answer, stays: saysSame(answer, posed) || answer === posed });
    costs.push(cost);
    yield result();
  }
  return result();
}

const AS_POSED: Variation = { kind: "as-posed" };

/** The line up to its problem, posed otherwise; null where a picture of it cannot be had, or the order names none of it. */
async function posedAs(
  variation: Variation,
  { steps, trace }: AnsweredLine,
  at: number,
  { pictures }: Pick<InfluenceTools, "pictures">,
): Promise<{ readonly steps: readonly Step[]; readonly images: AnsweredLine["trace"]["images"] } | null> {
  const problem = steps[at];
  if (problem?.body.kind !== "problem") return null;
  const { body } = problem;
  // What a log kept of its words would still say the question as it was.
  const begun = (changed: Partial<typeof body>, images = trace.images) => ({
    steps: [...steps.slice(0, at), { ...problem, raw: "", body: { ...body, ...changed } }],
    images,
  });
  switch (variation.kind) {
    case "as-posed":
      return { steps: steps.slice(0, at + 1), images: trace.images };
    case "wording":
      return begun({ question: variation.question });
    case "order": {
      const ordered = variation.order.map((place) => body.images[place]).filter((image) => image !== undefined);
      return ordered.length === body.images.length ? begun({ images: ordered }) : null;
    }
    default: {
      const images = new Map<ImageId, ImageRecord>(trace.images);
      const degraded: ImageId[] = [];
      for (const id of body.images) {
        const image = images.get(id);
        const made = await pictures.alter(id, variation);
        if (!image || !made.ok) return null;
        degraded.push(made.value.id);
        if (made.value.id !== id)
          images.set(made.value.id, { ...image, ...made.value, origin: { kind: "derived", from: id } });
      }
      return begun({ images: degraded }, images);
    }
  }
}
