// Words of a model that are neither a thought nor an action: a program in a run without a picture (as the graph and function
// tasks of Yushi-Hu/VisualSketchpad at b038598 are), and what tools say in the midst of the model's own turn.
import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { createDialect, type ForeignName } from "./systems";

const kindsOf = (name: ForeignName, words: string, size: number | null): readonly (string | undefined)[] => {
  const shown = size === null ? [] : [{ id: "a".repeat(64) as ImageId, size: { width: size, height: size } }];
  const reader = createDialect(name).read(shown);
  const pieces = [...reader.push(words), ...reader.end()];
  expect(pieces.map(({ raw }) => raw).join("")).toBe(words);
  return pieces
    .filter(({ kind }) => kind !== "filler")
    .map((piece) => (piece.kind === "thought" && piece.of ? piece.of : piece.kind));
};

const PROGRAM = "```python\nimport networkx as nx\nprint(nx.maximum_flow(G, 0, 2))\n```";

describe("words that are no thought", () => {
  it.each<ForeignName>(["visual-sketchpad", "thyme", "pyvision"])("a program without a picture in %s", (name) => {
    const words = `THOUGHT 0: draw it first.\n${name === "visual-sketchpad" ? PROGRAM : `<code>\n${PROGRAM}\n</code>`}`;
    expect(kindsOf(name, words, null)).toEqual(["thought", "program"]);
    expect(kindsOf(name, words, 100)).toEqual(["thought", "action"]);
  });

  it.each<[ForeignName, string]>([
    ["qwen3-vl", "tool_response"],
    ["deepeyes", "tool_response"],
    ["thyme", "sandbox_output"],
    ["deepeyes-v2", "tool_response"],
    ["qwen3-vl", "search_results"],
  ])("what a tool says in the midst of a turn of %s, in <%s>", (name, tag) => {
    const words = `<think>I look it up.</think>\n<${tag}>\nThree results.\n</${tag}>\n<answer>three</answer>`;
    expect(kindsOf(name, words, 100)).toEqual(["thought", "output", "answer"]);
  });
});
