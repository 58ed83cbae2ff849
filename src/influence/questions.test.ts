import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import type { StepBody } from "../trace";
import { addImage, addStep, built, imageId, source } from "../trace/testing";
import { fewestThat } from "./brush";
import { saysWhat } from "./resample";
import { variationsOf, wordingsFrom } from "./vary";

describe("ways to pose a problem", () => {
  it("are as it is posed first, a person's wordings, other orders only of several pictures, and worse pictures", () => {
    const kinds = (pictures: number): readonly string[] => variationsOf(pictures, ["Which?"]).map(({ kind }) => kind);
    expect(kinds(1).slice(0, 3)).toEqual(["as-posed", "wording", "blur"]);
    expect(kinds(0)).toEqual(["as-posed", "wording"]);
    const orders = variationsOf(3, []).flatMap((each) => (each.kind === "order" ? [each.order] : []));
    expect(orders).toEqual([
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]);
    expect(variationsOf(2, []).filter(({ kind }) => kind === "order")).toHaveLength(1);
  });

  it("take a person's list a line each, each once", () => {
    expect(wordingsFrom(" Which?\n\nWhat?\nWhich?")).toEqual(["Which?", "What?"]);
  });
});

describe("what was brushed over", () => {
  it("is left out down to the parts that are needed, whichever those are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 16 }),
        fc.array(fc.nat(15), { minLength: 1, maxLength: 2 }),
        async (count, wanted) => {
          const needed = new Set(wanted.map((part) => part % count));
          const all = Array.from({ length: count }, (_, i) => i);
          let kept: readonly number[] = all;
          const shrinking = fewestThat(all, async (some) => [...needed].every((part) => some.includes(part)));
          for (let next = await shrinking.next(); ; next = await shrinking.next()) {
            kept = next.value;
            if (next.done) break;
          }
          expect([...kept].sort()).toEqual([...needed].sort());
        },
      ),
    );
  });
});

describe("a step that says what another did", () => {
  const step = (body: StepBody) => {
    const [made] = [...built(addImage(source("1")), addStep("a", null, body)).steps.values()];
    if (!made) throw new Error("no step");
    return made;
  };
  const zoom = (left: number): StepBody => ({
    kind: "action",
    action: { kind: "zoom", image: imageId("1"), box: imageBox(left, 0, 40, 40) },
    declared: null,
  });
  const thought = (text: string): StepBody => ({ kind: "thought", text });

  it.each([
    [zoom(0), zoom(10), true],
    [zoom(0), zoom(30), false],
    [thought("find the red cup"), thought("Find the red cup!"), true],
    [thought("find the red cup"), thought("count all the dogs"), false],
    [thought("找红色的杯子"), thought("找到红色的杯子"), true],
    [thought("look"), zoom(0), false],
  ])("%j and %j: %s", (a, b, same) => {
    expect(saysWhat(step(a), step(b))).toBe(same);
  });
});
