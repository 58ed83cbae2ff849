import type { ShownImage } from "./contract/dialect";
import { mergedLabels } from "./line/labels";
import { fieldOf, type Literal, numberOf, textOf } from "./literal";

// Every image of ViLaSR has a list of the boxes drawn on it, one for each label. A drawn image comes with a copy of the
// list of the one it was drawn on: boxes of a label that is there already take its place, others are appended. The
// place in the list is the colour. Of two boxes of one label in one turn, the last is drawn, in the place of the first.

/** The place of each item's mark in the list of its image; null where a later one of the same label is drawn instead. */
export function pensOf(items: readonly Literal[], shown: readonly ShownImage[]): readonly (number | null)[] {
  const marks = items.map(markOf);
  // The last of each label on each image; boxes and lines have lists of their own.
  const last = new Map(marks.map((mark, i) => [keyOf(mark), i]));
  const lists = new Map<number | null, readonly string[]>();
  for (const { index, label, box } of marks)
    if (box) lists.set(index, mergedLabels(lists.get(index) ?? labelsOf(index, shown), [label]));
  return marks.map((mark, i) => {
    if (last.get(keyOf(mark)) !== i) return null;
    return mark.box ? Math.max(0, (lists.get(mark.index) ?? []).indexOf(mark.label)) : 0;
  });
}

interface LabelledMark {
  readonly index: number | null;
  readonly label: string;
  readonly box: boolean;
}

const markOf = (item: Literal): LabelledMark => ({
  index: numberOf(fieldOf(item, "index")),
  label: textOf(fieldOf(item, "label")) ?? "",
  box: fieldOf(item, "bbox_2d") !== null,
});

const keyOf = ({ index, label, box }: LabelledMark): string => JSON.stringify([index, box, label]);

const labelsOf = (index: number | null, shown: readonly ShownImage[]): readonly string[] =>
  (index === null ? undefined : shown[index - 1]?.labels) ?? [];
