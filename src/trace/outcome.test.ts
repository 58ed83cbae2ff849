import { describe, expect, it } from "vitest";
import { must } from "../base";
import { applyEdit, type Edit } from "./edit";
import { decides, isRight, outcomeOf } from "./outcome";
import { stepId, traceId } from "./testing";
import { emptyTrace, plainStep, type StepBody } from "./trace";

const step = (id: string, parent: string | null, body: StepBody): Edit => ({
  kind: "add-step",
  index: 0,
  step: plainStep({
    id: stepId(id),
    parent: parent === null ? null : stepId(parent),
    author: "import",
    atMillis: 0,
    body,
  }),
});

const kept = (name: string, value: number | boolean | string, leaf: string): Edit => ({
  kind: "add-score",
  index: 0,
  score: { name, value, about: { kind: "line", leaf: stepId(leaf) }, source: { kind: "log", field: name } },
});

const trace = (...edits: readonly Edit[]) =>
  must(
    applyEdit(emptyTrace(traceId("t"), ""), {
      kind: "batch",
      edits: [
        step("p", null, {
          kind: "problem",
          question: "?",
          images: [],
          reference: { answer: "B", source: { kind: "log", field: "answer" } },
        }),
        step("right", "p", { kind: "answer", text: "(B)" }),
        step("wrong", "p", { kind: "answer", text: "<answer>C</answer>" }),
        ...edits,
      ],
    }),
  );

describe("the outcome of a line", () => {
  it("holds its answer against the truth of its problem", () => {
    expect(outcomeOf(trace(), stepId("right"))).toMatchObject({ right: true, reference: { answer: "B" }, scores: [] });
    expect(outcomeOf(trace(), stepId("wrong")).right).toBe(false);
  });

  it("is what the log's own deciding score says, of this line alone", () => {
    const scored = trace(kept("is_correct", false, "right"), kept("format_reward", 1, "wrong"));
    expect(outcomeOf(scored, stepId("right"))).toMatchObject({ right: false, scores: [{ name: "is_correct" }] });
    expect(outcomeOf(scored, stepId("wrong"))).toMatchObject({ right: false, scores: [{ name: "format_reward" }] });
  });

  it("is not known in the middle of a line, nor of no line", () => {
    expect(outcomeOf(trace(), stepId("p")).right).toBeNull();
    expect(outcomeOf(trace(), null)).toEqual({ reference: null, scores: [], right: null });
  });
});

it.each([
  ["is_correct", true],
  ["reward", true],
  ["reward.format", true],
  ["details.score", true],
  ["format_reward", false],
  ["scores", false],
])("whether %s decides: %s", (name, expected) => {
  expect(decides(name)).toBe(expected);
});

it.each([
  [0.2, "B", "B", false],
  [null, "\\boxed{4}", "4", true],
  [null, "4", "5", false],
  [null, "a red car", "the car is red", null],
  [null, "", "5", null],
  [null, "5", null, null],
])("score %s, answer %s, truth %s: %s", (score, answer, truth, expected) => {
  expect(isRight(score, answer, truth)).toBe(expected);
});
