import {
  childrenOf,
  type JudgementValue,
  lineTo,
  ownJudgement,
  type Rater,
  type Step,
  type StepId,
  type Trace,
  VERDICTS,
} from "../../trace";
import { cohenKappa, krippendorffAlpha, tagOverlap } from "./chance";
import { type FirstErrorAgreement, firstErrorAgreement } from "./firstError";
import { type RatedPicture, type RatedRegion, type RegionAgreement, regionAgreement } from "./regions";

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
  readonly trace: Trace;
  readonly step: StepId;
  /** What each said of the step as a whole. */
  readonly said: readonly [JudgementValue, JudgementValue];
  /** 0 to 4: 2 for correct against wrong, 1 for other verdicts; 1 for a first error of one alone; up to 1 for tags. */
  readonly weight: number;
}

/** Everybody who judged anything in these traces, in the order of their first judgement. */
export function ratersOf(traces: readonly Trace[]): readonly Rater[] {
  const raters = new Map<string, Rater>();
  const all = traces.flatMap(({ judgements }) => [...judgements.values()]);
  for (const { rater } of all.toSorted((a, b) => a.atMillis - b.atMillis))
    if (!raters.has(rater.id)) raters.set(rater.id, rater);
  return [...raters.values()];
}

/**
 * Krippendorff's α over the verdicts of any number of raters; `unsure` counts as nothing said. Null where no two raters
 * gave a verdict to one step, or all gave the same throughout.
 */
export function verdictAlpha(traces: readonly Trace[], raters: readonly string[]): number | null {
  const scale = VERDICTS.filter((verdict) => verdict !== "unsure").toReversed();
  const items = traces.flatMap((trace) =>
    [...trace.steps.keys()].map((step) =>
      raters.map((rater) => {
        const verdict = wholeStep(trace, step, rater)?.verdict ?? null;
        return verdict === "unsure" ? null : verdict;
      }),
    ),
  );
  return krippendorffAlpha(items, scale, "ordinal");
}

export function compareRaters(traces: readonly Trace[], first: string, second: string): RaterComparison {
  const both = traces.flatMap((trace) =>
    [...trace.steps.keys()].flatMap((step) => {
      const [a, b] = [wholeStep(trace, step, first), wholeStep(trace, step, second)];
      return a && b ? [{ trace, step, a, b }] : [];
    }),
  );
  const verdicts = both.flatMap(({ a, b }) => (a.verdict && b.verdict ? [[a.verdict, b.verdict] as const] : []));
  const tagged = both.filter(({ a, b }) => a.tags.length + b.tags.length > 0);
  return {
    steps: verdicts.length,
    sameVerdict: mean(verdicts.map(([a, b]) => Number(a === b))),
    kappa: cohenKappa(verdicts),
    firstError: firstErrorAgreement(traces.flatMap((trace) => firstErrors(trace, first, second))),
    tags: mean(tagged.map(({ a, b }) => tagOverlap(tagsOf(a), tagsOf(b)))),
    regions: regionAgreement(traces.flatMap((trace) => picturesOf(trace, first, second))),
    disagreements: both
      .map(({ trace, step, a, b }): Disagreement => ({ trace, step, said: [a, b], weight: weightOf(a, b) }))
      .filter(({ weight }) => weight > 0)
      .sort((x, y) => y.weight - x.weight),
  };
}

function weightOf(a: JudgementValue, b: JudgementValue): number {
  const poles = new Set([a.verdict, b.verdict]);
  const verdict = a.verdict === b.verdict ? 0 : poles.has("correct") && poles.has("wrong") ? 2 : 1;
  return verdict + Number(a.firstError !== b.firstError) + (1 - tagOverlap(tagsOf(a), tagsOf(b)));
}

const wholeStep = (trace: Trace, step: StepId, rater: string): JudgementValue | null =>
  ownJudgement(trace, step, rater)?.value ?? null;

const tagsOf = ({ tags }: JudgementValue): ReadonlySet<string> =>
  new Set(tags.map(({ taxonomy, tag }) => `${taxonomy} ${tag}`));

/** For each line that both judged, where each has its first error: an index along the line, −1 for none. */
function firstErrors(trace: Trace, first: string, second: string): readonly (readonly [number, number])[] {
  const leaves = [...trace.steps.values()].filter(({ id }) => childrenOf(trace, id).length === 0);
  return leaves.flatMap((leaf) => {
    const line = lineTo(trace, leaf.id);
    const [a, b] = [firstErrorOn(line, trace, first), firstErrorOn(line, trace, second)];
    return a === null || b === null ? [] : [[a, b] as const];
  });
}

/** Null where the rater judged no step of the line. */
function firstErrorOn(line: readonly Step[], trace: Trace, rater: string): number | null {
  const said = line.map(({ id }) => wholeStep(trace, id, rater));
  return said.some((value) => value !== null) ? said.findIndex((value) => value?.firstError) : null;
}

/** The pictures of a trace on which either drew; a rater who judged nothing of the trace has not looked. */
function picturesOf(trace: Trace, first: string, second: string): readonly RatedPicture[] {
  const raters = new Set([...trace.judgements.values()].map(({ rater }) => rater.id));
  if (!raters.has(first) || !raters.has(second)) return [];
  return [...trace.images.values()].flatMap(({ id, width, height }) => {
    const drawn = (rater: string): readonly RatedRegion[] =>
      [...trace.judgements.values()].flatMap(({ rater: { id: by }, target, value }) =>
        by === rater && target.kind === "region" && target.image === id
          ? [{ box: target.box, tags: tagsOf(value) }]
          : [],
      );
    const picture = { size: { width, height }, first: drawn(first), second: drawn(second) };
    return picture.first.length + picture.second.length > 0 ? [picture] : [];
  });
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
