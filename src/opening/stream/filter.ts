import type { Judged } from "../../trace";
import { SURENESS, type Sureness } from "../recognise";
import type { ListedRun } from "./entry";
import type { RunScore } from "./runScore";

/** What a list of runs can be sorted by; `place` is the order of the files. */
export const RECORD_ORDERS = [
  "place",
  "title",
  "answer",
  "right",
  "score",
  "reward",
  "steps",
  "hints",
  "verdict",
  "first-error",
  "system",
  "sureness",
  "unread",
] as const;
export type RecordOrder = (typeof RECORD_ORDERS)[number];

/**
 * Where words are looked for: in what the list shows of a run (its question, answer and place), in all that was said in
 * it, or in its raw text.
 */
export const SEARCHED = ["listed", "words", "raw"] as const;
export type Searched = (typeof SEARCHED)[number];

/** A reward that a person chose: one of the table by its name, or one of their own by the text of its file. */
export interface ChosenReward {
  readonly name: string;
  readonly file: string | null;
}

export interface RewardRange {
  readonly least: number | null;
  readonly most: number | null;
}

/** What a person looks for in a list of runs, and in which order it is shown. */
export interface RecordFilter {
  /** Words that must all be there, in any case. */
  readonly words: string;
  readonly searched: Searched;
  readonly system: string | null;
  readonly sureness: Sureness | null;
  readonly judged: "right" | "wrong" | "unknown" | null;
  /** Only runs that this rater has said nothing of. */
  readonly unjudgedBy: string | null;
  /** Only runs that a check gives a hint about. */
  readonly hinted: boolean;
  /** Only records with words that were not understood. */
  readonly unread: boolean;
  /** Only records of problems that were run several times. */
  readonly several: boolean;
  readonly steps: { readonly least: number; readonly most: number | null };
  /** What the runs are scored by; null where they are not. */
  readonly reward: ChosenReward | null;
  /** Only runs whose score by that reward is within these, both counted in; null is no bound. */
  readonly rewardRange: RewardRange;
  readonly order: RecordOrder;
  /** The other way round. */
  readonly reversed: boolean;
}

export const ALL_RECORDS: RecordFilter = {
  words: "",
  searched: "listed",
  system: null,
  sureness: null,
  judged: null,
  unjudgedBy: null,
  hinted: false,
  unread: false,
  several: false,
  steps: { least: 0, most: null },
  reward: null,
  rewardRange: { least: null, most: null },
  order: "place",
  reversed: false,
};

/** Whether the list that a filter gives, or its order, waits for the scores. */
export const goesByReward = ({ reward, rewardRange: { least, most }, order }: RecordFilter): boolean =>
  reward !== null && (least !== null || most !== null || order === "reward");

/** The words of a filter, one by one, in lower case. */
export const wordsSought = ({ words }: Pick<RecordFilter, "words">): readonly string[] =>
  words.toLowerCase().split(/\s+/).filter(Boolean);

/** A test for entries, of all but words that are looked for elsewhere. Made once for a search: very many are asked. */
export function recordTest(filter: RecordFilter): (entry: ListedRun) => boolean {
  const words = filter.searched === "listed" ? wordsSought(filter) : [];
  const { least, most } = filter.steps;
  const { unjudgedBy } = filter;
  const right = filter.judged === null || filter.judged === "unknown" ? null : filter.judged === "right";
  return (entry) => {
    if (filter.system !== null && entry.system !== filter.system) return false;
    if (filter.sureness !== null && entry.sureness !== filter.sureness) return false;
    if (filter.judged !== null && entry.right !== right) return false;
    if (unjudgedBy !== null && isJudgedBy(entry.judged, unjudgedBy)) return false;
    if (filter.hinted && entry.hints === 0) return false;
    if (filter.unread && entry.unread === 0) return false;
    if (filter.several && entry.runs === 1) return false;
    if (entry.steps < least || (most !== null && entry.steps > most)) return false;
    if (filter.reward !== null && !isWithin(entry.reward, filter.rewardRange)) return false;
    if (words.length === 0) return true;
    const told = `${entry.title}\n${entry.answer}\n${entry.place}`.toLowerCase();
    return words.every((word) => told.includes(word));
  };
}

/** What has no score is in no range, and nothing is left out where there are no bounds. */
function isWithin(score: RunScore | null, { least, most }: RewardRange): boolean {
  if (least === null && most === null) return true;
  if (score?.kind !== "scored") return false;
  return (least === null || score.value >= least) && (most === null || score.value <= most);
}

/** Whether a rater said anything of a run. */
export const isJudgedBy = (judged: Judged | null, rater: string): boolean =>
  judged?.raters.some(({ id }) => id === rater) ?? false;

/**
 * The entries in the order of a filter: what asks for a look comes first, so the wrong, the least sure, the most not
 * understood, the longest, the lowest score. One of which that is not known is last, either way; equal ones stay in the
 * order of the files.
 */
export function inOrder<Entry extends ListedRun>(
  entries: readonly Entry[],
  { order, reversed }: Pick<RecordFilter, "order" | "reversed">,
): readonly Entry[] {
  if (order === "place") return reversed ? entries.toReversed() : entries;
  const compare = COMPARISONS[order];
  const lacks = (entry: ListedRun): number => (LACKING[order]?.(entry) ? 1 : 0);
  return entries.toSorted((a, b) => lacks(a) - lacks(b) || (reversed ? compare(b, a) : compare(a, b)));
}

type SortedBy = Exclude<RecordOrder, "place">;

// Numbers within words count as numbers, so that "sign 9" comes before "sign 10". One for all: making one is slow.
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const VERDICTS_FIRST = ["wrong", "unsure", "neutral", "correct"] as const;

const COMPARISONS: Readonly<Record<SortedBy, (a: ListedRun, b: ListedRun) => number>> = {
  title: (a, b) => words.compare(a.title, b.title),
  answer: (a, b) => words.compare(a.answer, b.answer),
  right: (a, b) => Number(a.right) - Number(b.right),
  score: (a, b) => (a.score ?? 0) - (b.score ?? 0),
  reward: (a, b) => rewardOf(a) - rewardOf(b),
  steps: (a, b) => b.steps - a.steps,
  hints: (a, b) => b.hints - a.hints,
  verdict: (a, b) => rankOf(a) - rankOf(b),
  "first-error": (a, b) => (a.judged?.firstError ?? 0) - (b.judged?.firstError ?? 0),
  system: (a, b) => words.compare(a.system ?? "", b.system ?? ""),
  sureness: (a, b) => SURENESS.indexOf(b.sureness) - SURENESS.indexOf(a.sureness),
  unread: (a, b) => b.unread - a.unread,
};

/** Where an entry has nothing that the order could go by. */
const LACKING: { readonly [O in SortedBy]?: (entry: ListedRun) => boolean } = {
  answer: ({ answer }) => answer === "",
  right: ({ right }) => right === null,
  score: ({ score }) => score === null,
  reward: ({ reward }) => reward?.kind !== "scored",
  verdict: ({ judged }) => (judged?.verdict ?? null) === null,
  "first-error": ({ judged }) => (judged?.firstError ?? null) === null,
  system: ({ system }) => system === null,
};

const rewardOf = ({ reward }: ListedRun): number => (reward?.kind === "scored" ? reward.value : 0);

const rankOf = ({ judged }: ListedRun): number => VERDICTS_FIRST.indexOf(judged?.verdict ?? "correct");
