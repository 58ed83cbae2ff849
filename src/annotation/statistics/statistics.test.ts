import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { applyEdit, type Edit, type Trace } from "../../trace";
import { addJudgement, batch, traceId, trunk } from "../../trace/testing";
import { judgedTrace } from "../agreement/judgedTrace";
import { OWN_TAXONOMY } from "../ownTaxonomy";
import { statisticsOf } from "./statistics";
import { csvOf, markdownOf } from "./table";
import { type TableWords, tablesOf } from "./tables";

const ANN = { id: "ann", name: "Ann" };
const BEN = { id: "ben", name: "Ben" };
const DAY = 86_400_000;
const tagged = (...keys: readonly string[]) => keys.map((tag) => ({ taxonomy: OWN_TAXONOMY.id, version: "1", tag }));
const judged = (id: string, family: string | null, ...edits: readonly Edit[]) =>
  judgedTrace({ ...must(applyEdit(trunk, batch(...edits))), id: traceId(id) } satisfies Trace, {
    taxonomy: OWN_TAXONOMY,
    family,
  });

const TRACES = [
  judged(
    "one",
    "find",
    addJudgement("1", "look", { verdict: "correct" }, { rater: ANN, atMillis: 0 }),
    addJudgement(
      "2",
      "zoom",
      { verdict: "wrong", firstError: true, tags: tagged("localisation") },
      { rater: ANN, atMillis: 1 },
    ),
    addJudgement("3", "zoom", { verdict: "wrong", tags: tagged("perception") }, { rater: BEN, atMillis: DAY }),
    addJudgement("4", "answer", { verdict: "wrong" }, { rater: BEN, atMillis: DAY }),
  ),
  judged("two", "count", addJudgement("5", "look", { verdict: "correct" }, { rater: ANN, atMillis: DAY })),
  judged(
    "three",
    "count",
    addJudgement("6", { kind: "trace" }, { tags: tagged("loop") }, { rater: BEN, atMillis: DAY }),
  ),
  judged("unjudged", "maze"),
];

describe("statistics of failures", () => {
  const told = statisticsOf(TRACES);
  const rows = (grouping: keyof typeof told.counts) =>
    told.counts[grouping].map(({ key, count, of }) => [key, count, of]);

  it("count a step once, however many raters call it a failure", () => {
    expect(told).toMatchObject({ traces: 3, failing: 2, failures: 3 });
    expect(rows("tag")).toEqual([
      ["", 1, 3],
      ["localisation", 1, 3],
      ["loop", 1, 3],
      ["perception", 1, 3],
    ]);
    expect(rows("kind")).toEqual([
      ["", 1, 3],
      ["action", 1, 3],
      ["answer", 1, 3],
    ]);
  });

  it("tell where lines first went wrong, in which families, and when", () => {
    expect(rows("place")).toEqual([["3", 1, 1]]);
    expect(rows("family")).toEqual([
      ["count", 1, 2],
      ["find", 1, 1],
    ]);
    expect(rows("system")).toEqual([["", 2, 3]]);
    expect(rows("day")).toEqual([
      ["1970-01-01", 1, 2],
      ["1970-01-02", 2, 4],
    ]);
  });

  it("lead to the places that they count", () => {
    expect(told.counts.tag.find(({ key }) => key === "localisation")?.places).toEqual([
      { trace: { id: "one", title: trunk.title }, step: "zoom", place: 3 },
    ]);
    expect(told.counts.family[0]?.places).toEqual([
      { trace: { id: "three", title: trunk.title }, step: null, place: null },
    ]);
  });

  it("compare each two raters, and can be of one alone", () => {
    expect(told.raters.map(({ rater, judgements, traces }) => [rater.name, judgements, traces])).toEqual([
      ["Ann", 3, 2],
      ["Ben", 3, 2],
    ]);
    expect(told.pairs).toMatchObject([{ raters: [ANN, BEN], steps: 1, sameVerdict: 1 }]);
    const alone = statisticsOf(TRACES, ANN.id);
    expect([alone.traces, alone.failures, alone.counts.tag.map(({ key }) => key)]).toEqual([2, 1, ["localisation"]]);
  });

  it("of nothing are empty, and of a time that is none are of no day", () => {
    expect(statisticsOf([])).toMatchObject({ traces: 0, failures: 0, pairs: [], alpha: null });
    const odd = judged("odd", null, addJudgement("7", "look", { verdict: "wrong" }, { atMillis: 9e99 }));
    expect(statisticsOf([odd]).counts.day.map(({ key }) => key)).toEqual([""]);
  });
});

const WORDS: TableWords = {
  titles: {
    ...{ tag: "By tag", place: "By place", kind: "By kind", system: "By system", family: "By family", day: "By day" },
    ...{ raters: "Raters", pairs: "Agreement" },
  },
  columns: {
    ...{ tag: "Tag", place: "Place", kind: "Kind", system: "System", family: "Family", day: "Day", count: "Failures" },
    ...{
      of: "Of",
      failing: "Failing",
      judged: "Judged",
      share: "Share",
      rater: "Rater",
      judgements: "Judgements",
      traces: "Traces",
      first: "A",
      second: "B",
    },
    ...{ steps: "Steps", same: "Same", kappa: "κ", firstError: "Exact", withinOne: "Within one", tags: "Tags" },
    ...{ detection: "Detection", classification: "Classification", localisation: "Localisation" },
  },
  nameOf: (_, key) => key || "none",
  raterName: ({ name }) => name,
};

describe("tables", () => {
  it("hold every figure, and none where there is nothing to tell", () => {
    const tables = tablesOf(statisticsOf(TRACES), WORDS);
    expect(tables.map(({ title, rows }) => [title, rows.length])).toEqual([
      ["By tag", 4],
      ["By place", 1],
      ["By kind", 3],
      ["By system", 1],
      ["By family", 2],
      ["By day", 2],
      ["Raters", 2],
      ["Agreement", 1],
    ]);
    expect(tables[0]?.rows[1]).toEqual(["localisation", 1, 3, 0.3333]);
    expect(tablesOf(statisticsOf([]), WORDS)).toEqual([]);
  });

  const ODD = {
    title: "a|b",
    columns: ["x", "n"],
    rows: [
      ['=1+1, "no"\n<b>', 2],
      [null, -1],
    ] as const,
  };

  it("are Markdown that no cell breaks out of", () => {
    expect(markdownOf(ODD)).toBe('### a\\|b\n\n| x | n |\n| --- | ---: |\n| =1+1, "no" &lt;b> | 2 |\n|  | -1 |\n');
  });

  it("are CSV that no spreadsheet computes, numbers left as they are", () => {
    expect(csvOf(ODD)).toBe('x,n\r\n"\'=1+1, ""no""\n<b>",2\r\n,-1\r\n');
  });
});
