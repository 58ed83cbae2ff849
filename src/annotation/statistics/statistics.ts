import type { Rater, StepId } from "../../trace";
import { compareRaters, type RaterComparison, ratersOf, verdictAlpha } from "../agreement/compareRaters";
import type { FailureMark, JudgedTrace, TraceName } from "../agreement/judgedTrace";
import { ADJUDICATOR } from "../rater";

/** What failures are counted by. `place`: of first errors, along their line from 1. `day`: in UTC, as it is judged. */
export const GROUPINGS = ["tag", "place", "kind", "system", "family", "day"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Where something was counted, to be opened. */
export interface CountedPlace {
  readonly trace: TraceName;
  readonly step: StepId | null;
  /** Along its line, counted from 1; null without a step. */
  readonly place: number | null;
}

/** One row of a table and one bar of its plot. */
export interface Count {
  /** A tag by its name, a place by its number, a kind of step, a system, a family, a day as 2026-11-28; empty for none. */
  readonly key: string;
  readonly count: number;
  /** What the count is a part of. */
  readonly of: number;
  readonly places: readonly CountedPlace[];
}

/** How far two raters agree; the list of what they see otherwise is left to `compareRaters`. */
export interface PairAgreement extends Omit<RaterComparison, "disagreements"> {
  readonly raters: readonly [Rater, Rater];
}

/**
 * Failures over a set of traces. A failure is a step, region or whole trace that somebody calls wrong, marks as first
 * error, or gives a tag; it is one, however many raters say so.
 */
export interface Statistics {
  /** Traces in which anything was judged by hand. */
  readonly traces: number;
  /** Of those, traces with a failure. */
  readonly failing: number;
  readonly failures: number;
  readonly raters: readonly { readonly rater: Rater; readonly judgements: number; readonly traces: number }[];
  /** Of tags and places: of all failures; of systems and families: of judged traces; of days: of judgements. */
  readonly counts: { readonly [G in Grouping]: readonly Count[] };
  readonly pairs: readonly PairAgreement[];
  /** Krippendorff's α over the verdicts of all, the adjudicator left out; null where it is not defined. */
  readonly alpha: number | null;
}

/** Pairs grow with the square of raters; nobody reads more rows than these. */
const MOST_RATERS_IN_PAIRS = 12;

/** @param rater only what this rater said is counted; everybody's where null */
export function statisticsOf(traces: readonly JudgedTrace[], rater: string | null = null): Statistics {
  const judged = traces.filter(({ times }) => (rater === null ? times.size > 0 : times.has(rater)));
  const failures = judged.flatMap((trace) => failuresIn(trace, rater));
  const failing = new Set(failures.map(({ trace }) => trace.id));
  const people = ratersOf(judged).filter(({ id }) => id !== ADJUDICATOR.id);
  return {
    traces: judged.length,
    failing: failing.size,
    failures: failures.length,
    raters: ratersOf(judged).map((each) => ({ rater: each, ...amountOf(judged, each.id) })),
    counts: {
      tag: byTag(failures),
      place: countedBy(failures.filter(isFirstError), ({ place }) => placeKey(place)).toSorted(byNumber),
      kind: countedBy(failures, ({ kind }) => kind ?? "").toSorted(mostFirst),
      system: tracesBy(judged, failing, ({ system }) => system ?? ""),
      family: tracesBy(judged, failing, ({ family }) => family ?? ""),
      day: byDay(judged, failures, rater),
    },
    pairs: pairsOf(people.slice(0, MOST_RATERS_IN_PAIRS)).map((raters) => {
      const [first, second] = raters;
      const { disagreements: _, ...told } = compareRaters(judged, first.id, second.id);
      return { raters, ...told };
    }),
    alpha: verdictAlpha(
      judged,
      people.map(({ id }) => id),
    ),
  };
}

/** A failure with all that anybody said of it. */
interface Failure extends Omit<FailureMark, "rater" | "atMillis"> {
  readonly trace: TraceName;
  /** When it was first said. */
  readonly atMillis: number;
}

const isFirstError = ({ firstError, place }: Failure): boolean => firstError && place !== null;

/** The failures of a trace: marks of one step are one failure, each mark without a step is its own. */
function failuresIn({ id, title, failures }: JudgedTrace, rater: string | null): readonly Failure[] {
  const found = new Map<StepId | symbol, Failure>();
  for (const { rater: by, ...mark } of failures) {
    if (rater !== null && by !== rater) continue;
    const name = mark.step ?? Symbol("without a step");
    const known = found.get(name);
    found.set(name, {
      ...mark,
      trace: { id, title },
      firstError: mark.firstError || known?.firstError === true,
      tags: [...new Set([...(known?.tags ?? []), ...mark.tags])],
      atMillis: Math.min(mark.atMillis, known?.atMillis ?? mark.atMillis),
    });
  }
  return [...found.values()];
}

const amountOf = (traces: readonly JudgedTrace[], rater: string) => {
  const own = traces.flatMap(({ times }) => times.get(rater) ?? []);
  return { judgements: own.length, traces: traces.filter(({ times }) => times.has(rater)).length };
};

const placeOf = ({ trace, step, place }: Failure): CountedPlace => ({ trace, step, place });

function byTag(failures: readonly Failure[]): readonly Count[] {
  const single = failures.flatMap((failure) =>
    (failure.tags.length > 0 ? failure.tags : [""]).map((tag) => ({ tag, failure })),
  );
  return [...groupsBy(single, ({ tag }) => tag)]
    .map(([key, those]) => ({
      key,
      count: those.length,
      of: failures.length,
      places: those.map(({ failure }) => placeOf(failure)),
    }))
    .sort(mostFirst);
}

const countedBy = (failures: readonly Failure[], keyOf: (failure: Failure) => string): readonly Count[] =>
  [...groupsBy(failures, keyOf)].map(([key, those]) => ({
    key,
    count: those.length,
    of: failures.length,
    places: those.map(placeOf),
  }));

const placeKey = (place: number | null): string => (place === null ? "" : String(place));

function tracesBy(
  judged: readonly JudgedTrace[],
  failing: ReadonlySet<string>,
  keyOf: (trace: JudgedTrace) => string,
): readonly Count[] {
  return [...groupsBy(judged, keyOf)]
    .map(([key, those]) => {
      const failed = those.filter(({ id }) => failing.has(id));
      const places = failed.map(({ id, title }) => ({ trace: { id, title }, step: null, place: null }));
      return { key, count: failed.length, of: those.length, places };
    })
    .sort((a, b) => b.of - a.of || compare(a.key, b.key));
}

/** Failures by the day on which they were first called so, beside all that was judged that day. */
function byDay(judged: readonly JudgedTrace[], failures: readonly Failure[], rater: string | null): readonly Count[] {
  const times = judged.flatMap((trace) =>
    [...trace.times].flatMap(([by, own]) => (rater === null || by === rater ? own : [])),
  );
  const failed = groupsBy(failures, ({ atMillis }) => dayOf(atMillis));
  return [...groupsBy(times, dayOf)]
    .map(([key, those]) => {
      const own = failed.get(key) ?? [];
      return { key, count: own.length, of: those.length, places: own.map(placeOf) };
    })
    .sort((a, b) => compare(a.key, b.key));
}

/** A file may say any number; what is no time is no day. */
function dayOf(atMillis: number): string {
  const date = new Date(atMillis);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

function groupsBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

const pairsOf = (raters: readonly Rater[]): readonly (readonly [Rater, Rater])[] =>
  raters.flatMap((first, at) => raters.slice(at + 1).map((second) => [first, second] as const));

const mostFirst = (a: Count, b: Count): number => b.count - a.count || compare(a.key, b.key);
const byNumber = (a: Count, b: Count): number => Number(a.key) - Number(b.key);
/** By code units, so that a table is the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
