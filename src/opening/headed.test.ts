import { describe, expect, it } from "vitest";
import { readLog } from ".";
import { headedSamples } from "./headed";
import { sampleAt } from "./samples";

const TOLD =
  "**Generation Results - Step 5**\n\n" +
  "### Sample 1\n**Input:** user\nHow many cups?\nassistant\n\n\n**Output:** <think>I count.</think>\n\n\\boxed{3}\n\n**Score:** 1.0\n\n---\n\n" +
  "### Sample 2\n**Input:** user\nWhere?\nassistant\n\n\n**Output:** **Score:** is a word.\n\n**Output:** too.\n\n**Score:** 0\n\n---\n\n";

/** Of each record what was asked, what was said, and how good that was. */
const runsIn = (text: string) =>
  readLog(text).records.map(({ question, messages, scores }) => [
    question,
    messages.flatMap(({ role, parts }) =>
      role === "assistant" ? parts.map((part) => (part.kind === "text" ? part.text : "")) : [],
    ),
    scores[0]?.value,
  ]);

describe("samples under headings", () => {
  it("reads a run of each, with how good it was", () => {
    expect(runsIn(TOLD)).toEqual([
      ["How many cups?", ["<think>I count.</think>\n\n\\boxed{3}"], 1],
      ["Where?", ["**Score:** is a word.\n\n**Output:** too."], 0],
    ]);
    expect(readLog(TOLD).records.flatMap(({ unread }) => unread)).toEqual([]);
    expect(sampleAt(TOLD, "sample 2")).toMatch(/^### Sample 2[^#]*---\n\n$/);
  });

  it("keeps a sample that breaks off", () => {
    expect(runsIn(TOLD.slice(0, TOLD.indexOf("too.")))[1]).toEqual([
      "Where?",
      ["**Score:** is a word.\n\n**Output:** "],
      undefined,
    ]);
  });

  it("reports what was no sample", () => {
    const { records, unread } = readLog("### Sample 1\n**Data:** ['only', 'two']\n\n---\n\n");
    expect([records, unread]).toMatchObject([[], [{ place: "sample 1", code: "unknown-form" }]]);
  });

  it.each(["\n", "\\n"])("reads the one sample of a text whose lines end in %j", (line) => {
    const said = "<think>I look.</think><answer>left</answer>";
    expect(runsIn(`Sample:${line}${said}${line}${line}Reward: -0.5000`)).toEqual([["", [said], -0.5]]);
    const asked = "user\nWhere is it?\nassistant\n";
    expect(runsIn(`Aggregator Sample:${line}${asked}${said}${line}${line}Reward: 1.0000`)).toEqual([
      ["Where is it?", [said], 1],
    ]);
    const pair = `Prompt:${line}Where is it?${line}${line}Completion:${line}${said}${line}${line}Reward: 0.2500`;
    expect(runsIn(pair)).toEqual([["Where is it?", [said], 0.25]]);
  });

  it("takes no other words for samples", () => {
    for (const text of ["Sample:\nonly words", "### Sample 1\nwords", "Reward: 1", `I was told:\n${TOLD}`])
      expect(headedSamples(text)).toBeNull();
  });
});
