import type { Action, ImageId } from "../../action";
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

/** The source pictures that any run marks; the first of the problem where none does. */
export function markedImages({ trace }: Rollouts, runs: readonly Run[]): readonly ImageRecord[] {
  const sources = [...trace.images.values()].filter(({ origin }) => origin.kind === "source");
  const marked = sources.filter(({ id }) => runs.some(({ actionsOn }) => actionsOn(id).length > 0));
  return marked.length > 0 ? marked : sources.slice(0, 1);
}
