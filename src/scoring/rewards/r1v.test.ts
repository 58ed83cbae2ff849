// What the original gave for these inputs when it was run.
import { describe, expect, it } from "vitest";
import { completion, given, partOf, scoreIn } from "../testing";
import { r1v } from "./r1v";

describe("R1-V", () => {
  it.each([
    ["right, and in its tags", "<think>t</think>\n<answer>B</answer>", "B", 1, 1],
    ["the reference in tags too", "<think>t</think><answer> B </answer>", "<answer>B</answer>", 1, 1],
    ["words between the blocks", "<think>t</think> so <answer>B</answer>", "B", 1, 0],
    ["a blank before", " <think>t</think><answer>B</answer>", "B", 1, 0],
    ["empty blocks", "<think></think><answer></answer>", "B", 0, 1],
    ["an answer over two lines is the whole completion", "<think>t</think><answer>\nB</answer>", "B", 0, 1],
    ["no tags, the bare answer", "B", "B", 1, 0],
    ["a number in other figures, where no tag touches it", "the answer is 42.0", "42", 1, 0],
    ["a number that a tag touches is compared as text", "<think>t</think><answer>42.0</answer>", "42", 0, 1],
    ["so that a number of the thought is found right", "<think>I see 4, then 42</think><answer>3</answer>", "42", 1, 1],
    ["the case of letters", "<think>t</think><answer>b</answer>", "B", 0, 1],
  ])("%s", (_, words, answer, accuracy, format) => {
    const score = scoreIn(r1v, completion(words), given(answer));
    expect([partOf(score, "accuracy"), partOf(score, "format")]).toEqual([accuracy, format]);
  });
});
