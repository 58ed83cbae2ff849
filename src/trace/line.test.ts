import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { applyEdit } from "./edit";
import { branchOf, childrenOf, imagesAlong, lineThrough, lineTo, siblingsOf } from "./line";
import { addStep, anyEdit, built, imageId, stepId, trunk } from "./testing";
import type { Step, Trace } from "./trace";

const names = (steps: readonly Step[]): string => steps.map(({ id }) => id).join(" ");
const withRemoved = (id: string): Trace =>
  must(applyEdit(trunk, { kind: "remark", id: stepId(id), remark: { removed: true } }));

describe("lines", () => {
  it("[N1] run from the root to the step", () => {
    expect(names(lineTo(trunk, stepId("saw")))).toBe("ask look zoom saw");
    expect(lineTo(trunk, stepId("nowhere"))).toEqual([]);
    expect(lineTo(trunk, null)).toEqual([]);
  });

  it("[N2] go on to a leaf, by the youngest or the preferred child", () => {
    expect(names(lineThrough(trunk, null))).toBe("ask look other");
    expect(names(lineThrough(trunk, stepId("zoom")))).toBe("ask look zoom saw answer");
    const preferred = new Map([[stepId("look"), stepId("zoom")]]);
    expect(names(lineThrough(trunk, stepId("ask"), preferred))).toBe("ask look zoom saw answer");
  });

  it("[N2] never take a step that was put away", () => {
    expect(names(lineThrough(withRemoved("other"), null))).toBe("ask look zoom saw answer");
    const preferred = new Map([[stepId("look"), stepId("other")]]);
    expect(names(lineThrough(withRemoved("other"), null, preferred))).toBe("ask look zoom saw answer");
    expect(names(siblingsOf(withRemoved("other"), stepIn(trunk, "zoom")))).toBe("zoom");
  });

  it("[N3] show each image once, in order", () => {
    expect(imagesAlong(lineTo(trunk, stepId("answer")))).toEqual([imageId("1"), imageId("3")]);
    expect(imagesAlong(lineTo(trunk, stepId("other")))).toEqual([imageId("1")]);
  });

  it("[N4] branches hold each step once, parents first", () => {
    expect(names(branchOf(trunk, stepId("look")))).toBe("look zoom saw answer other");
    expect(branchOf(trunk, stepId("nowhere"))).toEqual([]);
  });

  it("hold together in any trace", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        const trace = edits.reduce((before, edit) => {
          const after = applyEdit(before, edit);
          return after.ok ? after.value : before;
        }, trunk);
        const roots = childrenOf(trace, null, true);
        expect(roots.flatMap((root) => branchOf(trace, root.id))).toHaveLength(trace.steps.size); // [N4]
        for (const id of trace.steps.keys()) {
          const line = lineTo(trace, id);
          expect(line.map(({ parent }) => parent)).toEqual([null, ...line.slice(0, -1).map((step) => step.id)]); // [N1]
          expect(line.at(-1)?.id).toBe(id);
          const through = lineThrough(trace, id);
          expect(through.slice(0, line.length)).toEqual(line); // [N2]
          expect(childrenOf(trace, through.at(-1)?.id ?? null)).toEqual([]); // [N2]
        }
      }),
    );
  });

  it("[E10] are as long as a trace is deep, without recursion", () => {
    const deep = built(...Array.from({ length: 20_000 }, (_, i) => addStep(`${i}`, i === 0 ? null : `${i - 1}`)));
    expect(lineTo(deep, stepId("19999"))).toHaveLength(20_000);
    expect(lineThrough(deep, null)).toHaveLength(20_000);
    expect(branchOf(deep, stepId("0"))).toHaveLength(20_000);
  });
});

function stepIn(trace: Trace, id: string): Step {
  const step = trace.steps.get(stepId(id));
  if (!step) throw new Error(`No step ${id}`);
  return step;
}
