import { describe, expect, it } from "vitest";
import { stepOfScore, type TraceId } from "../trace";
import { groupOf } from "./group";
import { openGroup, openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

const row = (said: string, reward: number, more: object = {}): object => ({
  messages: [
    { role: "user", content: "<image>Which colour?" },
    { role: "assistant", content: said },
  ],
  images: ["a.jpg"],
  solution: "red",
  reward,
  ...more,
});
const CALL = '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [10, 20, 60, 50]}}\n</tool_call>';
const ROWS = [
  row("<think>a</think><answer>blue</answer>", 0),
  row(`<think>b</think>${CALL}`, 1, { critique: "a good long look" }),
  row("<think>c</think><answer>red</answer>", 1),
];
const recordsOf = (rows: readonly object[]) => readLog(rows.map((line) => JSON.stringify(line)).join("\n")).records;
const PORTS = () => countingPorts({ "a.jpg": { digit: "a", width: 100, height: 80 } });

describe("records of one problem", () => {
  it("are told by question, answer and pictures", () => {
    const same = recordsOf(ROWS).map(groupOf);
    expect(new Set(same).size).toBe(1);
    const others = recordsOf([
      row("x", 1, { images: ["b.jpg"] }),
      row("x", 1, { solution: "blue" }),
      row("x", 1, { messages: [{ role: "user", content: "<image>What else?" }] }),
      row("x", 1, { images: [`data:image/png;base64,${"A".repeat(90_000)}`] }),
      row("x", 1, { images: [`data:image/png;base64,${"A".repeat(89_000)}${"B".repeat(1000)}`] }),
    ]).map(groupOf);
    expect(new Set([...same, ...others]).size).toBe(6);
  });

  it("are null where nothing is asked", () => {
    expect(readLog("<think>a</think><answer>b</answer>").records.map(groupOf)).toEqual([null]);
  });

  it("open as one trace with a branch for each, which keeps its scores", async () => {
    const [first, ...others] = recordsOf(ROWS);
    if (!first) throw new Error("no record");
    const { trace, report, branches } = await openGroup([first, ...others], "t" as TraceId, PORTS());
    const [problem] = trace.children.get(null) ?? [];
    expect(trace.children.get(problem ?? null)).toEqual(branches.map(({ ends }) => ends?.first));
    expect(trace.scores.map((score) => [score.value, stepOfScore(score)])).toEqual(
      [0, 1, 1].map((value, i) => [value, branches[i]?.ends?.last]),
    );
    expect(branches.map(({ place }) => place)).toEqual(["line 1", "line 2", "line 3"]);
    // One of the three calls the tool of a system that the other two do not show.
    expect(report).toMatchObject({ place: "line 1 to line 3", system: "deepeyes", answers: 2, actions: { zoom: 1 } });
    expect(report.notUnderstood.map(({ place }) => place)).toEqual(["line 2, critique"]);
    expect([...trace.images.values()].map(({ width }) => width)).toEqual([100]);
  });

  it("leave to the report what one tells of the problem otherwise than the first", async () => {
    const [first, ...others] = recordsOf([
      row("red", 1, { system: "Be brief.", id: "a" }),
      row("blue", 0, { system: "Be brief.", id: "b" }),
      row("green", 0, { system: "Be loud.", question: "The colour" }),
    ]);
    if (!first) throw new Error("no record");
    const { report } = await openGroup([first, ...others], "t" as TraceId, PORTS());
    expect(report.notUnderstood.map(({ place, excerpt }) => [place, excerpt])).toEqual([
      ["line 3, instructions", "Be loud."],
      ["line 3, title", "The colour"],
    ]);
  });

  it("give the same trace alone as opened by itself", async () => {
    const [, record] = recordsOf(ROWS);
    if (!record) throw new Error("no record");
    const { trace, report } = await openGroup([record], "t" as TraceId, PORTS());
    expect(await openRecord(record, "t" as TraceId, PORTS())).toEqual({ trace, report });
  });

  it("keep a problem of which no run is left", async () => {
    const [record] = recordsOf([row("", 1, { messages: [{ role: "user", content: "Which?" }] })]);
    if (!record) throw new Error("no record");
    const { branches, trace } = await openGroup([record, record], "t" as TraceId, PORTS());
    expect(branches.map(({ ends }) => ends)).toEqual([null, null]);
    expect(trace.steps.size).toBe(1);
  });
});
