import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { modelRefusal, REFUSALS } from "../../engine";
import { imageBox, imagePoint } from "../../geometry";
import type { StepBody } from "../../trace";
import { imageId } from "../../trace/testing";
import { en } from "./en";
import { detail, failureDetail, gist, isShort, spoken } from "./names";
import { zh } from "./zh";

const IMAGE = imageId("1");
const of = (body: StepBody, title = "") => detail({ body, title }, en);
const acting = (action: Action) => of({ kind: "action", action, declared: null });

it("is a line of a list, and no flood, where a program printed one", () => {
  const flood = "x".repeat(200_000);
  const seen: StepBody = { kind: "observation", image: IMAGE, text: flood };
  for (const said of [of(seen), of({ kind: "problem", question: flood, images: [IMAGE] }), of(seen, flood)])
    expect(said).toBe(`${"x".repeat(500)}…`);
  expect(gist({ title: "", body: { kind: "thought", text: flood } }, en)).toHaveLength(501);
});

it("is what went wrong where a program failed, and not the lines that led there", () => {
  const text =
    'on\nTraceback (most recent call last):\n  File "<program>", line 1, in <module>\n    f(\n   ^\nNameError: f\n';
  expect(gist({ title: "", body: { kind: "observation", image: IMAGE, text } }, en)).toBe("on\nNameError: f\n");
});

it("is read out with its kind, and that but once", () => {
  const crop: Action = { kind: "zoom", image: IMAGE, box: imageBox(1, 2, 30, 40) };
  expect(spoken({ title: "", body: { kind: "action", action: crop, declared: null } }, en)).toBe("Crop");
  expect(spoken({ title: "", body: { kind: "answer", text: "J" } }, en)).toBe("Answer, J");
});

describe("what a frame says beside its kind", () => {
  it("is the question, the label, the size or the place, and never the kind again", () => {
    expect(of({ kind: "problem", question: "How many?", images: [IMAGE] })).toBe("How many?");
    expect(acting({ kind: "zoom", image: IMAGE, box: imageBox(1, 2, 30.4, 40) })).toBe("30 × 40");
    expect(acting({ kind: "box", image: IMAGE, box: imageBox(1, 2, 3, 4), label: "cup" })).toBe("“cup”");
    expect(acting({ kind: "point", image: IMAGE, at: imagePoint(5, 6), label: "" })).toBe("5, 6");
    expect(acting({ kind: "rotate", image: IMAGE, degrees: 90 })).toBe("90°");
    expect(acting({ kind: "program", image: IMAGE, language: "python", source: "\ncrop(1)\nend", readings: 0 })).toBe(
      "crop(1)",
    );
  });

  it("is nothing where the words stand in the frame, and the title where a person gave one", () => {
    expect(of({ kind: "thought", text: "So." })).toBe("");
    expect(of({ kind: "observation", image: IMAGE, text: "<tool_response><image></tool_response>" })).toBe("");
    expect(of({ kind: "thought", text: "So." }, "Where it went wrong")).toBe("Where it went wrong");
  });
});

it("counts letters and not units for what is short enough for a headline", () => {
  expect([isShort("𠮷".repeat(40)), isShort("𠮷".repeat(41))]).toEqual([true, false]);
  expect([isShort("  42\n"), isShort("4\n2")]).toEqual([true, false]);
});

it("tells which file is at fault, and else what the runtime said", () => {
  const message = "onnx/decoder_model_merged.onnx takes 4.0 GB. Choose files of fewer bits.";
  expect(failureDetail(en, { code: "corrupt-file", message, detail: "protobuf parsing failed" })).toBe(message);
  expect(failureDetail(en, { code: "out-of-memory", message })).toBe(message);
  expect(failureDetail(en, { code: "out-of-memory", message: "There is not enough.", detail: "bad_alloc" })).toBe(
    "bad_alloc",
  );
  expect(failureDetail(en, { code: "aborted", message: "Stopped." })).toBe("");
});

describe("refusals of a model", () => {
  const placesOf = (sentence: string): readonly string[] => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

  it("have a sentence in Chinese for each of the engine's, with the same places", () => {
    const told = Object.entries(REFUSALS).map(([name, sentence]) => [name, placesOf(sentence)]);
    expect(Object.entries(zh.refusals).map(([name, sentence]) => [name, placesOf(sentence)])).toEqual(told);
  });

  it("are told in the language of the page", () => {
    const failure = modelRefusal("missing-file", "no-file", { path: "config.json" });
    expect(failureDetail(en, failure)).toMatch(/^The model has no file "config\.json"/);
    expect(failureDetail(zh, failure)).toMatch(/^模型缺少文件“config\.json”/);
  });
});
