import { describe, expect, it } from "vitest";
import { imagePoint } from "../../geometry";
import { lineTo, type Step } from "../../trace";
import { generation, imageId, step, stepId, trunk } from "../../trace/testing";
import { createNativeDialect } from "./native";

const native = createNativeDialect({ instructions: "", marksObserved: false });
const line = lineTo(trunk, stepId("answer"));
const image = (digit: string) => ({ kind: "image", image: imageId(digit) });
const text = (words: string) => ({ kind: "text", text: words });
const said = (id: string, raw: string, by: Partial<Step> = {}): Step => ({ ...step(id, "ask"), raw, ...by });

describe("transcribing a line", () => {
  it("gives the person what is shown and the model what it said", () => {
    const { turns, open } = native.transcribe(line.slice(0, 4), "gym");
    expect(turns.map(({ role, parts }) => [role, parts])).toEqual([
      ["user", [image("1"), text("Which letter?")]],
      ["assistant", [text("<think>look</think>")]],
      ["user", [image("3")]],
    ]);
    expect(open).toBe(false);
  });

  it("is open where the model has begun to speak", () => {
    expect(native.transcribe(line.slice(0, 2), "gym").open).toBe(true);
    expect(native.transcribe(line.slice(0, 1), "gym").open).toBe(false);
    expect(native.transcribe([], "gym")).toEqual({ turns: [], open: false });
  });

  it("lays the model's words and tokens end to end", () => {
    const { turns } = native.transcribe([...line.slice(0, 1), said("a", "one "), said("b", "two")], "gym");
    expect(turns.at(-1)).toEqual({ role: "assistant", parts: [text("one two")], tokenIds: [3, 3] });
  });

  it("keeps tokens only where all of them are this model's own", () => {
    const human = said("b", "two", { author: "human", generation: null });
    const other = said("b", "two", { generation: { ...generation, model: "other" } });
    for (const foreign of [human, other]) {
      const { turns } = native.transcribe([...line.slice(0, 1), said("a", "one "), foreign], "gym");
      expect(turns.at(-1)).toEqual({ role: "assistant", parts: [text("one two")] });
    }
  });

  it("begins with the instructions where there are any", () => {
    const told = createNativeDialect({ instructions: "Look closely.", marksObserved: true });
    expect(told.transcribe(line.slice(0, 1), "gym").turns[0]).toEqual({
      role: "system",
      parts: [text("Look closely.")],
    });
  });
});

describe("observing and complaining", () => {
  it("shows the picture again after a look, and after marks where it is asked to", () => {
    const marked = createNativeDialect({ instructions: "", marksObserved: true });
    const flip = { kind: "flip", image: imageId("1"), axis: "vertical" } as const;
    const point = { kind: "point", image: imageId("1"), at: imagePoint(3, 4), label: "" } as const;
    expect([native.observes(flip), native.observes(point), marked.observes(point)]).toEqual([true, false, true]);
  });

  it("says in a word what went wrong", () => {
    expect(native.toolError({ kind: "refused" })).toBe("refused");
    expect(native.toolError({ kind: "unparsed", code: "wrong-number-count" })).toBe("error: wrong number count");
    expect(native.toolError({ kind: "impossible", code: "outside-image" })).toBe("error: outside image");
  });
});
