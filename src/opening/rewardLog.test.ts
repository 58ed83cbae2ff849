import { describe, expect, it } from "vitest";
import { readLog } from ".";
import { rewardSamples } from "./rewardLog";
import { sampleAt } from "./samples";

const heading = (reward: string, name = "Accuracy reward"): string =>
  `------------- 05-12-30-10-123456 ${name}${reward === "" ? "" : `: ${reward}`} -------------\n`;
const LEFT = "<think>I look at the left.</think><answer>[10, 20, 30, 40]</answer>";

/** Of each record what was asked, said and right, how good it was, and what nobody read. */
const runsIn = (text: string) =>
  readLog(text).records.map(({ question, messages, reference, scores, images, unread }) => [
    question,
    messages.flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : "")))[0],
    reference?.answer ?? null,
    scores.map(({ field, value }) => `${field} ${value}`).join(),
    images.map((image) => (image.kind === "name" ? image.name : image.kind)).join(),
    unread.map(({ what }) => what).join(),
  ]);

describe("what functions for rewards write of completions", () => {
  it("is read as R1-V writes it, whatever a completion says", () => {
    const odd = "<think>Solution: none.\n\nContent: mine.\nSolution: this one.</think><answer>a bell</answer>";
    const log = `${heading("1.0")}Content: ${LEFT}\nSolution: <answer> lamp </answer>\n${heading("0.0")}Content: ${odd}\nSolution: <answer> lamp </answer>\n`;
    expect(runsIn(log)).toEqual([
      ["", LEFT, "<answer> lamp </answer>", "reward 1", "", ""],
      ["", odd, "<answer> lamp </answer>", "reward 0", "", ""],
    ]);
    expect(sampleAt(log, "sample 2")).toContain("a bell");
  });

  it("is read as VLM-R1 writes it, with the picture and the problem", () => {
    const log = `${heading("0.7")}image_path: ['a/b.jpg']\nproblem: What hangs there?\nSay it.\nContent: ${LEFT}\nSolution: lamp\n`;
    expect(runsIn(log)).toEqual([["What hangs there?\nSay it.", LEFT, "lamp", "reward 0.7", "a/b.jpg", ""]]);
    expect(runsIn(log.replace("['a/b.jpg']", "None"))[0]?.[4]).toBe("");
  });

  it("is read as Visual-RFT writes it, with the boxes that were taken out", () => {
    const told = "student_answer_bbox: [10, 20, 30, 40]\nground_truth_bbox: [11, 20, 30, 40]\niou_results: 0.9\n";
    const log = `${heading("0.9", "Accuracy reward of IoU")}content: ${LEFT}\nsol: [11, 20, 30, 40]\n${told}`;
    expect(runsIn(log)).toEqual([["", LEFT, "[11, 20, 30, 40]", "reward 0.9", "", ""]]);
  });

  it("has other rewards by their names, or none", () => {
    expect(runsIn(`${heading("0.5", "Format reward")}Content: ${LEFT}\n`)[0]?.[3]).toBe("format_reward 0.5");
    expect(runsIn(`${heading("", "Format reward")}Content: ${LEFT}\nHas format: True\n`)[0]?.slice(3)).toEqual([
      "",
      "",
      "",
    ]);
  });

  it("keeps one that breaks off, and takes nothing else for such a log", () => {
    const log = `${heading("1.0")}Content: ${LEFT}\nSolution: lamp\n${heading("0.0")}Content: <think>I`;
    expect(runsIn(log)[1]?.[1]).toBe("<think>I");
    for (const text of [heading("1.0"), `words\n${log}`, "-------- a reward --------\nwords", LEFT])
      expect(rewardSamples(text)).toBeNull();
  });
});
