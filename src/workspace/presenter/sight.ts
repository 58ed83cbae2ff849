import type { ChapterView, StepId } from "../../trace";
import type { Workspace } from "../state";

/** What a person has before them at one moment: a step, and the view of a picture where they moved it. */
export interface Sight {
  readonly step: StepId | null;
  readonly seen: ChapterView | null;
}

export const sightOf = ({ session, view }: Workspace): Sight => ({
  step: session.store.getState().place.step,
  seen: view.getState().seen,
});
