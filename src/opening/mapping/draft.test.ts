import { describe, expect, it } from "vitest";
import { mappedRecords } from "./apply";
import { draftMapping } from "./draft";
import { parseMapping } from "./mapping";

/** Who says what in each record that a draft reads, with its reference and scores. */
const readBy = (values: readonly unknown[]) => {
  const draft = draftMapping(values, "log");
  expect(parseMapping(JSON.parse(JSON.stringify(draft)))).toEqual({ ok: true, value: draft });
  return values.flatMap((value) =>
    (mappedRecords(value, draft, "file") ?? []).map(({ question, images, messages, reference, scores }) => [
      question,
      images.length,
      messages.map(({ role }) => role[0]).join(""),
      reference?.answer,
      ...scores.map((score) => score.value),
    ]),
  );
};

describe("a drafted mapping", () => {
  it("reads fields under telling names", () => {
    const line = { ts: 1, user_says: "What colour is it?", pic: "a.png", bot_says: "It is red.", rating: 4 };
    expect(readBy([line, { ...line, ts: 2 }])).toEqual([
      ["What colour is it?", 1, "a", undefined, 4],
      ["What colour is it?", 1, "a", undefined, 4],
    ]);
  });

  it("reads records under ids", () => {
    const entry = (gold: string) => ({ meta: { img: "x.png" }, io: { in: "Which?", out: "The left." }, gold });
    expect(readBy([{ name: "zoom", entries: { q1: entry("left"), q2: entry("right") } }])).toEqual([
      ["Which?", 1, "a", "left"],
      ["Which?", 1, "a", "right"],
    ]);
  });

  it("reads turns that are told by their cells", () => {
    const turns = [
      ["human", "Where is it?"],
      ["ai", "On the stove."],
      ["human", "Sure?"],
      ["ai", "Yes."],
    ];
    expect(readBy([{ dialogs: [{ turns, photo: "a.jpg" }] }])).toEqual([["Where is it?", 1, "aoa", undefined]]);
  });

  it("reads turns that say of what kind they are, with calls as JSON", () => {
    const call = '{"name":"image_zoom_in_tool","arguments":{"bbox_2d":[1,2,30,40]}}';
    const trace = [
      { kind: "assistant", txt: call },
      { kind: "tool", txt: "cut" },
      { kind: "assistant", txt: "A lamp." },
    ];
    const draft = draftMapping(
      [
        { ask: "What?", trace },
        { ask: "Who?", trace },
      ],
      "log",
    );
    const [record] = mappedRecords({ ask: "What?", trace }, draft, "file") ?? [];
    expect(record?.messages.map(({ role }) => role)).toEqual(["assistant", "observation", "assistant"]);
    expect(record?.messages[0]?.parts).toEqual([{ kind: "text", text: `<tool_call>\n${call}\n</tool_call>` }]);
  });

  it("takes for the model whoever is no person and no tool's answer", () => {
    const trace = ["thought", "tool", "tool_out", "final"].map((kind) => ({ kind, txt: `what the ${kind} says` }));
    expect(
      readBy([
        { ask: "What?", trace },
        { ask: "Who?", trace },
      ]),
    ).toEqual([
      ["What?", 0, "aaoa", undefined],
      ["Who?", 0, "aaoa", undefined],
    ]);
  });

  it("maps nothing of which nothing is told", () => {
    const { fields, shape } = draftMapping([{ alpha: "x", beta: 2 }], "log");
    expect(Object.values(fields).flat()).toEqual([]);
    expect(shape).toEqual(["alpha", "beta"]);
  });
});
