import { type ImagePoint, imagePoint } from "../../geometry";
import type { StageImage } from "../contract/surface";
import {
  type DraftStep,
  type DrawingTool,
  finishDraft,
  moveDraft,
  pressDraft,
  releaseDraft,
  withoutLastPoint,
} from "../editing/draft";
import { land } from "../editing/reshape";
import { NO_GUIDES } from "../marks/snap";
import { draftRules, dragRules, type Gesture, type PointerInput, placeOf, type StageController } from "./controller";

/** A press of a drawing tool. It begins on top of whatever is there; only the select tool takes hold. */
export function drawGesture(
  controller: StageController,
  start: PointerInput,
  tool: DrawingTool,
  image: StageImage,
): Gesture {
  const before = controller.overlay().draft;
  const going = before?.tool === tool ? before : null;
  controller.show({ draft: pressDraft(going, tool, landed(controller, start, image)) });
  return {
    move: (touch) => aimDraft(controller, touch, image),
    up(touch) {
      const { draft } = controller.overlay();
      if (draft)
        settle(controller, releaseDraft(draft, landed(controller, touch, image), draftRules(controller, image)));
    },
    cancel: () => controller.show({ draft: null, guides: NO_GUIDES }),
  };
}

/** The free end follows the pointer, pressed or not. */
export function aimDraft(controller: StageController, touch: PointerInput, image: StageImage): void {
  const { draft } = controller.overlay();
  if (draft) controller.show({ draft: moveDraft(draft, landed(controller, touch, image)) });
}

/** Enter or a double click. Returns whether there was anything to finish. */
export function endDraft(controller: StageController): boolean {
  const { draft } = controller.overlay();
  const { image } = controller.live();
  if (!draft || !image) return false;
  settle(controller, finishDraft(draft, draftRules(controller, image)));
  return true;
}

/** Backspace. Returns whether there was a point to take back. */
export function takeBackPoint(controller: StageController): boolean {
  const { draft } = controller.overlay();
  if (!draft) return false;
  controller.show({ draft: withoutLastPoint(draft) });
  return true;
}

function settle(controller: StageController, step: DraftStep): void {
  controller.show(step.kind === "going" ? { draft: step.draft } : { draft: null, guides: NO_GUIDES });
  if (step.kind === "marked") {
    controller.live().onRegion(step.box);
    controller.live().onToolDone();
  }
  if (step.kind !== "done") return;
  if (step.action.kind === "label") controller.show({ writing: step.action.at });
  else {
    controller.live().onDraw(step.action);
    controller.live().onToolDone();
  }
}

/** The words of a label are known: hand it out. Empty words are no label. */
export function endWriting(controller: StageController, text: string): void {
  const { writing } = controller.overlay();
  const { image, onDraw, onToolDone } = controller.live();
  controller.show({ writing: null });
  if (!writing || !image || text.trim() === "") return;
  onDraw({ kind: "label", image: image.id, at: imagePoint(writing.x, writing.y), text: text.trim() });
  onToolDone();
}

function landed(controller: StageController, touch: PointerInput, image: StageImage): ImagePoint {
  const { point, guides } = land(placeOf(controller, touch), dragRules(controller, image, touch, null));
  controller.show({ guides });
  return point;
}
