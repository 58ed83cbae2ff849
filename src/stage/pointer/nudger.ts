import type { StepId } from "../../trace";
import { NUDGE_MERGE_MILLIS, type Nudge, nudged } from "../editing/nudge";
import type { StageController } from "./controller";

/** Shows each nudge at once, and reports those that follow each other closely as one change. */
export interface Nudger {
  nudge(dx: number, dy: number): void;
  /** Reports what there is, without waiting for more. */
  flush(): void;
  /** What was reported has become new marks, or was refused: keys that came meanwhile go on from there. */
  answered(): void;
}

export function createNudger(controller: StageController): Nudger {
  let pending: Nudge | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A change takes a while to be performed; until then the chosen mark is still where it was before.
  let reported: StepId | null = null;
  let held = { dx: 0, dy: 0 };

  const flush = (): void => {
    clearTimeout(timer);
    const nudge = pending;
    pending = null;
    if (!nudge || JSON.stringify(nudge.before) === JSON.stringify(nudge.after)) return;
    reported = nudge.stepId;
    controller.live().onReshape(nudge.stepId, nudge.after);
  };

  const nudge = (dx: number, dy: number): void => {
    const { image, marks, selected } = controller.live();
    const mark = marks.find(({ stepId }) => stepId === selected);
    if (!image || !mark) return;
    if (mark.stepId === reported) {
      held = { dx: held.dx + dx, dy: held.dy + dy };
      return;
    }
    if (pending && pending.stepId !== mark.stepId) flush();
    pending = nudged(pending, { stepId: mark.stepId, action: mark.source.action }, { dx, dy }, image);
    controller.show({ reshape: { stepId: mark.stepId, action: pending.after } });
    clearTimeout(timer);
    timer = setTimeout(flush, NUDGE_MERGE_MILLIS);
  };

  const answered = (): void => {
    const { dx, dy } = held;
    reported = null;
    held = { dx: 0, dy: 0 };
    if (dx !== 0 || dy !== 0) nudge(dx, dy);
  };

  return { nudge, flush, answered };
}
