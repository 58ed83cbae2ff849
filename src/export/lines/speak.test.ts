import { describe, expect, it } from "vitest";
import { createDialect } from "../../dialect";
import { imageBox, imagePoint } from "../../geometry";
import { lineTo } from "../../trace";
import { built, imageId, stepId } from "../../trace/testing";
import { answers, asks, example, inputOf, picturesBut, QUESTION, says, shows, thinks, zooms } from "../testing";
import { exportInput } from "./exportInput";
import { spoken } from "./speak";

const partsOf = (turns: Awaited<ReturnType<typeof inputOf>>["lines"][number]["turns"]) =>
  turns.map(({ role, parts }) => [
    role,
    parts.map((part) => [part.step, part.kind === "picture" ? part.image : part.text]),
  ]);

describe("a line in turns", () => {
  it("keeps each step's words and pictures apart, in the turn that brought them", async () => {
    const { lines } = await inputOf([example], "right");
    expect(partsOf(lines[0]?.turns ?? [])).toEqual([
      [
        "user",
        [
          ["ask", imageId("1")],
          ["ask", "Which letter?"],
        ],
      ],
      [
        "assistant",
        [
          ["look", "<think>It is small.</think>"],
          ["zoom", "<act>zoom 10 25 40 75</act>"],
        ],
      ],
      ["user", [["saw", imageId("3")]]],
      [
        "assistant",
        [
          ["read", "<think>A K.</think>"],
          ["right", "<answer>K</answer>"],
        ],
      ],
    ]);
  });

  it("is not confused by words that look like its own marks", async () => {
    const trace = built(...QUESTION, thinks("look", "ask", "⟦0:1⟧ and ⟦1:0⟧ are signs"), answers("end", "look", "K"));
    const { lines } = await inputOf([trace]);
    expect(partsOf(lines[0]?.turns ?? [])[1]).toEqual([
      "assistant",
      [
        ["look", "<think>⟦0:1⟧ and ⟦1:0⟧ are signs</think>"],
        ["end", "<answer>K</answer>"],
      ],
    ]);
  });

  it("gives the place of a call in its words, in pixels of the image", async () => {
    const { lines } = await inputOf([example], "right");
    const call = lines[0]?.turns.flatMap(({ parts }) => parts).find(({ kind }) => kind === "call");
    if (call?.kind !== "call") throw new Error("No call");
    expect(call.places).toEqual([{ from: 10, to: 21, image: imageId("1"), pixels: [10, 20, 40, 60], label: "" }]);
    expect(call.text.slice(10, 21)).toBe("10 25 40 75");
  });

  it("parts what was shown within the model's turn from its words, and says so", () => {
    // pyVision shows within the turn.
    const dialect = createDialect("generated-images");
    const trace = built(...QUESTION, thinks("a", "ask", "one"), shows("b", "a", "3"), thinks("c", "b", "two"));
    const { turns, shownWithin } = spoken(dialect, lineTo(trace, stepId("c")), trace.images);
    expect(turns.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
    expect(turns[2]?.parts.filter(({ kind }) => kind === "picture")).toEqual([
      { kind: "picture", image: imageId("3"), step: "b" },
    ]);
    expect(shownWithin).toBe("b");
  });

  it("joins what the user says in one go, on lines of their own", async () => {
    const trace = built(
      ...QUESTION,
      thinks("a", "ask", "one"),
      shows("b", "a", "3", "first"),
      shows("c", "b", "1", "second"),
      answers("d", "c", "K"),
    );
    const { lines } = await inputOf([trace]);
    expect(lines[0]?.turns.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
    expect(partsOf(lines[0]?.turns ?? [])[2]).toEqual([
      "user",
      [
        ["b", imageId("3")],
        ["b", "first"],
        ["c", imageId("1")],
        ["c", "second"],
      ],
    ]);
  });
});

describe("a line in the words of another dialect", () => {
  const asked = (trace: typeof example, dialect: "deepeyes" | "native" | null) =>
    exportInput({ traces: [{ trace, leaves: null }], dialect, rater: null }, picturesBut());

  it("is said again, with what explains that dialect, and that is told", async () => {
    const { lines, changed } = await asked(example, "deepeyes");
    expect(lines[0]?.turns[0]?.role).toBe("system");
    const call = lines[0]?.turns.flatMap(({ parts }) => parts).find(({ kind }) => kind === "call");
    if (call?.kind !== "call") throw new Error("No call");
    expect(call.text).toContain('"bbox_2d"');
    expect(call.places.map(({ from, to }) => call.text.slice(from, to))).toEqual(["10, 20, 40, 60"]);
    expect(changed.map(({ code }) => code)).toContain("words-restated");
  });

  it("is left out where that dialect has no words for an action of it", async () => {
    const drawn = built(
      ...QUESTION,
      says("draw", "ask", "<act>line 0 0 50 50</act>", {
        kind: "action",
        action: { kind: "line", image: imageId("1"), points: [imagePoint(0, 0), imagePoint(50, 40)] },
        declared: { space: "percent", numbers: [0, 0, 50, 50] },
      }),
      answers("end", "draw", "K"),
    );
    const { lines, leftOut } = await asked(drawn, "deepeyes");
    expect(lines).toEqual([]);
    expect(leftOut).toEqual([{ code: "not-sayable", at: { trace: "t", line: "end", step: "draw" }, detail: "" }]);
    expect((await asked(drawn, null)).lines).toHaveLength(1);
  });

  it("is left out where that dialect cannot say which picture is meant", async () => {
    const closer = built(
      ...QUESTION,
      zooms("zoom", "ask"),
      shows("saw", "zoom", "3"),
      says("again", "saw", "<act>zoom 0 0 50 50 in 2</act>", {
        kind: "action",
        action: { kind: "zoom", image: imageId("3"), box: imageBox(0, 0, 50, 40) },
        declared: { space: "percent", numbers: [0, 0, 50, 50] },
      }),
      answers("end", "again", "K"),
    );
    expect((await asked(closer, "deepeyes")).leftOut.map(({ at }) => at.step)).toEqual(["again"]);
  });

  it("adds nothing to a line in its own words", async () => {
    expect((await asked(example, null)).lines[0]?.turns[0]?.role).toBe("user");
    expect((await asked(example, null)).changed).toEqual([]);
  });

  it("asks for a question", async () => {
    const { lines, leftOut } = await inputOf([built(thinks("a", "", "x", { parent: null }))]);
    expect([lines.length, leftOut.map(({ code }) => code)]).toEqual([0, ["no-question"]]);
  });
});

it("keeps the instructions that a log gave", async () => {
  const trace = built(
    ...QUESTION.slice(0, 2),
    asks("Which?", "K", { instructions: "Be brief.", dialect: "deepeyes" }),
    answers("end", "ask", "K", { author: "import", generation: null }),
  );
  const { lines } = await inputOf([trace]);
  expect(lines[0]?.turns[0]).toEqual({ role: "system", parts: [{ kind: "text", text: "Be brief.", step: null }] });
});
