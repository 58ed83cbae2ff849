import { describe, expect, it } from "vitest";
import { entryOf, readLog } from ".";

const entries = (value: unknown) =>
  Promise.all(
    readLog(JSON.stringify(value)).records.map((record, index) =>
      entryOf(
        { kind: "record", record, at: { kind: "whole", nth: index } },
        { index, file: 0, fingerprint: "log" },
        null,
      ),
    ),
  );

describe("what a log itself says of a run", () => {
  it("counts where the question is a record of its own, and where it is words", async () => {
    const question = { image_path: "a.png", question: "Find x.", ground_truth: "30" };
    const results = [
      { question, ground_truth: "30", model_output: "<answer>30°</answer>", is_correct: true },
      { question, ground_truth: "30", model_output: "<answer>thirty-one</answer>", is_correct: false },
      { question: "Find x.", image_path: "a.png", ground_truth: "30", model_output: "x", is_correct: false },
      { question, ground_truth: "30", model_output: "<answer>30</answer>" },
    ];
    expect((await entries({ results })).map(({ right, title }) => [title, right])).toEqual([
      ["Find x.", true],
      ["Find x.", false],
      ["Find x.", false],
      ["Find x.", true],
    ]);
  });
});
