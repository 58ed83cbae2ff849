import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox } from "../geometry";
import type { Chapter } from "./chapter";
import { applyEdit, type Edit, type EditRefusal } from "./edit";
import { encodeTrace, parseTrace } from "./json";
import { batch, imageId, stepId, traceId, trunk } from "./testing";
import { expectLawful, expectRefused } from "./testing/laws";

const chapter = (id: string, given: Partial<Chapter> = {}): Chapter => ({
  id,
  elsewhere: null,
  step: stepId("zoom"),
  view: null,
  caption: "",
  question: "",
  notes: "",
  ...given,
});
const add = (of: Chapter, index = Number.MAX_SAFE_INTEGER): Edit => ({ kind: "add-chapter", chapter: of, index });
const elsewhere = { trace: traceId("other"), title: "Another run" };
const view = { image: imageId("3"), box: imageBox(1, 2, 30, 20) };

const told = must(
  applyEdit(trunk, batch(add(chapter("a", { view })), add(chapter("b", { elsewhere })), add(chapter("c")))),
);
const order = (trace: typeof told): string => trace.story.map(({ id }) => id).join("");

describe("accepted chapters", () => {
  it.each<[string, Edit, string]>([
    ["one more, in its place", add(chapter("d"), 1), "adbc"],
    ["one of a step that only another trace has", add(chapter("d", { elsewhere, step: stepId("nowhere") })), "abcd"],
    ["one less", { kind: "remove-chapter", id: "b" }, "ac"],
    ["[G13] the first moved to the end", { kind: "move-chapter", id: "a", index: 99 }, "bca"],
    ["[G13] the last moved to the front", { kind: "move-chapter", id: "c", index: 0 }, "cab"],
    ["[G13] one moved to where it is", { kind: "move-chapter", id: "b", index: 1 }, "abc"],
    ["other words", { kind: "change-chapter", id: "a", said: { caption: "Here.", notes: "Slowly." } }, "abc"],
    [
      "a question without the view",
      { kind: "change-chapter", id: "a", said: { question: "Where?", view: null } },
      "abc",
    ],
    ["nothing said", { kind: "change-chapter", id: "a", said: {} }, "abc"],
  ])("%s", (_, edit, after) => {
    expect(order(expectLawful(told, edit))).toBe(after);
  });

  it("[G13] a change leaves the step, the place and what it does not name", () => {
    const after = expectLawful(told, { kind: "change-chapter", id: "a", said: { caption: "Here." } });
    expect(after.story[0]).toEqual(chapter("a", { view, caption: "Here." }));
  });
});

describe("refused chapters", () => {
  it.each<[string, Edit, EditRefusal]>([
    ["one twice", add(chapter("a")), "chapter-exists"],
    ["[G12] one of a step that is not there", add(chapter("d", { step: stepId("no") })), "no-such-step"],
    [
      "[G12] one that looks at an image that is not there",
      add(chapter("d", { view: { ...view, image: imageId("9") } })),
      "no-such-image",
    ],
    [
      "[G12] a view of an image that is not there",
      { kind: "change-chapter", id: "c", said: { view: { ...view, image: imageId("9") } } },
      "no-such-image",
    ],
    ["none to take away", { kind: "remove-chapter", id: "z" }, "no-such-chapter"],
    ["none to move", { kind: "move-chapter", id: "z", index: 0 }, "no-such-chapter"],
    ["none to change", { kind: "change-chapter", id: "z", said: {} }, "no-such-chapter"],
  ])("%s", (_, edit, code) => {
    expectRefused(told, edit, code);
  });

  it("[G12] a step that one tells of, until it is taken away; one elsewhere holds nothing here", () => {
    const leaf = must(applyEdit(trunk, add(chapter("a", { step: stepId("answer") }))));
    const remove: Edit = { kind: "remove-step", id: stepId("answer") };
    expectRefused(leaf, remove, "step-is-told");
    expectLawful(leaf, batch({ kind: "remove-chapter", id: "a" }, remove));
    expectLawful(must(applyEdit(trunk, add(chapter("a", { elsewhere, step: stepId("answer") })))), remove);
  });

  it("[G12] an image that one looks at", () => {
    const free = must(applyEdit(told, { kind: "add-image", image: { ...firstImage(told), id: imageId("8") } }));
    const looked = must(applyEdit(free, add(chapter("d", { view: { ...view, image: imageId("8") } }))));
    expectRefused(looked, { kind: "remove-image", id: imageId("8") }, "image-in-use");
    expectLawful(free, { kind: "remove-image", id: imageId("8") });
  });
});

const firstImage = ({ images }: typeof told) => {
  const [image] = images.values();
  if (!image) throw new Error("The trace has no image");
  return image;
};

describe("a story in a file", () => {
  const file = encodeTrace(told);
  const [first] = file.story ?? [];

  it("[J1] comes back as it was, and is left out where nothing is told", () => {
    expect(must(parseTrace(JSON.parse(JSON.stringify(file))))).toEqual(told);
    expect(encodeTrace(trunk)).not.toHaveProperty("story");
  });

  it("[J5] is without a chapter that looks at an image which is not there", () => {
    const story = [{ ...first, view: { ...view, image: imageId("9") } }];
    expect(must(parseTrace({ ...file, story })).story).toEqual([]);
  });

  it.each([
    ["no list", { 0: first }],
    ["a caption that is no text", [{ ...first, caption: 7 }]],
  ])("[J2] is refused with %s", (_, story) => {
    expect(parseTrace({ ...file, story })).toMatchObject({ ok: false, error: { code: "not-a-trace" } });
  });
});
