// Runs of gpt-oss in the marks of Harmony, wherever a log has them.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only } from "./testing";

const PROMPT =
  "<|start|>system<|message|>Reasoning: high\n\n# Valid channels: analysis, commentary, final.<|end|>" +
  "<|start|>developer<|message|># Instructions\n\nAnswer shortly.<|end|>" +
  "<|start|>user<|message|>What hangs over the quay?<|end|><|start|>assistant";
const CALL = '{"bbox_2d": [10, 20, 200, 300], "img_idx": 0}';
const SAID =
  "<|channel|>analysis<|message|>I should look at it.<|end|>" +
  "<|start|>assistant<|channel|>commentary<|message|>I cut it out.<|end|>" +
  `<|start|>assistant<|channel|>commentary to=functions.image_zoom_in_tool <|constrain|>json<|message|>${CALL}<|call|>` +
  "<|start|>functions.image_zoom_in_tool to=assistant<|channel|>commentary<|message|>It was cut.<|end|>" +
  "<|start|>assistant<|channel|>final<|message|>A red lamp.<|return|>";
const STEPS = [
  "asked What hangs over the quay?",
  "thought I should look at it.",
  "thought I cut it out.",
  "zoom 10 20 190 280",
  "saw It was cut.",
  "answer A red lamp.",
];
const CAT = { named: { "a.png": { width: 1000, height: 1000 } } };

describe("a run in the marks of Harmony", () => {
  it.each([
    ["in one text with its prompt", { text: PROMPT + SAID, image: "a.png" }],
    ["behind its prompt", { prompt: PROMPT, response: SAID, image: "a.png" }],
    ["behind a plain question", { question: "What hangs over the quay?", response: SAID, image: "a.png" }],
    [
      "as the words of a message",
      {
        messages: [
          { role: "user", content: "What hangs over the quay?" },
          { role: "assistant", content: SAID },
        ],
        image: "a.png",
      },
    ],
  ])("is read %s", async (_, value) => {
    const record = await only(value, CAT);
    expect(lineIn(record)).toEqual(STEPS);
    expect(findingsIn(record)).toEqual([]);
  });

  it("is told its instructions by the system and the developer", () => {
    const [record] = readLog(PROMPT + SAID).records;
    expect(record?.instructions).toContain("Reasoning: high");
    expect(record?.instructions).toContain("Answer shortly.");
  });

  it("may name the tool behind who speaks, call Python, and break off", async () => {
    const named = SAID.replace(
      "assistant<|channel|>commentary to=functions.image_zoom_in_tool <|constrain|>json",
      "assistant to=functions.image_zoom_in_tool<|channel|>commentary",
    );
    expect(lineIn(await only({ prompt: PROMPT, response: named, image: "a.png" }, CAT))).toEqual(STEPS);
    const python =
      "<|channel|>analysis to=python<|message|>print(1 + 1)<|call|><|start|>assistant<|channel|>analysis<|message|>It is";
    expect(lineIn(await only({ prompt: PROMPT, response: python }))).toEqual([
      "asked What hangs over the quay?",
      "unparsed unsupported-call",
      "answer It is",
    ]);
  });

  it("keeps words that stand where a header should", async () => {
    const record = await only(
      { prompt: PROMPT, response: `<|start|>assistant says a bell rings<|message|>${SAID}`, image: "a.png" },
      CAT,
    );
    expect(JSON.stringify([...record.trace.steps.values()])).toContain("says a bell rings");
  });

  it.each([
    ["fin", false],
    ["finely rung", true],
  ])("may end within the name of a channel, %s, which other words are not", async (end, isTold) => {
    const response = `${SAID.replace("<|return|>", "<|end|>")}<|start|>assistant<|channel|>${end}`;
    const record = await only({ prompt: PROMPT, response, image: "a.png" }, CAT);
    expect(lineIn(record).some((told) => told.endsWith(end))).toBe(isTold);
  });

  it("may end within a header", async () => {
    const record = await only(
      { prompt: PROMPT, response: `${SAID.replace("<|return|>", "<|end|>")}<|start|>assistant<|chan`, image: "a.png" },
      CAT,
    );
    expect(lineIn(record)).toEqual(STEPS);
  });
});
