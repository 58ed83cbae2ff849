// Verdicts of OpenAI's evals stand in events of their own, between those of other samples.
import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { openSource } from "./stream/streamLog";
import { allItems, sourceOf } from "./stream/testing";
import { countingPorts } from "./testing";
import { lostOwnWords } from "./testing/ownWords";

const event = (type: string, sample: string, data: object, event_id = 0) => ({
  ...{ run_id: "r", event_id, sample_id: sample, type, data, created_by: "", created_at: "2024-01-01" },
});
const asks = (content: string, ...more: readonly object[]) => [{ role: "user", content }, ...more];
const sampling = (sample: string, prompt: readonly object[], said: string) =>
  event("sampling", sample, { prompt, sampled: [said] });

const EVENTS = [
  sampling("lamps.0", asks("What hangs over the quay?"), "A red lamp."),
  sampling("lamps.1", asks("What hangs below it?"), "A bell."),
  event("match", "lamps.1", { correct: true, expected: "bell", picked: "bell" }),
  event("match", "lamps.0", { correct: false, expected: ["a green lamp", "green"], picked: null, options: ["a", "b"] }),
];
const inLines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");

const verdictsOf = (text: string) =>
  readLog(text).records.map(({ place, scores, reference }) => [
    place,
    ...scores.map(({ field, value, decides }) => `${field} ${value}${decides ? "" : " beside"}`),
    reference?.answer,
  ]);

describe("verdicts of OpenAI's evals", () => {
  it("are brought to the request that they are about", () => {
    const right = JSON.stringify(["a green lamp", "green"]);
    expect(verdictsOf(inLines(EVENTS))).toEqual([
      ["line 1", "correct false", right],
      ["line 2", "correct true", "bell"],
    ]);
    expect(verdictsOf(JSON.stringify(EVENTS))).toEqual([
      ["record 1", "correct false", right],
      ["record 2", "correct true", "bell"],
    ]);
    expect(readLog(inLines(EVENTS)).unread).toEqual([]);
  });

  it("are of the last turn of a talk, and not of the model that judges it", () => {
    const first = asks("What hangs there?");
    const talk = [
      sampling("a", first, "What do you mean?"),
      sampling(
        "a",
        [...first, { role: "assistant", content: "What do you mean?" }, ...asks("The lamp.")],
        "It is red.",
      ),
      sampling("a", asks("Is that right: It is red."), "Yes"),
      event("metrics", "a", { choice: "Yes", score: 1, many: null }),
    ];
    expect(verdictsOf(inLines(talk))).toEqual([
      ["line 1", undefined],
      ["line 2", "choice Yes beside", "score 1 beside", undefined],
      ["line 3", undefined],
    ]);
  });

  it("stay in the report where they are about no request", () => {
    const { records, unread } = readLog(inLines([...EVENTS, event("match", "lamps.7", { correct: true })]));
    expect(records).toHaveLength(2);
    expect(unread).toMatchObject([{ place: "line 5", code: "unknown-form" }]);
  });

  it("lose nothing that stands beside them", async () => {
    const marked = JSON.parse(
      JSON.stringify(EVENTS)
        .replace('"a","b"', '"w1w","w2w"')
        .replace("a green lamp", "w3w")
        .replace('picked":"bell', 'picked":"w4w'),
    );
    const contents = readLog(inLines(marked));
    const opened = await Promise.all(
      contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts())),
    );
    expect(lostOwnWords(marked, contents, opened)).toEqual([]);
    expect(opened.flatMap(({ report }) => report.notUnderstood)).toMatchObject([{ count: 2, excerpt: "w1w" }]);
  });

  it("are found in a file that begins with what was run", async () => {
    const text = inLines([{ spec: { eval_name: "lamps" } }, ...EVENTS]);
    const items = await allItems(openSource(sourceOf(text)));
    expect(items).toMatchObject([
      { kind: "record", record: { place: "line 2", scores: [{ field: "correct", value: false }] } },
      { kind: "record", record: { place: "line 3", scores: [{ field: "correct", value: true }] } },
      { kind: "unread", unread: { place: "line 1" } },
    ]);
  });
});
