import type { StepId } from "../../trace";
import type { StageMark } from "../contract/surface";
import { describeMark, type StageWords } from "../contract/words";
import type { Overlay } from "../pointer/controller";

/** What a live region should say now: where the held mark has come to, or which one is chosen. */
export function useAnnouncement(
  marks: readonly StageMark[],
  selected: StepId | null,
  overlay: Overlay,
  words: StageWords,
): string {
  const mark = marks.find(({ stepId }) => stepId === selected);
  if (!mark) return "";
  const { reshape } = overlay;
  if (reshape?.stepId === selected) return words.moved(describeMark({ ...mark, action: reshape.action }, words));
  return words.selected(describeMark(mark, words));
}
