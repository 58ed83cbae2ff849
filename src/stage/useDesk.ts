import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type ViewPoint, viewPoint } from "./camera";
import { CALM, createLineMemory, type Desk, type Live, type Overlay, type Touch } from "./desk";
import { createInteraction, type Interaction, restCursor } from "./interaction";
import { type Key, pressKey } from "./keys";
import { NUDGE_MERGE_MILLIS, type Nudge, nudged } from "./nudge";
import type { CameraRig } from "./rig";
import { NO_GUIDES } from "./snap";
import type { Aim } from "./useAim";

/** A new place that no answer has come to goes back after this long. */
const SETTLE_MILLIS = 1000;

export interface DeskState {
  readonly desk: Desk;
  readonly interaction: Interaction;
  readonly overlay: Overlay;
  /** Whether the stage has used the key. */
  press(key: Key): boolean;
  /** Reports the nudges so far, without waiting for more. */
  flush(): void;
}

/** The hands and what they show, between React's props and the pointer's events. */
export function useDesk(rig: CameraRig, live: Live, aim: Aim): DeskState {
  const [overlay, setOverlay] = useState<Overlay>(CALM);
  const now = useRef({ live, aim, overlay });
  now.current.live = live;
  now.current.aim = aim;

  const state = useMemo(() => {
    const desk: Desk = {
      live: () => now.current.live,
      rig,
      overlay: () => now.current.overlay,
      show(change) {
        const before = now.current.overlay;
        if (Object.entries(change).every(([key, value]) => before[key as keyof Overlay] === value)) return;
        now.current.overlay = { ...before, ...change };
        setOverlay(now.current.overlay);
      },
      freeCamera: () => now.current.aim.freeCamera(),
      flyTo: (box) => now.current.aim.flyTo(box),
      linesFor: createLineMemory(),
    };
    const interaction = createInteraction(desk);
    const nudger = createNudger(desk);
    const press = (key: Key): boolean =>
      pressKey(desk, interaction, { fit: () => now.current.aim.fit(), nudge: nudger.nudge }, key);
    return { desk, interaction, press, flush: nudger.flush };
  }, [rig]);

  useToolChange(state, live);
  useSettling(state, live);
  useEffect(() => state.flush, [state]);
  return { ...state, overlay };
}

/** Another tool ends what the last one was at. */
function useToolChange({ desk, interaction }: Pick<DeskState, "desk" | "interaction">, live: Live): void {
  const { tool, image, readOnly } = live;
  // Before the next event, or a press that follows at once would be given up again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture or mode is another bench
  useLayoutEffect(() => {
    interaction.cancel();
    const turn = tool === "rotate" && !readOnly ? 0 : null;
    desk.show({ turn, writing: null, reshape: null, cursor: restCursor(tool) });
  }, [desk, interaction, tool, image?.id, readOnly]);
}

/** A moved mark stays where it was let go until the trace answers with new marks, or does not. */
function useSettling({ desk, interaction }: Pick<DeskState, "desk" | "interaction">, { marks }: Live): void {
  const waiting = desk.overlay().reshape !== null && !interaction.isBusy();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new marks are the answer
  useEffect(() => {
    if (!interaction.isBusy()) desk.show({ reshape: null, guides: NO_GUIDES });
  }, [desk, interaction, marks]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => !interaction.isBusy() && desk.show({ reshape: null }), SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [waiting, desk, interaction]);
}

function createNudger(desk: Desk) {
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
    pending = nudged(
      pending,
      { stepId: mark.stepId, action: mark.source.action },
      { dx, dy },
      image,
      performance.now(),
    );
    desk.show({ reshape: { stepId: mark.stepId, action: pending.after } });
    clearTimeout(timer);
    timer = setTimeout(flush, NUDGE_MERGE_MILLIS);
  };
  return { nudge, flush };
}

/** Pointer events of one element as touches in its own CSS pixels. */
export function usePointer(ref: RefObject<HTMLElement | null>, interaction: Interaction): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const touchOf = (event: PointerEvent | MouseEvent): Touch => ({
      id: event instanceof PointerEvent ? event.pointerId : -1,
      at: placeIn(element, event),
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      isFinger: event instanceof PointerEvent && event.pointerType === "touch",
    });
    const listeners: { readonly [name: string]: (event: never) => void } = {
      pointerdown(event: PointerEvent) {
        if (event.button > 1) return;
        // Middle click would start the browser's own scrolling.
        if (event.button === 1) event.preventDefault();
        element.focus({ preventScroll: true });
        element.setPointerCapture(event.pointerId);
        interaction.down(touchOf(event), event.button);
      },
      pointermove: (event: PointerEvent) => interaction.move(touchOf(event)),
      pointerup: (event: PointerEvent) => interaction.up(touchOf(event)),
      pointercancel: () => void interaction.cancel(),
      pointerleave: () => interaction.leave(),
      dblclick: (event: MouseEvent) => interaction.doubleClick(touchOf(event)),
      wheel(event: WheelEvent) {
        event.preventDefault();
        interaction.wheel(event, touchOf(event));
      },
    };
    for (const [name, listener] of Object.entries(listeners))
      element.addEventListener(name, listener as EventListener, { passive: false });
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        element.removeEventListener(name, listener as EventListener);
    };
  }, [ref, interaction]);
}

function placeIn(element: HTMLElement, event: MouseEvent): ViewPoint {
  const { left, top } = element.getBoundingClientRect();
  return viewPoint(event.clientX - left, event.clientY - top);
}
