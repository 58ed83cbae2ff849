import { describe, expect, it } from "vitest";
import { ME } from "../../trace";
import { readLog } from "../readLog";
import { entryOf, type RecordEntry } from "./entry";
import { ALL_RECORDS } from "./filter";
import type { RecordAt } from "./item";
import { RunList } from "./runList";
import { fingerprintOf, nameOfRuns, runNameOf } from "./runName";

const line = (question: string, answer: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: question },
      { role: "assistant", content: `<think>t</think><answer>${answer}</answer>` },
    ],
    answer: "A",
  });

const { records } = readLog(
  ["sign 10", "sign 9", "sign 2", "other"].map((asked, i) => line(asked, "ABAB"[i] ?? "")).join("\n"),
);

const entries = (): Promise<RecordEntry[]> =>
  Promise.all(
    records.map((record, index) =>
      entryOf(
        { kind: "record", record, at: { kind: "whole", nth: index } },
        { index, file: 0, fingerprint: "f" },
        null,
      ),
    ),
  );

const titles = (found: readonly RecordEntry[]): readonly string[] => found.map(({ title }) => title);
const wrong = { verdict: "wrong", firstError: 3, raters: [ME] } as const;

describe("a list of runs", () => {
  it("sorts by any column, either way; what has nothing to be sorted by comes last either way", async () => {
    const list = new RunList(await entries());
    const [, second] = list.rows(0, 9);
    list.judge([{ run: second?.run ?? "", judged: wrong }]);
    const by = (order: (typeof ALL_RECORDS)["order"], reversed = false) =>
      titles(list.fitting({ ...ALL_RECORDS, order, reversed }));
    expect(by("title")).toEqual(["other", "sign 2", "sign 9", "sign 10"]);
    expect(by("right")).toEqual(["sign 9", "other", "sign 10", "sign 2"]);
    expect(by("answer", true)).toEqual(["sign 9", "other", "sign 10", "sign 2"]);
    for (const reversed of [false, true]) {
      expect(by("verdict", reversed)[0]).toBe("sign 9");
      expect(by("first-error", reversed)[0]).toBe("sign 9");
    }
  });

  it("goes to the run beside, and round the ends to what is sought; nowhere where there is none", async () => {
    const list = new RunList(await entries());
    const step = (from: number | null, by: 1 | -1, kind: "any" | "wrong") =>
      list.beside({ from, by, to: { kind } })?.index ?? null;
    expect([step(null, 1, "any"), step(null, -1, "any"), step(3, 1, "any"), step(0, -1, "any")]).toEqual([
      0,
      3,
      null,
      null,
    ]);
    expect([step(3, 1, "wrong"), step(1, -1, "wrong"), step(2, 1, "wrong")]).toEqual([1, 3, 3]);
    list.show(list.fitting({ ...ALL_RECORDS, words: "sign 9" }));
    expect([step(1, 1, "wrong"), step(0, 1, "wrong")]).toEqual([null, 1]);
  });

  it("keeps the rows that were found where they are when one of them is judged", async () => {
    const list = new RunList(await entries());
    const unjudged = { ...ALL_RECORDS, unjudgedBy: ME.id };
    list.show(list.fitting(unjudged));
    list.judge([{ run: list.rows(0, 1)[0]?.run ?? "", judged: wrong }]);
    expect(list.rows(0, 9)).toHaveLength(4);
    expect(list.countJudgedBy(ME.id)).toBe(1);
    expect(list.beside({ from: 3, by: 1, to: { kind: "unjudged", by: ME.id } })?.index).toBe(1);
    expect(titles(list.fitting(unjudged))).toEqual(["sign 9", "sign 2", "other"]);
  });
});

describe("what a run goes by", () => {
  const [first, second] = records;
  const at: RecordAt = { kind: "line", number: 3, from: 10, to: 20, nth: 0 };

  it("does not change when bytes move, and does when the words, the place or the log do", () => {
    if (!first || !second) throw new Error("No records");
    const name = runNameOf("f", at, first);
    expect(runNameOf("f", { ...at, from: 90, to: 99 }, first)).toBe(name);
    const others = [
      runNameOf("g", at, first),
      runNameOf("f", { ...at, number: 4 }, first),
      runNameOf("f", { ...at, nth: 1 }, first),
      runNameOf("f", at, second),
    ];
    expect(new Set([name, ...others]).size).toBe(5);
  });

  it("is told by how its log begins: by the first line, or more where that says nothing", () => {
    const long = line("sign 1", "A");
    expect(fingerprintOf(`${long}\n${line("x", "B")}`)).toBe(fingerprintOf(`${long}\r\n`));
    expect(fingerprintOf(`[\n${long}`)).not.toBe(fingerprintOf(`[\n${line("sign 2", "A")}`));
  });

  it("is the same for several runs in any order, and for one its own", () => {
    expect(nameOfRuns(["b", "a"])).toBe(nameOfRuns(["a", "b"]));
    expect(nameOfRuns(["a"])).toBe("a");
  });
});
