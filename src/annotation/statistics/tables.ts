import type { Rater } from "../../trace";
import { GROUPINGS, type Grouping, type Statistics } from "./statistics";
import type { Table } from "./table";

/** The words of the tables, in the language of whoever reads them. */
export interface TableWords {
  readonly titles: Readonly<Record<Grouping | "raters" | "pairs", string>>;
  readonly columns: Readonly<
    Record<
      | Grouping
      | "count"
      | "of"
      | "failing"
      | "judged"
      | "share"
      | "rater"
      | "judgements"
      | "traces"
      | "first"
      | "second"
      | AgreementColumn,
      string
    >
  >;
  nameOf(grouping: Grouping, key: string): string;
  raterName(rater: Rater): string;
}

export const AGREEMENT_COLUMNS = [
  "steps",
  "same",
  "kappa",
  "firstError",
  "withinOne",
  "tags",
  "detection",
  "classification",
  "localisation",
] as const;
export type AgreementColumn = (typeof AGREEMENT_COLUMNS)[number];

/** Every table of the statistics that has a row. */
export function tablesOf(statistics: Statistics, words: TableWords): readonly Table[] {
  const counts = GROUPINGS.map((grouping) => countTable(statistics, grouping, words));
  return [...counts, raterTable(statistics, words), pairTable(statistics, words)].filter(({ rows }) => rows.length > 0);
}

/** What a grouping counts, and of what: failures, or traces that have one. */
const COUNTED: { readonly [G in Grouping]: readonly ["count" | "failing", "of" | "judged" | "judgements"] } = {
  tag: ["count", "of"],
  place: ["count", "of"],
  kind: ["count", "of"],
  system: ["failing", "judged"],
  family: ["failing", "judged"],
  day: ["count", "judgements"],
};

export function countTable({ counts }: Statistics, grouping: Grouping, words: TableWords): Table {
  const { columns } = words;
  return {
    title: words.titles[grouping],
    columns: [columns[grouping], ...COUNTED[grouping].map((column) => columns[column]), columns.share],
    rows: counts[grouping].map(({ key, count, of }) => [
      words.nameOf(grouping, key),
      count,
      of,
      of === 0 ? null : rounded(count / of),
    ]),
  };
}

export const raterTable = ({ raters }: Statistics, words: TableWords): Table => ({
  title: words.titles.raters,
  columns: [words.columns.rater, words.columns.judgements, words.columns.traces],
  rows: raters.map(({ rater, judgements, traces }) => [words.raterName(rater), judgements, traces]),
});

export const pairTable = ({ pairs }: Statistics, words: TableWords): Table => ({
  title: words.titles.pairs,
  columns: [words.columns.first, words.columns.second, ...AGREEMENT_COLUMNS.map((column) => words.columns[column])],
  rows: pairs.map((pair) => [
    ...pair.raters.map(words.raterName),
    pair.steps,
    ...[
      pair.sameVerdict,
      pair.kappa,
      pair.firstError?.exact,
      pair.firstError?.withinOne,
      pair.tags,
      pair.regions.detection,
      pair.regions.classification,
      pair.regions.localisation,
    ].map((figure) => (figure === null || figure === undefined ? null : rounded(figure))),
  ]),
});

/** Four digits tell apart what anybody compares. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
