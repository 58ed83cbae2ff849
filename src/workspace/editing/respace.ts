import { fitAction } from "../../action";
import { type Dialect, lensChoices } from "../../dialect";
import { type ActionBody, type CoordinateSpace, performedAction, type Step, type Trace } from "../../trace";
import type { Workspace } from "../state";
import { notify } from "../state";
import { reshapeStep, tell } from "./acts";

export type Scope = "step" | "trace";

/** Whether other actions of a trace were read out of a log as well. */
export const hasOthers = (trace: Trace, step: Step): boolean =>
  [...trace.steps.values()].some((other) => other.id !== step.id && isReadable(other));

const isReadable = ({ author, body }: Step): boolean =>
  author === "import" && body.kind === "action" && (body.declared?.numbers.length ?? 0) >= 2;

export interface Trial {
  readonly space: CoordinateSpace;
  /** Whether the numbers count in the picture as its file is stored, which may be turned. */
  readonly asStored: boolean;
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
export async function readAs(
  workspace: Workspace,
  step: Step,
  trial: Trial,
  scope: Scope,
  dialect: Dialect,
): Promise<void> {
  if (step.author !== "import") return reshapeStep(workspace, step.id, trial.body.action);
  const { edges, session } = workspace;
  const { log } = session.store.getState();
  if (!log) return;
  const { rereadEdit } = await import("../../opening");
  const which = scope === "trace" ? "all" : step.id;
  const edit = await rereadEdit(log.trace, which, trial, dialect, edges.images);
  if (!tell(workspace, edit) || !edit.ok || edit.value.kind !== "batch") return;
  if (!tell(workspace, session.commit("respace", edit.value))) return;
  const count = edit.value.edits.filter((part) => part.kind === "reread" && part.body.kind === "action").length;
  const news = { kind: "respaced", count, space: trial.space } as const;
  notify(workspace.view, news, session.store.getState().log?.cursor ?? null);
}
