import { type ImagePoint, imagePoint } from "../geometry";
import { type Desk, draftRules, dragRules, type Hand, placeOf, type Touch } from "./desk";
import {
  type DraftStep,
  type DrawingTool,
  finishDraft,
  moveDraft,
  pressDraft,
  releaseDraft,
  withoutLastPoint,
} from "./draft";
import { land } from "./reshape";
import { NO_GUIDES } from "./snap";
import type { StageImage } from "./surface";

/** A press of a drawing tool. It begins on top of whatever is there; only the select tool takes hold. */
export function drawHand(desk: Desk, start: Touch, tool: DrawingTool, image: StageImage): Hand {
  const before = desk.overlay().draft;
  const going = before?.tool === tool ? before : null;
  desk.show({ draft: pressDraft(going, tool, landed(desk, start, image)) });
  return {
    move: (touch) => aimDraft(desk, touch, image),
    up(touch) {
      const { draft } = desk.overlay();
      if (draft) settle(desk, releaseDraft(draft, landed(desk, touch, image), draftRules(desk, image)));
    },
    cancel: () => desk.show({ draft: null, guides: NO_GUIDES }),
  };
}

/** The free end follows the pointer, pressed or not. */
export function aimDraft(desk: Desk, touch: Touch, image: StageImage): void {
  const { draft } = desk.overlay();
  if (draft) desk.show({ draft: moveDraft(draft, landed(desk, touch, image)) });
}

/** Enter or a double click. Returns whether there was anything to finish. */
export function endDraft(desk: Desk): boolean {
  const { draft } = desk.overlay();
  const { image } = desk.live();
  if (!draft || !image) return false;
  settle(desk, finishDraft(draft, draftRules(desk, image)));
  return true;
}

/** Backspace. Returns whether there was a point to take back. */
export function takeBackPoint(desk: Desk): boolean {
  const { draft } = desk.overlay();
  if (!draft) return false;
  desk.show({ draft: withoutLastPoint(draft) });
  return true;
}

function settle(desk: Desk, step: DraftStep): void {
  desk.show(step.kind === "going" ? { draft: step.draft } : { draft: null, guides: NO_GUIDES });
  if (step.kind !== "done") return;
  if (step.action.kind === "label") desk.show({ writing: step.action.at });
  else {
    desk.live().onDraw(step.action);
    desk.live().onToolDone();
  }
}

/** The words of a label are known: hand it out. Empty words are no label. */
export function endWriting(desk: Desk, text: string): void {
  const { writing } = desk.overlay();
  const { image, onDraw, onToolDone } = desk.live();
  desk.show({ writing: null });
  if (!writing || !image || text.trim() === "") return;
  onDraw({ kind: "label", image: image.id, at: imagePoint(writing.x, writing.y), text: text.trim() });
  onToolDone();
}

function landed(desk: Desk, touch: Touch, image: StageImage): ImagePoint {
  const { point, guides } = land(placeOf(desk, touch), dragRules(desk, image, touch, null));
  desk.show({ guides });
  return point;
}
