import { randomUUID } from "node:crypto";
import {
  ADJUDICATOR,
  compareRaters,
  type Disagreement,
  type Grouping,
  type JoinedFile,
  joinRaters,
  judgedTrace,
  markdownOf,
  type Statistics,
  statisticsOf,
  type TableWords,
  type Taxonomy,
  tablesOf,
} from "../../src/annotation";
import { review as words } from "../../src/app/words/review/en";
import { SORT_CARDS } from "../../src/catalog";
import { judgementIdFrom, ME, type Rater } from "../../src/trace";
import { gymNameOf } from "../../src/workspace/documents/gymProblem";
import type { ReadFiles } from "./files";
import type { ReviewPlan } from "./plan";

/** Everything that the command tells. */
export interface Review {
  readonly files: readonly JoinedFile[];
  readonly unread: ReadFiles["unread"];
  readonly strays: ReadFiles["strays"];
  readonly statistics: Statistics;
  readonly disagreements: readonly {
    readonly raters: readonly [Rater, Rater];
    /** Worst first. */
    readonly list: readonly Disagreement[];
  }[];
}

/** Joins the files of one run each, and compares and counts what their raters said. */
export function reviewOf(
  { files, unread, strays }: ReadFiles,
  { taxonomy, rater }: Pick<ReviewPlan, "taxonomy" | "rater">,
): Review {
  const joined = joinRaters(files, () => judgementIdFrom(randomUUID()));
  const judged = joined.traces.map((trace) =>
    judgedTrace(trace, { taxonomy, family: gymNameOf(trace)?.family ?? null }),
  );
  const statistics = statisticsOf(judged, rater);
  const disagreements = statisticsOf(judged).pairs.map(({ raters }) => ({
    raters,
    list: compareRaters(judged, raters[0].id, raters[1].id).disagreements,
  }));
  return { files: joined.files, unread, strays, statistics, disagreements };
}

/** The review as Markdown, in the words of the page. */
export function printReview({ files, unread, strays, statistics, disagreements }: Review, taxonomy: Taxonomy): string {
  const { traces, failing, failures, alpha, pairs } = statistics;
  const tables = tablesOf(statistics, tableWords(taxonomy)).map(markdownOf);
  const runs = new Set(files.map(({ trace }) => trace));
  return [
    traces === 0 ? words.nothingJudged : words.summary(traces, failing, failures),
    ...(files.length > 1 && runs.size === files.length ? [words.differentTraces] : []),
    ...(pairs.length === 0 ? [] : [words.alpha(alpha === null ? words.undefined : alpha.toFixed(3))]),
    "",
    ...tables,
    ...disagreements.map(({ raters, list }) => `${raters.map(nameOf).join(", ")}: ${words.disagreements(list.length)}`),
    ...files.filter(({ leftOut }) => leftOut > 0).map(({ name, leftOut }) => `${name}: ${words.leftOut(leftOut)}`),
    ...strays,
    ...unread.map(({ name, code }) => `${name}: ${code}`),
  ].join("\n");
}

const nameOf = ({ id, name }: Rater): string => {
  if (id === ADJUDICATOR.id) return words.adjudicator;
  return id === ME.id ? words.me : name;
};

function tableWords({ tags }: Taxonomy): TableWords {
  const named: Readonly<Record<Grouping, (key: string) => string>> = {
    tag: (key) => tags.find((tag) => tag.key === key)?.name ?? key,
    place: (key) => words.step(Number(key)),
    kind: (key) => key,
    system: (key) => key,
    family: (key) => SORT_CARDS.find(({ family }) => family === key)?.title.en ?? key,
    day: (key) => key,
  };
  return {
    titles: words.titles,
    columns: words.columns,
    nameOf: (grouping, key) => (key === "" ? words.none[grouping] : named[grouping](key)),
    raterName: nameOf,
  };
}
