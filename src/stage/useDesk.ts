import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { CALM, createLineMemory, type Desk, type Live, type Overlay } from "./desk";
import { createInteraction, type Interaction, restCursor } from "./interaction";
import { type Key, pressKey } from "./keys";
import { createNudger, type Nudger } from "./nudger";
import type { CameraRig } from "./rig";
import { NO_GUIDES } from "./snap";
import type { Aim } from "./useAim";

/** A new place that no answer has come to goes back after this long. */
const SETTLE_MILLIS = 2000;

export interface DeskState {
  readonly desk: Desk;
  readonly interaction: Interaction;
  readonly overlay: Overlay;
  /** Whether the stage has used the key. */
  press(key: Key): boolean;
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
    return { desk, interaction, press, nudger };
  }, [rig]);

  useToolChange(state, live);
  useSettling(state, live);
  useEffect(() => state.nudger.flush, [state]);
  return { desk: state.desk, interaction: state.interaction, press: state.press, overlay };
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

interface Settled {
  readonly desk: Desk;
  readonly interaction: Interaction;
  readonly nudger: Nudger;
}

/** A moved mark stays where it was let go until the trace answers with new marks, or does not. */
function useSettling({ desk, interaction, nudger }: Settled, { marks }: Live): void {
  const waiting = desk.overlay().reshape !== null && !interaction.isBusy();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new marks are the answer
  useEffect(() => {
    if (!interaction.isBusy()) desk.show({ reshape: null, guides: NO_GUIDES });
    nudger.answered();
  }, [desk, interaction, nudger, marks]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      if (!interaction.isBusy()) desk.show({ reshape: null });
      nudger.answered();
    }, SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [waiting, desk, interaction, nudger]);
}
