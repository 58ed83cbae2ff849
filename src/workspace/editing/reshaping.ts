import type { Action } from "../../action";
import type { StepId } from "../../trace";
import { currentDialect } from "../runs/dialects";
import type { Workspace } from "../state";
import { tell } from "./acts";

export type Change = (action: Action) => Action;

/**
 * Changes an action by what is typed, field by field. Performing it takes a while, and what is typed meanwhile changes
 * what the last change came to, not the action as it was before that.
 */
export function createReshaping(workspace: Workspace): (step: StepId, change: Change) => Promise<StepId> {
  let ahead: Promise<StepId> | null = null;
  return (step, change) => {
    const mine = (ahead ?? Promise.resolve(step)).then((at) => reshapeBy(workspace, at, change));
    ahead = mine;
    return mine.finally(() => {
      if (ahead === mine) ahead = null;
    });
  };
}

/** The step that has the changed action; the same one where the change was refused. */
async function reshapeBy(workspace: Workspace, step: StepId, change: Change): Promise<StepId> {
  const { session } = workspace;
  const dialect = await currentDialect(workspace);
  const body = session.store.getState().log?.trace.steps.get(step)?.body;
  if (body?.kind !== "action") return step;
  const reshaped = await session.reshape(step, change(body.action), dialect, "action");
  return tell(workspace, reshaped) && reshaped.ok ? reshaped.value : step;
}
