import type { RaterComparison } from "../../annotation";
import { useReviewWords } from "./reviewWords";

/** How far two raters agree, as a list of figures. */
export function AgreementFigures(props: { comparison: RaterComparison; alpha: number | null; raters: number }) {
  const words = useReviewWords();
  const { comparison, alpha } = props;
  const { firstError, regions } = comparison;
  const figures: readonly (readonly [string, string])[] = [
    [words.figures.steps, String(comparison.steps)],
    [words.figures.same, percent(comparison.sameVerdict, words.undefined)],
    [words.figures.kappa, coefficient(comparison.kappa, words.undefined)],
    [words.figures.alpha(props.raters), coefficient(alpha, words.undefined)],
    [words.figures.lines, String(firstError?.lines ?? 0)],
    [words.figures.firstError, percent(firstError?.exact ?? null, words.undefined)],
    [words.figures.withinOne, percent(firstError?.withinOne ?? null, words.undefined)],
    [words.figures.tags, percent(comparison.tags, words.undefined)],
    [words.figures.detection, percent(regions.detection, words.undefined)],
    [words.figures.classification, percent(regions.classification, words.undefined)],
    [words.figures.localisation, coefficient(regions.localisation, words.undefined)],
  ];
  return (
    <>
      <dl className="review-figures" aria-label={words.agreement}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="review-note">{words.figuresHelp}</p>
    </>
  );
}

/** Three digits, as papers print them. */
export const coefficient = (value: number | null, none: string): string => (value === null ? none : value.toFixed(3));

const percent = (share: number | null, none: string): string =>
  share === null ? none : `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
