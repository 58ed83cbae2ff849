import { describe, expect, it } from "vitest";
import { readLog } from ".";

const recordsIn = (text: string) => readLog(text).records;
const left = (text: string): string[] =>
  recordsIn(text).flatMap(({ unread }) => unread.map(({ code, place }) => `${code} ${place}`));

describe("rows of evaluators", () => {
  const row = { question: "Which lamp hangs lower?", image_path: "a.png", answer: "A", prediction: "B" };

  it("tells choices however long they are, and what was thought however short", () => {
    const asked = { ...row, A: "the red one that hangs from the beam over the table", B: "blue", C: "nan", D: null };
    expect(left(JSON.stringify({ ...asked, thinking: "I see" }))).toEqual([]);
    expect(recordsIn(JSON.stringify(asked))[0]?.question).toContain("A. the red one that hangs from the beam");
  });

  it.each([
    [{ hit: 0, log: "No letter was found." }, "log"],
    [{ score: 0.5, gpt4_log: "Failed once.\nSucceeded." }, "gpt4_log"],
    [{ judge_score: 1, judge_response: "It names the same lamp." }, "judge_response"],
    [{ gpt4_score: 0.5, judge: "It names another lamp, and so it is half right at best." }, "judge"],
  ])("keeps what a judge said beside its verdict: %j", (said, field) => {
    const text = JSON.stringify({ ...row, ...said });
    expect(left(text)).toEqual([]);
    const words = Object.entries(said).find(([key]) => key === field)?.[1];
    expect(recordsIn(text)[0]?.scores).toContainEqual({ value: words, field, decides: false });
  });

  it("reports such words where nobody judged", () => {
    expect(left(JSON.stringify({ ...row, feedback: "Nobody counted this one, but it was said." }))).toEqual([
      "unread-field feedback",
    ]);
  });

  it("tells a task of several lines that the question was made of", () => {
    const step = {
      task: "Find a lamp\nthat hangs low",
      previous_actions: ["[a] Lamps -> CLICK"],
      response: "I click.",
    };
    expect(left(JSON.stringify({ ...step, gpt_value: "None\nI click." }))).toEqual(["unread-field gpt_value"]);
    expect(left(JSON.stringify(step))).toEqual([]);
  });

  it("knows what rows are sorted by", () => {
    expect(left(JSON.stringify({ ...row, group: "optical", method: "baseline", sub_topic: "lines" }))).toEqual([]);
  });
});
