import { type Action, fitAction } from "../../action";
import type { Result } from "../../base";
import type { StepId } from "../../trace";
import type { Desk } from "../state/workspace";
import { lineView, stepToActAfter } from "../../app/lines";
import { languageOf } from "../../app/services";
import { notify } from "../state";
import { failureWords, wordsIn } from "../../app/words";
import { currentDialect } from "../runs/dialects";

/** Tells the person why something was refused. */
export function tell(desk: Desk, result: Result<unknown, string>): boolean {
  if (!result.ok) notify(desk.view, failureWords(wordsIn(languageOf(desk.view.getState())), result.error));
  return result.ok;
}

/** An action by hand in place of a step's own: a branch beside it. */
export async function reshapeStep(desk: Desk, step: StepId, action: Action): Promise<void> {
  tell(desk, await desk.services.session.reshape(step, action, await currentDialect(desk)));
}

/** An action by hand after the current step, pulled inside its image. */
export async function actHere(desk: Desk, action: Action): Promise<void> {
  const { session } = desk.services;
  const { log, place } = session.store.getState();
  const current = log && lineView(log.trace, place).current;
  if (!log || !current) return;
  const image = log.trace.images.get(action.image);
  const fitted = image ? fitAction(action, image) : null;
  if (!fitted || !tell(desk, fitted)) return;
  if (!fitted.ok) return;
  const after = stepToActAfter(log.trace, current);
  tell(desk, await session.act(after, fitted.value, await currentDialect(desk)));
}

export async function thinkHere(desk: Desk, text: string): Promise<void> {
  const { session } = desk.services;
  const { log, place } = session.store.getState();
  const current = log && lineView(log.trace, place).current;
  if (!log || !current || text.trim() === "") return;
  const dialect = await currentDialect(desk);
  tell(desk, session.think(stepToActAfter(log.trace, current), text.trim(), dialect));
}
