import { useMemo } from "react";
import { type Driven, type RatingPoint, ratingHistory } from "../../driver";
import { printFigure } from "./figures";
import { useSearchWords } from "./useSearch";

const WIDTH = 300;
const HEIGHT = 56;
const EDGE = 4;
/** More points than the chart has pixels say nothing. */
const MOST_POINTS = 300;

/** The ratings of a search in the order in which they were given: each as a dot, the best so far as a line. */
export function RatingChart({ driven }: { driven: Driven }) {
  const words = useSearchWords();
  const points = useMemo(() => ratingHistory(driven), [driven]);
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const at = placing(points);
  const every = Math.ceil(points.length / MOST_POINTS);
  const drawn = points
    .map((point, i) => ({ ...point, x: at.x(i) }))
    .filter((_, i) => i % every === 0 || i === points.length - 1);
  return (
    <figure className="search-chart">
      <figcaption>{words.history}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.historySaid(words.ratings(points.length), printFigure(last.best))}
      >
        <polyline points={drawn.map((point) => `${point.x},${at.y(point.best)}`).join(" ")} />
        {drawn.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points are never moved, and have no other name
          <circle key={i} cx={point.x} cy={at.y(point.rating)} r={2} />
        ))}
      </svg>
    </figure>
  );
}

function placing(points: readonly RatingPoint[]) {
  const ratings = points.map(({ rating }) => rating);
  const least = Math.min(...ratings);
  const height = Math.max(...ratings) - least || 1;
  return {
    x: (index: number): number => EDGE + ((WIDTH - 2 * EDGE) * index) / Math.max(1, points.length - 1),
    y: (rating: number): number => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (rating - least)) / height,
  };
}
