import type { LogRecord } from "../dialect";
import type { Size } from "../geometry";
import {
  type ChosenReward,
  type LogSource,
  listedTrace,
  READ_TOGETHER,
  type RecordEntry,
  type RewardStatistics,
  type RunList,
  type RunScore,
} from "../opening";
import type { Trace } from "../trace";
import { readTogether } from "./search";

// Scores of a list's runs by the reward that a person chose. Records are read again some at a time, scored and let go: of
// each a number stays, with how it came about.

/** A reward, ready to score runs. */
export interface RunScorer {
  /** Whether runs of one problem are scored together, each by what it is beside the others. */
  readonly inGroups: boolean;
  /** The size of a picture in pixels, upright, by its file; null for a reward that goes by no place on pictures. */
  readonly sizeOf: ((picture: Blob) => Promise<Size | null>) | null;
  /** The scores of runs in their order; those of one problem where it scores in groups. */
  score(runs: readonly Trace[]): readonly RunScore[];
  /** What scores come to, those of one problem in one list. */
  statistics(groups: readonly (readonly number[])[]): Omit<RewardStatistics, "refused">;
}

export interface ScoringPorts {
  /** Null for a reward that there is not. */
  openScorer(reward: ChosenReward): Promise<RunScorer | null>;
}

/** Groups of rollouts are far smaller; a log whose runs are all of one question is not held whole. */
const MOST_IN_GROUP = 256;

type Scored = readonly [index: number, score: RunScore];

const UNREADABLE: RunScore = { kind: "refused", code: "unreadable" };
const UNKNOWN_REWARD: RunScore = { kind: "refused", code: "unknown-reward" };

/** A list with all of its entries, and what they are read again from. */
interface ScoredList {
  readonly runs: RunList<RecordEntry>;
  readonly entries: readonly RecordEntry[];
  readonly sources: readonly LogSource[];
  /** The first picture of a record; null where its file is not at hand. */
  pictureOf(record: LogRecord): Promise<Blob | null>;
}

export class RunScores {
  private readonly runs: RunList<RecordEntry>;
  private readonly list: ScoredList;
  private readonly ports: ScoringPorts;
  /** The reward by which the list has scores, as text, and that reward. */
  private chosen: { readonly key: string; readonly scorer: Promise<RunScorer | null> } | null = null;

  constructor(list: ScoredList, ports: ScoringPorts) {
    this.runs = list.runs;
    this.list = list;
    this.ports = ports;
  }

  /** Lets go of the scores by another reward. */
  choose(reward: ChosenReward): void {
    const key = JSON.stringify(reward);
    if (this.chosen?.key === key) return;
    this.runs.forgetScores();
    this.chosen = { key, scorer: this.ports.openScorer(reward) };
  }

  /** Scores these runs of the list by the reward that was chosen, those that are not yet; tells how many are. */
  async *score(indices: readonly number[]): AsyncGenerator<number> {
    const { chosen, runs } = this;
    const scorer = await chosen?.scorer;
    const waiting = runs.entries(indices).filter(({ reward }) => reward === null);
    let done = indices.length - waiting.length;
    for await (const scored of scorer ? this.scoredBy(scorer, waiting) : [waiting.map(unknownReward)]) {
      // Another reward was chosen while these were read.
      if (chosen !== this.chosen) return;
      runs.score(scored);
      done += scored.length;
      // Of a group more runs are scored than were asked for.
      yield Math.min(done, indices.length);
    }
  }

  /** Of the runs that are shown; null where no reward was chosen, or there is none of its name. */
  async statistics(): Promise<RewardStatistics | null> {
    const scorer = await this.chosen?.scorer;
    if (!scorer) return null;
    const groups = new Map<string, number[]>();
    const refused = new Map<string, number>();
    for (const { reward, group, index } of this.runs.shown()) {
      const values = groupIn(groups, group ?? `alone/${index}`);
      if (reward?.kind === "scored") values.push(reward.value);
      else if (reward) refused.set(reward.code, (refused.get(reward.code) ?? 0) + 1);
    }
    return {
      ...scorer.statistics([...groups.values()]),
      refused: [...refused].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    };
  }

  private async *scoredBy(scorer: RunScorer, waiting: readonly RecordEntry[]): AsyncGenerator<readonly Scored[]> {
    if (!scorer.inGroups) {
      for await (const read of this.read(scorer, waiting))
        yield scoredOf(read, (traces) => traces.flatMap((one) => scorer.score([one])));
      return;
    }
    for (const group of this.groupsOf(waiting)) {
      const read: Read[] = [];
      for await (const some of this.read(scorer, group)) read.push(...some);
      yield scoredOf(read, (traces) => scorer.score(traces));
    }
  }

  /** The runs of the problems of these, of which all are scored together; a problem that is not known has one run. */
  private groupsOf(waiting: readonly RecordEntry[]): readonly (readonly RecordEntry[])[] {
    const wanted = new Set(waiting.map(({ group }) => group));
    const groups = new Map<string, RecordEntry[]>();
    for (const entry of this.list.entries)
      if (entry.group !== null && wanted.has(entry.group)) groupIn(groups, entry.group).push(entry);
    const alone = waiting.filter(({ group }) => group === null).map((entry) => [entry]);
    return [...groups.values(), ...alone].flatMap((group) => partsOf(group, MOST_IN_GROUP));
  }

  /** Reads records of a list again, in their order, some at a time. */
  private async *read({ sizeOf }: RunScorer, entries: readonly RecordEntry[]): AsyncGenerator<readonly Read[]> {
    for (const near of readTogether(entries)) {
      const source = this.list.sources[near[0]?.file ?? -1];
      // A part of a table is decoded anew for each read, and comes without its pictures; of anything else fewer are held.
      const most = near[0]?.at.kind === "row" ? near.length : READ_TOGETHER;
      for (const some of partsOf(near, most)) {
        const ats = some.map(({ at }) => at);
        const records = await (source?.recordsAt?.(ats) ?? Promise.all(ats.map((at) => source?.recordAt(at) ?? null)));
        const pairs = some.map((entry, i) => ({ entry, record: records[i] ?? null }));
        // They are opened together as the list opened them, see `entriesOf`.
        for (const part of partsOf(pairs, READ_TOGETHER))
          yield await Promise.all(part.map((pair) => this.opened(pair, sizeOf)));
      }
    }
  }

  private async opened({ entry, record }: ReadEntry, sizeOf: RunScorer["sizeOf"]): Promise<Read> {
    const { index, system } = entry;
    if (!record) return { index, trace: null };
    const picture = sizeOf && (await this.list.pictureOf(record));
    return { index, trace: await listedTrace(record, system, (picture && (await sizeOf?.(picture))) ?? null) };
  }
}

interface ReadEntry {
  readonly entry: RecordEntry;
  readonly record: LogRecord | null;
}

/** A run that was read again; null where the file has changed under it. */
interface Read {
  readonly index: number;
  readonly trace: Trace | null;
}

function scoredOf(read: readonly Read[], score: (traces: readonly Trace[]) => readonly RunScore[]): readonly Scored[] {
  const scores = score(read.flatMap(({ trace }) => trace ?? [])).values();
  return read.map(({ index, trace }) => [index, (trace && scores.next().value) ?? UNREADABLE]);
}

const unknownReward = ({ index }: RecordEntry): Scored => [index, UNKNOWN_REWARD];

function groupIn<Key, Item>(groups: Map<Key, Item[]>, key: Key): Item[] {
  const items = groups.get(key) ?? [];
  groups.set(key, items);
  return items;
}

const partsOf = <Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, i) => items.slice(i * most, (i + 1) * most));
