import type { StepId } from "../../trace";
import { NUDGE_MERGE_MILLIS, type Nudge, nudged } from "../editing/nudge";
import { heldMark, type StageController } from "./controller";

/** Shows each nudge at once, and reports those that follow each other closely as one change. */
export interface Nudger {
  /** In image pixels. False where nothing is chosen that can be moved. */
  nudge(dx: number, dy: number): boolean;
  /** Reports what there is, without waiting for more. */
  flush(): void;
  /** What was reported has become new marks, or was refused: keys that came meanwhile go on from there. */
  answered(): void;
}

/** A change that was done and whose mark is not there by then has come to none. */
const AWAITED_MILLIS = 2000;

export function createNudger(controller: StageController): Nudger {
  let pending: Nudge | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A change takes a while to be performed: until then the chosen mark is where it was before, or the branch that the
  // change made is chosen and not drawn yet.
  let reported: StepId | null = null;
  let isBeingDone = false;
  let held = { dx: 0, dy: 0 };
  let givingUp: ReturnType<typeof setTimeout> | undefined;

  const goOn = (): void => {
    const { dx, dy } = held;
    clearTimeout(givingUp);
    reported = null;
    held = { dx: 0, dy: 0 };
    if (dx !== 0 || dy !== 0) nudge(dx, dy);
  };

  const flush = (): void => {
    clearTimeout(timer);
    const nudge = pending;
    pending = null;
    if (!nudge || JSON.stringify(nudge.before) === JSON.stringify(nudge.after)) return;
    reported = nudge.stepId;
    const doing = controller.live().onReshape(nudge.stepId, nudge.after);
    isBeingDone = doing !== undefined;
    if (doing) void doing.finally(done);
    else done();
  };

  // The marks that come of it may be there already, or are yet to be drawn.
  const done = (): void => {
    isBeingDone = false;
    givingUp = setTimeout(goOn, AWAITED_MILLIS);
    if ((heldMark(controller.live())?.stepId ?? reported) !== reported) goOn();
  };

  const nudge = (dx: number, dy: number): boolean => {
    const live = controller.live();
    const mark = heldMark(live);
    if (reported !== null && (mark === null || mark.stepId === reported)) {
      held = { dx: held.dx + dx, dy: held.dy + dy };
      return true;
    }
    if (!live.image || !mark) return false;
    if (pending && pending.stepId !== mark.stepId) flush();
    pending = nudged(pending, { stepId: mark.stepId, action: mark.source.action }, { dx, dy }, live.image);
    controller.show({ reshape: { stepId: mark.stepId, action: pending.after } });
    clearTimeout(timer);
    timer = setTimeout(flush, NUDGE_MERGE_MILLIS);
    return true;
  };

  const answered = (): void => {
    if (isBeingDone || (reported !== null && heldMark(controller.live()) === null)) return;
    goOn();
  };

  return { nudge, flush, answered };
}
