import { fitAction } from "../../action";
import { languageOf } from "../../app/services";
import { wordsIn } from "../../app/words";
import { type Dialect, lensChoices } from "../../dialect";
import { rereadEdit } from "../../opening";
import { type ActionBody, type CoordinateSpace, performedAction, type Step, type Trace } from "../../trace";
import { notify } from "../state";
import type { Desk } from "../state/workspace";
import { reshapeStep, tell } from "./acts";

export type Scope = "step" | "trace";

/** Whether other actions of a trace were read out of a log as well. */
export const hasOthers = (trace: Trace, step: Step): boolean =>
  [...trace.steps.values()].some((other) => other.id !== step.id && isReadable(other));

const isReadable = ({ author, body }: Step): boolean =>
  author === "import" && body.kind === "action" && (body.declared?.numbers.length ?? 0) >= 2;

export interface Trial {
  readonly space: CoordinateSpace;
  readonly frame: { readonly width: number; readonly height: number } | null;
  readonly body: ActionBody;
  /** False where nothing of it lies in the picture. */
  readonly fits: boolean;
}

/** Every space that an action's numbers could be read in, and what would come of it. */
export function trialsOf(trace: Trace, body: ActionBody, dialect: Dialect): readonly Trial[] {
  const image = trace.images.get(body.action.image);
  if (!image) return [];
  return lensChoices(body, image, dialect).map((choice) => ({
    ...choice,
    fits: fitAction(performedAction(choice.body), image).ok,
  }));
}

/** What a file brought is read again; what was done here gets a branch beside it, for it was what it was. */
export async function readAs(desk: Desk, step: Step, trial: Trial, scope: Scope, dialect: Dialect): Promise<void> {
  if (step.author !== "import") return reshapeStep(desk, step.id, trial.body.action);
  const { session, images } = desk.services;
  const { log } = session.store.getState();
  if (!log) return;
  const edit = await rereadEdit(log.trace, scope === "trace" ? "all" : step.id, trial.space, dialect, images);
  if (!tell(desk, edit) || !edit.ok || edit.value.kind !== "batch") return;
  if (!tell(desk, session.commit("respace", edit.value))) return;
  const count = edit.value.edits.filter((part) => part.kind === "reread" && part.body.kind === "action").length;
  const words = wordsIn(languageOf(desk.view.getState())).lens;
  notify(desk.view, words.done(count, words.spaces[trial.space]), session.store.getState().log?.cursor ?? null);
}
