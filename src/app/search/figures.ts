import { boundsOf, type Driven } from "../../driver";

export const FIGURES = ["value", "visits", "bound", "rating", "likelihood"] as const;
/** What a node is drawn by. */
export type Figure = (typeof FIGURES)[number];

/** The figure of each node, by its id; null where it has none. */
export function figuresOf(driven: Driven, figure: Figure): readonly (number | null)[] {
  const { tree } = driven.state;
  switch (figure) {
    case "value":
      // Searches that carry nothing up are worth what their nodes are rated.
      return tree.map(({ value, visits, rating }) => (visits > 0 ? value : rating));
    case "visits":
      return tree.map(({ visits }) => visits);
    case "rating":
      return tree.map(({ rating }) => rating);
    case "likelihood":
      return tree.map(({ logProbability }) => logProbability);
    case "bound":
      return boundsOf(driven);
  }
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
