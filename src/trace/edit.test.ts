import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox } from "../geometry";
import { applyEdit, type Edit, type EditRefusal, imagesNamedBy, type Remark } from "./edit";
import { childrenOf } from "./line";
import type { Rereading } from "./reread";
import {
  addImage,
  addStep,
  anyEdit,
  batch,
  derived,
  expectLawful,
  expectRefused,
  imageId,
  source,
  step,
  stepId,
  trunk,
  zoomIn,
} from "./testing";
import type { StepBody, Trace } from "./trace";

const remark = (id: string, fields: Partial<Remark>): Edit => ({ kind: "remark", id: stepId(id), remark: fields });
const remove = (id: string): Edit => ({ kind: "remove-step", id: stepId(id) });
const act = (digit: string): StepBody => ({ kind: "action", action: zoomIn(digit), declared: null });
const bodies = {
  read: {
    kind: "action",
    action: { kind: "box", image: imageId("1"), box: imageBox(10, 20, 30, 40), label: "cup" },
    declared: { space: "pixel", numbers: [10, 20, 40, 60] },
  },
  cut: { kind: "observation", image: imageId("3"), text: "Go on.", recomputed: true },
} satisfies Record<string, Rereading>;
/** The box of `read` with its numbers taken for percent. */
const inPercent: Rereading = {
  kind: "action",
  action: { ...bodies.read.action, box: imageBox(10, 16, 30, 32) },
  declared: { space: "percent", numbers: [10, 20, 40, 60], chosen: true },
};
const childNames = (trace: Trace, id: string | null): string[] =>
  childrenOf(trace, id === null ? null : stepId(id), true).map((step) => step.id);

/** A zoom and what was cut again for it, as a file brought them, below the trunk's problem. */
const imported: Trace = ["read", "cut"].reduce(
  (trace, id) =>
    must(
      applyEdit(trace, {
        kind: "add-step",
        step: { ...step(id, id === "read" ? "ask" : "read", bodies[id as keyof typeof bodies]), author: "import" },
        index: 0,
      }),
    ),
  trunk,
);

const reread = (id: string, body: Rereading): Edit => ({ kind: "reread", id: stepId(id), body });

