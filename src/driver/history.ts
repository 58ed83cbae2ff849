import type { Driven } from "./driven";
import { eventOf } from "./record";

/** One rating that a search was given, and where it stood by then. */
export interface RatingPoint {
  /** Tokens that were written until then. */
  readonly tokens: number;
  readonly rating: number;
  /** The highest so far. */
  readonly best: number;
}

/** How the ratings of a search went, the oldest first; those of steps are told as their mean. */
export function ratingHistory({ record }: Pick<Driven, "record">): readonly RatingPoint[] {
  const points: RatingPoint[] = [];
  let tokens = 0;
  for (const text of record.events) {
    const event = eventOf(text);
    if (!event.ok || event.value.kind !== "answered") continue;
    const { answer } = event.value;
    tokens += answer.cost.tokens;
    const rating =
      answer.kind === "rated" ? answer.rating : answer.kind === "steps-rated" ? meanOf(answer.ratings) : null;
    if (rating === null) continue;
    points.push({ tokens, rating, best: Math.max(rating, points.at(-1)?.best ?? rating) });
  }
  return points;
}

const meanOf = (values: readonly number[] | null): number | null =>
  values && values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
