import type { RefObject } from "react";
import type { ListedLog, ListedTraces } from "../../workspace/state";
import type { Found } from "./useFound";

/** A list of runs, what is chosen of it, and what is done with one of them. */
export interface RunListProps {
  readonly listed: ListedLog | ListedTraces;
  /** What the list goes by in the document; its rows by that and their place. */
  readonly id: string;
  /** The list itself: what searches walks over it, too. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly found: Found;
  /** In CSS pixels. */
  readonly rowHeight: number;
  /** The row that the keys act on. */
  readonly at: number;
  /** What the open document goes by in a list. */
  readonly open: string | null;
  onWalk(at: number): void;
  /** Runs by their index in the log. */
  readonly chosen: ReadonlySet<number>;
  onChoose(chosen: ReadonlySet<number>): void;
  onOpen(indices: readonly number[]): void;
  /** Shows the report of a run. */
  onReport(index: number): void;
  /** Shows all runs of the problem of a run. */
  onRuns(index: number): void;
}