describe("accepted edits", () => {
  it.each<[string, Edit]>([
    ["an image", addImage(source("9"))],
    ["a derived image", addImage(derived("9", "1"))],
    ["an image that no step names", { kind: "remove-image", id: imageId("2") }],
    ["a second root", addStep("again", null, { kind: "problem", question: "?", images: [] })],
    ["[E5] a step before its siblings", addStep("first", "look", undefined, 0)],
    ["[E5] a step between its siblings", addStep("middle", "look", undefined, 1)],
    ["[E5] a step after its siblings", addStep("last", "look")],
    ["a step with an action", addStep("again", "look", act("2"))],
    ["a leaf taken away", remove("answer")],
    ["[E2] a first of two siblings taken away", batch(remove("answer"), remove("saw"), remove("zoom"))],
    ["[E8] a title and a star", remark("look", { title: "the good one", starred: true })],
    ["[E8] a step put away", remark("zoom", { removed: true })],
    ["[E8] an empty remark", remark("zoom", {})],
    ["another title", { kind: "entitle", title: "" }],
    ["an empty batch", batch()],
    ["[E4] parts that need each other", batch(addImage(source("9")), addStep("new", "look", act("9")), remove("new"))],
    ["a batch in a batch", batch(batch(addStep("x", "look")), batch(batch(addStep("y", "x"))))],
  ])("%s", (_, edit) => {
    expectLawful(trunk, edit);
  });

  it("[E5] stand where they are told", () => {
    const before = expectLawful(trunk, addStep("first", "look", undefined, 0));
    const after = expectLawful(before, addStep("last", "look", undefined, 99));
    expect(childNames(after, "look")).toEqual(["first", "zoom", "other", "last"]);
  });

  it("[E8] change what a remark names and nothing else", () => {
    const after = must(applyEdit(trunk, remark("look", { starred: true })));
    const [before, now] = [trunk, after].map((trace) => trace.steps.get(stepId("look")));
    expect(now).toEqual({ ...before, starred: true });
    expect(now?.body).toBe(before?.body);
  });

  it.each<[string, Edit]>([
    ["[E11] an action in another space", reread("read", inPercent)],
    ["[E11] what was cut again for it", reread("cut", { ...bodies.cut, image: imageId("2") })],
    [
      "[E11] both, and the picture that comes of it",
      batch(addImage(source("9")), reread("read", inPercent), reread("cut", { ...bodies.cut, image: imageId("9") })),
    ],
  ])("%s", (_, edit) => {
    expectLawful(imported, edit);
  });

  it("[E11] keep raw words, remarks and place when an action is read again", () => {
    const marked = must(applyEdit(imported, remark("read", { starred: true, title: "wrong place" })));
    const after = must(applyEdit(marked, reread("read", inPercent)));
    expect(after.steps.get(stepId("read"))).toEqual({ ...marked.steps.get(stepId("read")), body: inPercent });
    expect(after.children).toBe(marked.children);
  });

  it("keep their laws in any order", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => {
        let trace: Trace = trunk;
        for (const edit of edits) {
          const next = applyEdit(trace, edit);
          if (next.ok) trace = expectLawful(trace, edit);
          else expectRefused(trace, edit, next.error);
          expectSound(trace);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** What must be true of every trace, however it came to be. */
function expectSound(trace: Trace): void {
  const listed = [...trace.children.values()].flat();
  expect(listed.length).toBe(trace.steps.size);
  expect(new Set(listed)).toEqual(new Set(trace.steps.keys()));
  for (const [parent, ids] of trace.children) {
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(trace.steps.get(id)?.parent).toBe(parent);
  }
  for (const step of trace.steps.values()) {
    for (const id of imagesNamedBy(step)) expect(trace.images.has(id)).toBe(true); // [E7]
  }
}

describe("refused edits", () => {
  it.each<[string, Edit, EditRefusal]>([
    ["an image twice", addImage(source("1")), "image-exists"],
    ["an unknown image taken away", { kind: "remove-image", id: imageId("9") }, "no-such-image"],
    ["[E7] the image of a problem taken away", { kind: "remove-image", id: imageId("1") }, "image-in-use"],
    ["[E7] the image of an observation taken away", { kind: "remove-image", id: imageId("3") }, "image-in-use"],
    ["a step twice", addStep("look", "ask"), "step-exists"],
    ["a step below nothing", addStep("new", "nowhere"), "no-such-parent"],
    ["[E7] a step about an unknown image", addStep("new", "look", act("9")), "no-such-image"],
    ["an unknown step taken away", remove("nowhere"), "no-such-step"],
    ["[E6] a step with children taken away", remove("look"), "step-has-children"],
    ["a remark on nothing", remark("nowhere", { starred: true }), "no-such-step"],
    ["[E4] a batch that fails at its end", batch(addStep("x", "look"), addStep("x", "look")), "step-exists"],
  ])("%s", (_, edit, code) => expectRefused(trunk, edit, code));

  const { action, declared } = bodies.read;
  it.each<[string, Edit, EditRefusal]>([
    ["a step that is not there", reread("nowhere", inPercent), "no-such-step"],
    ["a thought", reread("look", inPercent), "not-the-same-words"],
    ["what was performed here", reread("zoom", bodies.read), "not-the-same-words"],
    [
      "other numbers",
      reread("read", { ...bodies.read, declared: { ...declared, numbers: [1, 2, 3, 4] } }),
      "not-the-same-words",
    ],
    [
      "fewer numbers",
      reread("read", { ...bodies.read, declared: { ...declared, numbers: [10, 20] } }),
      "not-the-same-words",
    ],
    ["no numbers", reread("read", { ...bodies.read, declared: null }), "not-the-same-words"],
    [
      "another layout",
      reread("read", { ...bodies.read, declared: { ...declared, layout: "corner-and-size" } }),
      "not-the-same-words",
    ],
    ["other words", reread("read", { ...bodies.read, action: { ...action, label: "mug" } }), "not-the-same-words"],
    ["another kind", reread("read", { ...bodies.read, action: zoomIn("1") }), "not-the-same-words"],
    ["an unknown image", reread("read", { ...inPercent, action: { ...action, image: imageId("9") } }), "no-such-image"],
    ["a text that was not said", reread("cut", { ...bodies.cut, text: "" }), "not-the-same-words"],
    ["a picture that was kept", reread("saw", { ...bodies.cut, text: "" }), "not-the-same-words"],
  ])("[E11] reading again: %s", (_, edit, code) => expectRefused(imported, edit, code));

  it("[E6] a step whose children are put away", () => {
    const hidden = must(applyEdit(trunk, remark("answer", { removed: true })));
    expectRefused(hidden, remove("saw"), "step-has-children");
  });
});
