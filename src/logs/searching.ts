import {
  goesByReward,
  inOrder,
  type LogSource,
  type RecordEntry,
  type RecordFilter,
  type RunList,
  recordTest,
  type SearchProgress,
  wordsSought,
} from "../opening";
import type { RunScores } from "./runScores";
import { seek } from "./search";

export const PROGRESS_EVERY_MILLIS = 100;
/** Sorting a long list takes a while: while scores come in it is sorted anew no more often. */
const SORTED_EVERY_MILLIS = 500;

/** The list that is searched, what it is read again from, and the scores of its runs. */
export interface SearchedList {
  readonly runs: RunList<RecordEntry>;
  readonly sources: readonly LogSource[];
  readonly scores: RunScores;
}

type Tell = (found: SearchProgress) => void;

/** The search that goes on: one at a time, and it ends where another begins. */
export class Searching {
  private current = 0;
  private readonly nowMillis: () => number;

  constructor(nowMillis: () => number) {
    this.nowMillis = nowMillis;
  }

  stop(): null {
    this.current++;
    return null;
  }

  /** How many runs fit, of which the list then has its rows; null where another search began meanwhile. */
  async find(list: SearchedList, filter: RecordFilter, tell: Tell): Promise<number | null> {
    const mine = ++this.current;
    if (filter.reward) list.scores.choose(filter.reward);
    // Scores that are not there yet leave nothing out, and files are read from their beginning, whatever order is asked for.
    const wide = { ...filter, reward: null, order: "place", reversed: false } as const;
    const listed = list.runs.fitting(wide);
    const isInText = filter.searched !== "listed" && wordsSought(filter).length > 0;
    const fitting = isInText ? await this.seek(mine, list, { among: listed, filter, tell }) : listed;
    if (!fitting) return null;
    const indices = fitting.map(({ index }) => index);
    if (filter.reward && !(await this.score(mine, list, { indices, filter, tell }))) return null;
    return showFitting(list.runs, indices, filter);
  }

  /** Those of the entries with all words in their text. */
  private async seek(
    mine: number,
    { runs, sources }: SearchedList,
    { among, filter, tell }: { among: readonly RecordEntry[]; filter: RecordFilter; tell: Tell },
  ): Promise<readonly RecordEntry[] | null> {
    let found: readonly RecordEntry[] = [];
    runs.show(found);
    const isWhole = await this.follow(mine, seek(among, sources, filter), ({ done, fitting }) => {
      found = fitting;
      return () => tell({ doing: "searching", done, of: among.length, found: runs.show(inOrder(fitting, filter)) });
    });
    return isWhole ? found : null;
  }

  /** Scores these runs; what is shown of them until then are those that fit by the scores that are there. */
  private async score(
    mine: number,
    { runs, scores }: SearchedList,
    { indices, filter, tell }: { indices: readonly number[]; filter: RecordFilter; tell: Tell },
  ): Promise<boolean> {
    let found = showFitting(runs, indices, filter);
    let sorted = this.nowMillis();
    return this.follow(mine, scores.score(indices), (done) => () => {
      if (goesByReward(filter) && this.nowMillis() - sorted >= SORTED_EVERY_MILLIS) {
        found = showFitting(runs, indices, filter);
        sorted = this.nowMillis();
      }
      tell({ doing: "scoring", done, of: indices.length, found });
    });
  }

  /**
   * Goes along with what takes long: takes each step, tells of one now and then and of the last, and lets the worker read
   * its messages. False where another search began meanwhile.
   */
  private async follow<Step>(
    mine: number,
    steps: AsyncIterable<Step>,
    take: (step: Step) => () => void,
  ): Promise<boolean> {
    let told = this.nowMillis();
    let untold: (() => void) | null = null;
    for await (const step of steps) {
      if (mine !== this.current) return false;
      untold = take(step);
      if (this.nowMillis() - told < PROGRESS_EVERY_MILLIS) continue;
      untold();
      untold = null;
      told = this.nowMillis();
      await breath();
      if (mine !== this.current) return false;
    }
    untold?.();
    return mine === this.current;
  }
}

/** Shows those of these runs that fit the filter as the list has them now. */
const showFitting = (runs: RunList<RecordEntry>, indices: readonly number[], filter: RecordFilter): number =>
  runs.show(inOrder(runs.entries(indices).filter(recordTest(filter)), filter));

/** Lets the worker read its messages: to stop, or to look something up meanwhile. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
