import { useMemo } from "react";
import type { LayerView, StageMark } from "../contract/surface";
import { type DrawnMark, drawnMarks, showsMark } from "./drawn";
import { gridOf, type SpatialGrid } from "./grid";

export interface ShownMarks {
  /** All that show, in painting order. */
  readonly drawn: readonly DrawnMark[];
  readonly grid: SpatialGrid<DrawnMark>;
  readonly model: readonly DrawnMark[];
  readonly human: readonly DrawnMark[];
  /** All that show, in the order given, with those that leave nothing on the picture. */
  readonly listed: readonly StageMark[];
}

/** The marks that show, each way they are asked for; worked out again only for other marks or layers. */
export function useMarks(marks: readonly StageMark[], layers: LayerView): ShownMarks {
  return useMemo(() => {
    const drawn = drawnMarks(marks, layers);
    return {
      drawn,
      grid: gridOf(drawn),
      model: drawn.filter(({ side }) => side === "model"),
      human: drawn.filter(({ side }) => side === "human"),
      listed: marks.filter((mark) => showsMark(mark, layers)),
    };
  }, [marks, layers]);
}
