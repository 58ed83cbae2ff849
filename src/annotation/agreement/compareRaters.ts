import { type JudgementValue, NOTHING_SAID, type Rater, type StepId, VERDICTS } from "../../trace";
import { cohenKappa, krippendorffAlpha, type Level, tagOverlap } from "./chance";
import { type FirstErrorAgreement, firstErrorAgreement } from "./firstError";
import type { JudgedLine, JudgedStep, JudgedTrace, TraceName } from "./judgedTrace";
import { type RatedPicture, type RegionAgreement, regionAgreement } from "./regions";

/** How far two raters agree over a set of traces. */
export interface RaterComparison {
  /** Steps to which both gave a verdict. */
  readonly steps: number;
  /** Share of those with the same verdict; null where there are none. */
  readonly sameVerdict: number | null;
  readonly kappa: number | null;
  readonly firstError: FirstErrorAgreement | null;
  /** Mean overlap of tags over the steps that both judged and at least one tagged; null where there are none. */
  readonly tags: number | null;
  readonly regions: RegionAgreement;
  /** Worst first. */
  readonly disagreements: readonly Disagreement[];
}

/** One step that two raters see otherwise. */
export interface Disagreement {
  readonly trace: TraceName;
  readonly step: StepId;
  /** Along its line, counted from 1. */
  readonly place: number;
  /** What each said of the step as a whole; a rater who said nothing of it judged another step of its line. */
  readonly said: readonly [JudgementValue, JudgementValue];
  /** 0 to 4: 2 for correct against wrong, 1 for other verdicts; 1 for a first error of one alone; up to 1 for tags. */
  readonly weight: number;
}

/** Everybody who judged anything in these traces, those of the first trace first. */
export function ratersOf(traces: readonly JudgedTrace[]): readonly Rater[] {
  const raters = new Map<string, Rater>();
  for (const rater of traces.flatMap((trace) => trace.raters)) if (!raters.has(rater.id)) raters.set(rater.id, rater);
  return [...raters.values()];
}

/**
 * Krippendorff's α over the verdicts of any number of raters; `unsure` counts as nothing said. Null where no two raters
 * gave a verdict to one step, or all gave the same throughout.
 *
 * @param level `ordinal` takes neutral to lie between wrong and correct
 */
export function verdictAlpha(
  traces: readonly JudgedTrace[],
  raters: readonly string[],
  level: Level = "ordinal",
): number | null {
  const scale = VERDICTS.filter((verdict) => verdict !== "unsure").toReversed();
  const items = traces.flatMap(({ steps }) =>
    steps.map(({ said }) =>
      raters.map((rater) => {
        const verdict = said.get(rater)?.verdict ?? null;
        return verdict === "unsure" ? null : verdict;
      }),
    ),
  );
  return krippendorffAlpha(items, scale, level);
}

/** Two raters by their ids. What either said of a check's hint is not asked. */
export function compareRaters(traces: readonly JudgedTrace[], first: string, second: string): RaterComparison {
  const pair = [first, second] as const;
  const both = traces.flatMap(({ steps }) => steps.flatMap((step) => saidByBoth(step, pair) ?? []));
  const verdicts = both.flatMap(([a, b]) => (a.verdict && b.verdict ? [[a.verdict, b.verdict] as const] : []));
  const tagged = both.filter(([a, b]) => a.tags.length + b.tags.length > 0);
  const firstErrors = traces.flatMap(({ lines }) => lines.flatMap((line) => firstErrorsOf(line, pair) ?? []));
  return {
    steps: verdicts.length,
    sameVerdict: mean(verdicts.map(([a, b]) => Number(a === b))),
    kappa: cohenKappa(verdicts),
    firstError: firstErrorAgreement(firstErrors),
    tags: mean(tagged.map(([a, b]) => tagOverlap(tagsOf(a), tagsOf(b)))),
    regions: regionAgreement(traces.flatMap((trace) => picturesOf(trace, pair))),
    disagreements: traces
      .flatMap((trace) => disagreementsIn(trace, pair))
      .sort((x, y) => y.weight - x.weight || x.place - y.place),
  };
}

type Pair = readonly [string, string];

function saidByBoth(
  { said }: JudgedStep,
  [first, second]: Pair,
): readonly (readonly [JudgementValue, JudgementValue])[] | null {
  const [a, b] = [said.get(first), said.get(second)];
  return a && b ? [[a, b]] : null;
}

function firstErrorsOf(
  { firstErrors }: JudgedLine,
  [first, second]: Pair,
): readonly (readonly [number, number])[] | null {
  const [a, b] = [firstErrors.get(first), firstErrors.get(second)];
  return a === undefined || b === undefined ? null : [[a, b]];
}

/** The steps that both judged otherwise, and those that one alone holds for the first error of a line both judged. */
function disagreementsIn({ id, title, steps, lines }: JudgedTrace, pair: Pair): readonly Disagreement[] {
  const judgedByBoth = new Set<StepId>();
  for (const line of lines) if (firstErrorsOf(line, pair)) for (const step of line.steps) judgedByBoth.add(step);
  return steps.flatMap(({ step, place, said }): readonly Disagreement[] => {
    const [a, b] = [said.get(pair[0]), said.get(pair[1])];
    const isFirstErrorOfOne = (a?.firstError || b?.firstError) && judgedByBoth.has(step);
    if ((!a || !b) && !isFirstErrorOfOne) return [];
    const values = [a ?? NOTHING_SAID, b ?? NOTHING_SAID] as const;
    const weight = a && b ? weightOf(a, b) : 1;
    return weight > 0 ? [{ trace: { id, title }, step, place, said: values, weight }] : [];
  });
}

function weightOf(a: JudgementValue, b: JudgementValue): number {
  const poles = new Set([a.verdict, b.verdict]);
  const verdict = a.verdict === b.verdict ? 0 : poles.has("correct") && poles.has("wrong") ? 2 : 1;
  return verdict + Number(a.firstError !== b.firstError) + (1 - tagOverlap(tagsOf(a), tagsOf(b)));
}

const tagsOf = ({ tags }: JudgementValue): ReadonlySet<string> =>
  new Set(tags.map(({ taxonomy, tag }) => `${taxonomy} ${tag}`));

/** The pictures of a trace on which either drew; a rater who judged nothing of the trace has not looked. */
function picturesOf({ raters, pictures }: JudgedTrace, [first, second]: Pair): readonly RatedPicture[] {
  if (![first, second].every((id) => raters.some((rater) => rater.id === id))) return [];
  return pictures.flatMap(({ size, regions }) => {
    const picture = { size, first: regions.get(first) ?? [], second: regions.get(second) ?? [] };
    return picture.first.length + picture.second.length > 0 ? [picture] : [];
  });
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
