import { boundsOf, type Driven } from "../../driver";

export const FIGURES = ["value", "visits", "bound", "rating", "likelihood"] as const;
/** What a node is drawn by. */
export type Figure = (typeof FIGURES)[number];

/** The figure of each node, by its id; null where it has none. */
export function figuresOf(driven: Driven, figure: Figure): readonly (number | null)[] {
  const { tree } = driven.state;
  const ratings = ratingsOf(driven);
  switch (figure) {
    case "value":
      // Searches that carry nothing up are worth what their nodes are rated.
      return tree.map(({ id, value, visits }) => (visits > 0 ? value : (ratings[id] ?? null)));
    case "visits":
      return tree.map(({ visits }) => visits);
    case "rating":
      return ratings;
    case "likelihood":
      return tree.map(({ logProbability }) => logProbability);
    case "bound":
      return boundsOf(driven);
  }
}

/** What nodes are rated; those of the round that goes on count as soon as they are given, though the search waits for all. */
function ratingsOf({ state }: Driven): readonly (number | null)[] {
  const ratings = state.tree.map(({ rating }) => rating);
  for (const work of state.wanted) {
    const answer = state.answers.find((each) => each.work === work.id);
    if (work.kind === "rate" && answer?.kind === "rated") ratings[work.node] = answer.rating;
  }
  return ratings;
}

/** Each figure as a share of the way from the least to the most; all 1 where they are alike. */
export function sharesOf(figures: readonly (number | null)[]): readonly (number | null)[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const figure of figures) {
    if (figure === null) continue;
    least = Math.min(least, figure);
    most = Math.max(most, figure);
  }
  const width = most - least;
  return figures.map((figure) => (figure === null ? null : width > 0 ? (figure - least) / width : 1));
}

/** Short, and the same length for like figures. */
export const printFigure = (value: number | null): string =>
  value === null ? "" : Number.isInteger(value) ? String(value) : value.toFixed(2);
