import { type CSSProperties, memo } from "react";
import type { StepId } from "../../trace";
import type { StageMark } from "../contract/surface";
import { describeMark, type StageWords } from "../contract/words";

/** A list longer than this helps nobody to find a mark; the tree panel holds them all. */
const MOST_LISTED = 200;

/** Seen by screen readers and reached by Tab, not drawn: what the canvas shows, as buttons. */
export const MarkList = memo(function MarkList(props: {
  readonly marks: readonly StageMark[];
  readonly words: StageWords;
  readonly selected: StepId | null;
  onSelect(stepId: StepId): void;
  onHover(stepId: StepId | null): void;
}) {
  const { marks, words, selected, onSelect, onHover } = props;
  const listed = marks.slice(0, MOST_LISTED);
  return (
    <ul aria-label={words.marks} style={HIDDEN}>
      {listed.map((mark) => (
        <li key={mark.stepId}>
          <button
            type="button"
            data-step={mark.stepId}
            aria-pressed={mark.stepId === selected}
            onClick={() => onSelect(mark.stepId)}
            onFocus={() => onHover(mark.stepId)}
            onBlur={() => onHover(null)}
          >
            {describeMark(mark, words)}
          </button>
        </li>
      ))}
      {marks.length > listed.length && <li>{words.more(marks.length - listed.length)}</li>}
    </ul>
  );
});

/** Hidden from the eye only. */
export const HIDDEN: CSSProperties = {
  position: "absolute",
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
  border: 0,
};
