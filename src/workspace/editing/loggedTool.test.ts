import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { loggedTool } from "./loggedTool";

const unparsed = (text: string) => loggedTool({ kind: "unparsed", text, code: "unsupported-call", at: 0 });

const program = (source: string) =>
  loggedTool({
    kind: "action",
    action: { kind: "program", image: "a".repeat(64) as ImageId, language: "visprog", source, readings: 0 },
    declared: null,
  });

describe("a log's own tool", () => {
  it.each([
    ['{"name": "OCR", "parameters": {"image": "img_1"}}', { tool: "read-text", words: "" }],
    ["{'name': 'GroundingDINO', 'arguments': {'param': 'bus'}}", { tool: "find-objects", words: "bus" }],
    ['{"name": "grounding_dino", "arguments": {"labels": ["cup"]}}', { tool: "find-objects", words: "cup" }],
    ["[Tool]: Object_Detector_Tool", { tool: "find-objects", words: "" }],
  ])("is called here: %s", (text, expected) => expect(unparsed(text)).toEqual(expected));

  it("is called here out of a program, with what it looks for", () => {
    expect(program("BOX0=LOC(image=IMAGE,object='dog')\nANSWER0=COUNT(box=BOX0)")).toEqual({
      tool: "find-objects",
      words: "dog",
    });
    expect(program("ANSWER0=VQA(image=IMAGE,question='What?')")).toBeNull();
  });

  it("is none where nothing is called, and never throws", () => {
    expect(unparsed("I would like to read the text")).toBeNull();
    expect(loggedTool({ kind: "thought", text: "OCR(" })).toBeNull();
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => void unparsed(text)));
  });
});
