import { followsInEpisode, holdsSpans, isEpisodeStep, shareTrace } from "../dialect";

/** A value of a log and what it is called there: `line 3`, `record 3`. */
export interface Placed {
  readonly value: unknown;
  readonly place: string;
  /** What it stands under, where that may be words. */
  readonly name?: string;
}

/** Whether a value may be a piece of something with those behind it: a step of a run, or some spans of a trace. */
export const isPieceOfRun = (value: unknown): boolean => isEpisodeStep(value) || holdsSpans(value);

const goesOn = (value: unknown, next: unknown): boolean => followsInEpisode(value, next) || shareTrace(value, next);

/** Values in their order, where those that are pieces of one run, one behind the other, have become one list of them. */
export function withEpisodes(values: readonly Placed[]): readonly Placed[] {
  // Asked of each line of a log: most stand alone.
  if (values.length < 2 || !values.some(({ value }) => isPieceOfRun(value))) return values;
  const runs: (readonly [Placed, ...Placed[]])[] = [];
  for (const one of values) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && goesOn(before.value, one.value)) runs[runs.length - 1] = [...run, one];
    else runs.push([one]);
  }
  return runs.map(([first, ...others]) => {
    const last = others.at(-1);
    const all = [first, ...others].map(({ value }) => value);
    return last ? { value: all, place: placeOfRun(first.place, last.place) } : first;
  });
}

/** `records 3 to 7` */
const placeOfRun = (first: string, last: string): string => {
  const counted = first.replace(/\b(record|line)(?= \d+$)/, "$1s");
  return `${counted} to ${/\d+$/.exec(last)?.[0] ?? ""}`;
};

/** The numbers that such a place names, and what they count. */
export function numbersOfPlace(
  place: string,
): { readonly kind: string; readonly from: number; readonly to: number } | null {
  const [, kind = "", from, to] = /^(record|line)(?:s(?= \d+ to))? (\d+)(?: to (\d+))?/.exec(place) ?? [];
  return from === undefined ? null : { kind, from: Number(from), to: Number(to ?? from) };
}
