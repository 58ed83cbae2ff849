// Cases of DeepEval with tools, turns and pictures.
import { describe, expect, it } from "vitest";
import { findingsIn, lineIn, only, PNG } from "./testing";

const FIT = [{ name: "Fit", score: 1, reason: "It is so." }];
const CASE = {
  input: "What hangs over [DEEPEVAL:IMAGE:abc] there?",
  actualOutput: "A red lamp.",
  expectedOutput: "a lamp",
  imagesMapping: { abc: { dataBase64: PNG, mimeType: "image/png", filename: "quay.png", local: true } },
  metricsData: FIT,
};
const ZOOM = { name: "image_zoom_in_tool", inputParameters: { bbox_2d: [10, 20, 200, 300], img_idx: 0 } };
const SIZE = { data: { width: 1000, height: 700 } };

describe("a case of DeepEval", () => {
  it("shows the pictures of its texts, and what its tools were asked and gave back", async () => {
    const called = [{ ...ZOOM, type: "FUNCTION", reasoning: "It is small.", output: { cut: "a part of it" } }];
    const record = await only({ testCases: [{ ...CASE, toolsCalled: called }] }, SIZE);
    expect(lineIn(record)).toEqual([
      "asked What hangs over  there?",
      "thought It is small.",
      "zoom 10 14 190 196",
      'saw {"cut":"a part of it"}',
      "answer A red lamp.",
    ]);
    expect(findingsIn(record)).toEqual([]);
    const { trace } = record;
    expect([...trace.images.values()].map(({ width }) => width)).toContain(1000);
    expect(trace.scores.map(({ name, value }) => [name, value])).toEqual([
      ["Fit", 1],
      ["Fit.reason", "It is so."],
    ]);
  });

  it("may be written under plain names, with tools by their names alone", async () => {
    const record = await only({
      test_cases: [{ input: "What hangs there?", actual_output: "A lamp.", tools_called: ["look"], name: "quay" }],
    });
    expect(lineIn(record)).toEqual(["asked What hangs there?", "unparsed unsupported-call", "answer A lamp."]);
    expect(findingsIn(record)).toEqual(["unsupported-call look"]);
  });

  it("may be a talk", async () => {
    const turns = [
      { role: "user", content: "What hangs there?", order: 0 },
      { role: "assistant", content: "A lamp.", order: 1, toolsCalled: [{ name: "look", output: "seen" }] },
    ];
    const record = await only({ conversationalTestCases: [{ name: "quay", turns, metricsData: FIT }] });
    expect(lineIn(record)).toEqual([
      "asked What hangs there?",
      "unparsed unsupported-call",
      "saw seen",
      "answer A lamp.",
    ]);
    expect(record.trace.scores).toHaveLength(2);
  });

  it("reports what tools are described by, those that were expected, and pictures that stand in no text", async () => {
    const other = { url: "https://example.org/other.png", filename: "other.png" };
    const value = {
      ...CASE,
      input: "What hangs there?",
      toolsCalled: [{ name: "look", description: "looks at a part of a picture, however small that may be" }],
      expectedTools: [{ name: "image_zoom_in_tool" }],
      imagesMapping: { other },
    };
    expect(findingsIn(await only({ testCases: [value] }))).toEqual([
      "unread-field expected_tools[].name",
      "unread-field tools_called[].description",
      "unread-field images_mapping.other.url",
      "unsupported-call look",
    ]);
  });
});
