import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { keysOf } from "../../base";
import type { CameraRig } from "../camera/rig";
import type { CameraCommands } from "../camera/useCameraTarget";
import { NO_GUIDES } from "../marks/snap";
import { createLineMemory, IDLE_OVERLAY, type LiveProps, type Overlay, type StageController } from "./controller";
import { createInteraction, type Interaction, restCursor } from "./interaction";
import { type Key, pressKey } from "./keys";
import { createNudger, type Nudger } from "./nudger";

/** A new place that no answer has come to goes back after this long. */
const SETTLE_MILLIS = 2000;

export interface StageControls {
  readonly controller: StageController;
  readonly interaction: Interaction;
  readonly overlay: Overlay;
  /** Whether the stage has used the key. */
  press(key: Key): boolean;
}

/** The gestures and what they show, between React's props and the pointer's events. */
export function useStageController(rig: CameraRig, live: LiveProps, aim: CameraCommands): StageControls {
  const [overlay, setOverlay] = useState<Overlay>(IDLE_OVERLAY);
  const now = useRef({ live, aim, overlay });
  now.current.live = live;
  now.current.aim = aim;

  const state = useMemo(() => {
    const controller: StageController = {
      live: () => now.current.live,
      rig,
      overlay: () => now.current.overlay,
      show(change) {
        const before = now.current.overlay;
        if (keysOf(change).every((key) => before[key] === change[key])) return;
        now.current.overlay = { ...before, ...change };
        setOverlay(now.current.overlay);
      },
      freeCamera: () => now.current.aim.freeCamera(),
      flyTo: (box) => now.current.aim.flyTo(box),
      linesFor: createLineMemory(),
    };
    const interaction = createInteraction(controller);
    const nudger = createNudger(controller);
    const press = (key: Key): boolean =>
      pressKey(controller, interaction, { fit: () => now.current.aim.fit(), nudge: nudger.nudge }, key);
    return { controller, interaction, press, nudger };
  }, [rig]);

  useToolChange(state, live);
  useSettling(state, live);
  useEffect(() => state.nudger.flush, [state]);
  return { controller: state.controller, interaction: state.interaction, press: state.press, overlay };
}

/** Another tool ends what the last one was at. */
function useToolChange(
  { controller, interaction }: Pick<StageControls, "controller" | "interaction">,
  live: LiveProps,
): void {
  const { tool, image, readOnly } = live;
  // Before the next event, or a press that follows at once would be given up again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture or mode is another bench
  useLayoutEffect(() => {
    interaction.cancel();
    const turn = tool === "rotate" && !readOnly ? 0 : null;
    controller.show({ turn, writing: null, reshape: null, cursor: restCursor(tool) });
  }, [controller, interaction, tool, image?.id, readOnly]);
}

interface Settled {
  readonly controller: StageController;
  readonly interaction: Interaction;
  readonly nudger: Nudger;
}

/** A moved mark stays where it was let go until the trace answers with new marks, or does not. */
function useSettling({ controller, interaction, nudger }: Settled, { marks }: LiveProps): void {
  const waiting = controller.overlay().reshape !== null && !interaction.isBusy();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new marks are the answer
  useEffect(() => {
    if (!interaction.isBusy()) controller.show({ reshape: null, guides: NO_GUIDES });
    nudger.answered();
  }, [controller, interaction, nudger, marks]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      if (!interaction.isBusy()) controller.show({ reshape: null });
      nudger.answered();
    }, SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [waiting, controller, interaction, nudger]);
}
