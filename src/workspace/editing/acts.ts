import { type Action, fitAction } from "../../action";
import type { Result } from "../../base";
import { lineView, stepToActAfter } from "../../session";
import type { StepId } from "../../trace";
import { currentDialect } from "../runs/dialects";
import type { Workspace } from "../state";
import { notify } from "../state";

/** Tells the person why something was refused. */
export function tell(workspace: Workspace, result: Result<unknown, string>): boolean {
  if (!result.ok) notify(workspace.view, { kind: "refused", code: result.error });
  return result.ok;
}

/** An action by hand in place of a step's own: a branch beside it. */
export async function reshapeStep(workspace: Workspace, step: StepId, action: Action): Promise<void> {
  tell(workspace, await workspace.session.reshape(step, action, await currentDialect(workspace)));
}

/** An action by hand after the current step, pulled inside its image. */
export async function actHere(workspace: Workspace, action: Action): Promise<void> {
  const { session } = workspace;
  const { log, place } = session.store.getState();
  const current = log && lineView(log.trace, place).current;
  if (!log || !current) return;
  const image = log.trace.images.get(action.image);
  const fitted = image ? fitAction(action, image) : null;
  if (!fitted || !tell(workspace, fitted)) return;
  if (!fitted.ok) return;
  const after = stepToActAfter(log.trace, current);
  tell(workspace, await session.act(after, fitted.value, await currentDialect(workspace)));
}

export async function thinkHere(workspace: Workspace, text: string): Promise<void> {
  const { session } = workspace;
  const { log, place } = session.store.getState();
  const current = log && lineView(log.trace, place).current;
  if (!log || !current || text.trim() === "") return;
  const dialect = await currentDialect(workspace);
  tell(workspace, session.think(stepToActAfter(log.trace, current), text.trim(), dialect));
}
