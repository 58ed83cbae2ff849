import type { Judged } from "../../trace";
import type { ListedRun } from "./entry";
import { inOrder, isJudgedBy, type RecordFilter, recordTest } from "./filter";
import type { RunScore } from "./runScore";

/** Where a run stands: which of all entries it is, and in which row of what was found. */
export interface RunPlace {
  readonly index: number;
  readonly at: number;
}

/** The run to go to from another: the one beside it, or the nearest that is wrong, or that a rater has said nothing of. */
export interface RunStep {
  /** Which of the entries one is at; null where one is at none. */
  readonly from: number | null;
  readonly by: 1 | -1;
  readonly to:
    | { readonly kind: "any" }
    | { readonly kind: "wrong" }
    | { readonly kind: "unjudged"; readonly by: string };
}

/** What was said of a run, by its name. */
export interface RunJudged {
  readonly run: string;
  readonly judged: Judged | null;
}

/** A list of runs that is searched and walked through: rows are of what was found last, of all of them until then. */
export class RunList<Entry extends ListedRun> {
  private readonly all: Entry[];
  private found: readonly number[] | null = null;
  private names: { readonly count: number; readonly indices: ReadonlyMap<string, number> } | null = null;

  /** The list goes on to hold `all`, which may grow and be replaced entry by entry. */
  constructor(all: Entry[]) {
    this.all = all;
  }

  /** The entries that fit, in the order of the filter. Words that are looked for elsewhere are not asked. */
  fitting(filter: RecordFilter): readonly Entry[] {
    return inOrder(this.all.filter(recordTest(filter)), filter);
  }

  /** Shows these entries, in their order, from now on; how many they are. */
  show(entries: readonly Entry[]): number {
    this.found = entries.map(({ index }) => index);
    return this.found.length;
  }

  rows(from: number, to: number): readonly Entry[] {
    return this.found ? this.entries(this.found.slice(from, to)) : this.all.slice(from, to);
  }

  entries(indices: readonly number[]): readonly Entry[] {
    return indices.flatMap((index) => this.all[index] ?? []);
  }

  /** Null for a run that is not in the list; in no row where it was not found. */
  placeOf(run: string): { readonly index: number; readonly at: number | null } | null {
    const index = this.byName().get(run);
    if (index === undefined) return null;
    const at = this.found ? this.found.indexOf(index) : index;
    return { index, at: at < 0 ? null : at };
  }

  /** The run beside one ends at the ends of the list; what is sought is sought round them. Null where there is none. */
  beside({ from, by, to }: RunStep): RunPlace | null {
    const rows = this.found ?? this.all.map(({ index }) => index);
    const here = from === null ? -1 : rows.indexOf(from);
    const start = here < 0 && by < 0 ? rows.length : here;
    const reach = to.kind === "any" ? 1 : rows.length;
    for (let far = 1; far <= reach; far++) {
      const at = start + by * far;
      const round = to.kind === "any" ? at : (at + rows.length) % rows.length;
      const index = rows[round];
      const entry = index === undefined ? undefined : this.all[index];
      if (index !== undefined && entry && index !== from && isSought(entry, to)) return { index, at: round };
    }
    return null;
  }

  /** Takes in what was said of runs. What was found stays as it is: no row goes from under a person's eyes. */
  judge(told: readonly RunJudged[]): void {
    for (const { run, judged } of told) {
      const index = this.byName().get(run);
      const entry = index === undefined ? undefined : this.all[index];
      if (index !== undefined && entry) this.all[index] = { ...entry, judged };
    }
  }

  /** Takes in scores, by the indices of the runs; what was found stays as it is. */
  score(told: Iterable<readonly [index: number, reward: RunScore | null]>): void {
    for (const [index, reward] of told) {
      const entry = this.all[index];
      if (entry) this.all[index] = { ...entry, reward };
    }
  }

  /** Another reward was chosen: what is known is of the one before. */
  forgetScores(): void {
    this.score(this.all.flatMap(({ index, reward }) => (reward ? [[index, null] as const] : [])));
  }

  /** What was found last, in its order; all of them until then. */
  shown(): readonly Entry[] {
    return this.found === null ? this.all : this.entries(this.found);
  }

  /** How many of what was found, or of all, a rater has said something of. */
  countJudgedBy(rater: string): number {
    return this.shown().filter(({ judged }) => isJudgedBy(judged, rater)).length;
  }

  private byName(): ReadonlyMap<string, number> {
    // Counted, and not held against the size: a log may be there twice, and then two rows have one name.
    if (this.names?.count !== this.all.length)
      this.names = { count: this.all.length, indices: new Map(this.all.map(({ run, index }) => [run, index])) };
    return this.names.indices;
  }
}

function isSought({ right, judged }: ListedRun, to: RunStep["to"]): boolean {
  if (to.kind === "any") return true;
  // Where the log does not know, a person may.
  if (to.kind === "wrong") return right === false || (right === null && judged?.verdict === "wrong");
  return !isJudgedBy(judged, to.by);
}
