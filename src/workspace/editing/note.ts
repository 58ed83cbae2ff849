import { createStore } from "zustand/vanilla";
import { ME, ownJudgement, type StepId } from "../../trace";
import type { Desk } from "../state/workspace";
import { tell } from "./acts";

/** A note that is being written, on the step that it was begun on. */
export interface NoteDraft {
  readonly step: StepId;
  readonly text: string;
}

/** Beside the panel that it is written in: a run or the player goes on meanwhile, and the panel with it. */
export const noteDraft = createStore<NoteDraft | null>(() => null);

/** What has been written so far. `step` is where one is, which is where the note goes if it begins here. */
export const writeNote = (step: StepId, text: string): void =>
  noteDraft.setState((draft) => ({ step: draft?.step ?? step, text }), true);

/** Puts down what has been written so far. */
export function keepNote(desk: Desk): void {
  const draft = noteDraft.getState();
  const { session } = desk.services;
  const trace = session.store.getState().log?.trace;
  if (!draft || !trace?.steps.has(draft.step)) return;
  const before = ownJudgement(trace, draft.step, ME.id)?.value.note ?? "";
  if (before !== draft.text) tell(desk, session.judge("note", draft.step, { note: draft.text }));
}

export function endNote(desk: Desk): void {
  keepNote(desk);
  noteDraft.setState(null, true);
}
