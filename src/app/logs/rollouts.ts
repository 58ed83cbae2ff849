import type { Action, ImageId } from "../../action";
import type { RunScore } from "../../opening";
import { advantagesOf } from "../../scoring";
import { actionsOnImage } from "../../stage";
import { type ImageRecord, lineTo, outcomeOf, type StepId } from "../../trace";
import type { Rollouts } from "../../workspace/state";

/** One run as it is drawn and listed. */
export interface Run {
  readonly nth: number;
  readonly place: string;
  readonly last: StepId | null;
  readonly answer: string;
  readonly score: number | null;
  readonly right: boolean | null;
  readonly actionsOn: (image: ImageId) => readonly Action[];
}

export function runsOf({ trace, imported, entries }: Rollouts): readonly Run[] {
  const branches = imported.readings.at(-1)?.branches ?? [];
  return branches.map(({ place, ends }, nth) => {
    const line = ends ? lineTo(trace, ends.last) : [];
    const said = line.at(-1)?.body;
    return {
      nth,
      place,
      last: ends?.last ?? null,
      answer: said?.kind === "answer" ? said.text : "",
      score: entries[nth]?.score ?? null,
      right: outcomeOf(trace, ends?.last ?? null).right,
      actionsOn: (image) => actionsOnImage(trace, line, image),
    };
  });
}

/** What a run is worth among the runs of its problem by the reward that the list goes by. */
export interface RunWorth {
  readonly score: RunScore;
  /** GRPO's, among the runs that have a score; null where this one has none. */
  readonly advantage: number | null;
}

/** In the order of the runs; null for those that the list has not scored. */
export function worthsOf(entries: Rollouts["entries"]): readonly (RunWorth | null)[] {
  const advantages = advantagesOf(valuesOf(entries)).values();
  return entries.map(({ reward: score }) => {
    if (score === null) return null;
    return { score, advantage: score.kind === "scored" ? (advantages.next().value ?? null) : null };
  });
}

/** The values of those that have one. */
export const valuesOf = (entries: Rollouts["entries"]): readonly number[] =>
  entries.flatMap(({ reward }) => (reward?.kind === "scored" ? [reward.value] : []));

/** The source pictures that any run marks; the first of the problem where none does. */
export function markedImages({ trace }: Rollouts, runs: readonly Run[]): readonly ImageRecord[] {
  const sources = [...trace.images.values()].filter(({ origin }) => origin.kind === "source");
  const marked = sources.filter(({ id }) => runs.some(({ actionsOn }) => actionsOn(id).length > 0));
  return marked.length > 0 ? marked : sources.slice(0, 1);
}
