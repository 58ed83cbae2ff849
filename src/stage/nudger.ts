import type { Desk } from "./desk";
import { NUDGE_MERGE_MILLIS, type Nudge, nudged } from "./nudge";

/** Shows each nudge at once, and reports those that follow each other closely as one change. */
export interface Nudger {
  nudge(dx: number, dy: number): void;
  /** Reports what there is, without waiting for more. */
  flush(): void;
}

export function createNudger(desk: Desk): Nudger {
  let pending: Nudge | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    const nudge = pending;
    pending = null;
    if (nudge && JSON.stringify(nudge.before) !== JSON.stringify(nudge.after))
      desk.live().onReshape(nudge.stepId, nudge.after);
  };

  const nudge = (dx: number, dy: number): void => {
    const { image, marks, selected } = desk.live();
    const mark = marks.find(({ stepId }) => stepId === selected);
    if (!image || !mark) return;
    if (pending && pending.stepId !== mark.stepId) flush();
    pending = nudged(pending, { stepId: mark.stepId, action: mark.source.action }, { dx, dy }, image);
    desk.show({ reshape: { stepId: mark.stepId, action: pending.after } });
    clearTimeout(timer);
    timer = setTimeout(flush, NUDGE_MERGE_MILLIS);
  };

  return { nudge, flush };
}
