import { describe, expect, it } from "vitest";
import { readLog } from ".";
import { labelledSamples } from "./labelled";

const LOG =
  "[prompt] user\nHow many cups?\nassistant\n\n[output] <think>I count.</think>\n\\boxed{3}\n[ground_truth] 3\n[score] 1.0\n\n" +
  "[prompt] user\nWhere is\n\nit?\nassistant\n\n[output] It is left.\n\n[score] is a word, too.\n[ground_truth] left\n[score] 0.5\n\n";

describe("samples in words", () => {
  it("reads a run of each, with what is right and how good it was", () => {
    const { records, unread } = readLog(LOG);
    expect(unread).toEqual([]);
    expect(
      records.map(({ question, reference, scores, place }) => [question, reference?.answer, scores, place]),
    ).toEqual([
      ["How many cups?", "3", [{ value: 1, field: "score", decides: true }], "sample 1"],
      ["Where is\n\nit?", "left", [{ value: 0.5, field: "score", decides: true }], "sample 2"],
    ]);
    expect(JSON.stringify(records[1]?.messages)).toContain("[score] is a word, too.");
    expect(records.flatMap(({ unread }) => unread)).toEqual([]);
  });

  it("reads all of them where the words of the first hold a name by themselves", () => {
    const told =
      "[prompt] user\nA?\nassistant\n\n[output] One.\n[output] is a word.\n[ground_truth] One\n[score] 1.0\n\n";
    const { records, unread } = readLog(told + LOG);
    expect(unread).toEqual([]);
    expect(records.map(({ reference }) => reference?.answer)).toEqual(["One", "3", "left"]);
    expect(JSON.stringify(records[0]?.messages)).toContain("[output] is a word.");
    expect(readLog(told).records.map(({ reference }) => reference?.answer)).toEqual(["One"]);
  });

  it("reads them as they are printed in training", () => {
    const printed = LOG.replaceAll(/^\[(?=prompt|output|ground_truth|score\] \d)/gm, "[VAL] [");
    expect(readLog(printed).records.map(({ question }) => question)).toEqual(["How many cups?", "Where is\n\nit?"]);
  });

  it("keeps a sample that breaks off", () => {
    const { records } = readLog(LOG.slice(0, LOG.indexOf("[score] is")));
    expect(records.map(({ reference }) => reference?.answer ?? null)).toEqual(["3", null]);
    expect(JSON.stringify(records[1]?.messages)).toContain("It is left.");
  });

  it("takes no other words for samples", () => {
    expect(labelledSamples("[ANSWER] 3")).toBeNull();
    expect(labelledSamples("[prompt] only a question")).toBeNull();
    expect(labelledSamples("I was told:\n[prompt] a\n[output] b")).toBeNull();
  });
});
