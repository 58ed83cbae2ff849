import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { must } from "../base";
import { type ImageBox, imageBox, imagePoint, type Size } from "../geometry";
import { commonPicture } from "./commonPicture";
import { type ComparedRow, compareLines, differencesBetween, isAlike } from "./compare";
import { applyEdit, type Edit } from "./edit";
import { addImage, addStep, batch, built, derived, imageId, source, step, zoomIn } from "./testing";
import type { Step, StepBody } from "./trace";
import { viewPlaces } from "./views";

/** A line of steps with these bodies, called by the name and their place in it. */
const lineOf = (name: string, bodies: readonly StepBody[]): readonly Step[] =>
  bodies.map((body, i) => step(`${name}${i}`, i === 0 ? null : `${name}${i - 1}`, body));
const thought = (text: string): StepBody => ({ kind: "thought", text });
const answer = (text: string): StepBody => ({ kind: "answer", text });
const zoom = (left: number): StepBody => ({
  kind: "action",
  action: { kind: "zoom", image: imageId("1"), box: imageBox(left, 0, 20, 10) },
  declared: null,
});
const saw = (digit: string): StepBody => ({ kind: "observation", image: imageId(digit), text: "" });

const shown = (row: ComparedRow): string => `${row.left?.id ?? "-"} ${row.right?.id ?? "-"}`;

describe("two lines side by side", () => {
  it("begin with what they share, and part where they first differ", () => {
    const start = lineOf("s", [thought("look at the sign"), zoom(0)]);
    const left = [...start, ...lineOf("a", [answer("A")])];
    const right = [...start, ...lineOf("b", [answer("B")])];
    const { rows, partsAt } = compareLines(left, right);
    expect([rows.map(shown), partsAt]).toEqual([["s0 s0", "s1 s1", "a0 b0"], 2]);
  });

  it("of two traces are alike where they say the same, whatever their steps are called", () => {
    const bodies = [thought("look"), zoom(3), saw("2"), answer("A")];
    const { partsAt, rows } = compareLines(lineOf("a", bodies), lineOf("b", bodies));
    expect([partsAt, rows.every(isAlike), rows.length]).toEqual([null, true, 4]);
  });

  it("leave a step without an answer where the other side took a way round", () => {
    const left = lineOf("a", [thought("the sign is small"), zoom(0), saw("1"), answer("A")]);
    const right = lineOf("b", [
      thought("the sign is small"),
      zoom(60),
      saw("2"),
      thought("not here"),
      zoom(0),
      saw("1"),
      answer("A"),
    ]);
    expect(compareLines(left, right).rows.map(shown)).toEqual([
      "a0 b0",
      "- b1",
      "- b2",
      "- b3",
      "a1 b4",
      "a2 b5",
      "a3 b6",
    ]);
  });

  it("pair thoughts by what they say, in Chinese as well", () => {
    const left = lineOf("a", [thought("先看左边的牌子"), answer("A")]);
    const right = lineOf("b", [thought("这是一条街道"), thought("先看左边的小牌子"), answer("A")]);
    expect(compareLines(left, right).rows.map(shown)).toEqual(["- b0", "a0 b1", "a1 b2"]);
  });

  it("are paired in their order, and say so, where weighing all pairs would take long", () => {
    const long = (name: string): readonly Step[] =>
      lineOf(
        name,
        Array.from({ length: 500 }, (_, i) => thought(`${name} ${i}`)),
      );
    const { aligned, rows } = compareLines(long("a"), long("b"));
    expect([aligned, rows.length, shown(rows[7] ?? { left: null, right: step("x", null) })]).toEqual([
      false,
      500,
      "a7 b7",
    ]);
  });

  it("hold every step of both once, in order, and pair no steps of different kinds", () => {
    const body = fc.oneof(
      fc.constantFrom("a", "b", "a b", "c").map(thought),
      fc.constantFrom(0, 5, 60).map(zoom),
      fc.constantFrom("1", "2").map(saw),
    );
    const bodies = fc.array(body, { maxLength: 12 });
    fc.assert(
      fc.property(bodies, bodies, (first, second) => {
        const [left, right] = [lineOf("a", first), lineOf("b", second)];
        const { rows, partsAt } = compareLines(left, right);
        expect(rows.flatMap((row) => row.left ?? [])).toEqual(left);
        expect(rows.flatMap((row) => row.right ?? [])).toEqual(right);
        expect(rows.slice(0, partsAt ?? rows.length).every(isAlike)).toBe(true);
        for (const row of rows) if (row.left && row.right) expect(row.left.body.kind).toBe(row.right.body.kind);
      }),
    );
  });
});

describe("what differs between two steps", () => {
  const differ = (left: StepBody, right: StepBody) => differencesBetween(step("a", null, left), step("b", null, right));
  const box = (label: string): StepBody => ({
    kind: "action",
    action: { kind: "box", image: imageId("1"), box: imageBox(0, 0, 10, 10), label },
    declared: null,
  });
  const rotate = (degrees: number): StepBody => ({
    kind: "action",
    action: { kind: "rotate", image: imageId("1"), degrees },
    declared: null,
  });

  it.each<[string, StepBody, StepBody, object[]]>([
    ["nothing", zoom(1), zoom(1), []],
    ["words", answer("A"), answer("B"), [{ kind: "words", left: "A", right: "B" }]],
    // 10 of 30 columns are shared.
    ["a place, by its overlap", zoom(0), zoom(10), [{ kind: "place", overlap: 1 / 3, on: null }]],
    ["a kind of action", zoom(0), rotate(90), [{ kind: "action" }]],
    ["a label", box("sign"), box("door"), [{ kind: "words", left: "sign", right: "door" }]],
    ["degrees", rotate(90), rotate(180), [{ kind: "details" }]],
    ["a picture that is shown", saw("1"), saw("2"), [{ kind: "picture" }]],
    [
      "the picture that is cut",
      { kind: "action", action: zoomIn("1"), declared: null },
      { kind: "action", action: zoomIn("2"), declared: null },
      [{ kind: "picture" }],
    ],
    [
      "what a tool found",
      { kind: "observation", image: null, text: "", found: [] },
      {
        kind: "observation",
        image: null,
        text: "",
        found: [{ outline: [imagePoint(0, 0), imagePoint(5, 5)], words: "car", confidence: 0.5 }],
      },
      [{ kind: "details" }],
    ],
  ])("is %s", (_, left, right, differences) => {
    expect(differ(left, right)).toEqual(differences);
  });
});

describe("boxes on different images", () => {
  const [SOURCE, LEFT, RIGHT] = [imageId("1"), imageId("2"), imageId("3")];
  const crop = (image: string, of: string, box: ImageBox, size: Size): readonly Edit[] => [
    addImage({ ...derived(image, of), ...size }),
    addStep(`a${image}`, "p", { kind: "action", action: { kind: "zoom", image: imageId(of), box }, declared: null }),
    addStep(`o${image}`, `a${image}`, { kind: "observation", image: imageId(image), text: "" }),
  ];
  // Two crops of one picture, the second shown at twice its size, and a picture of its own.
  const trace = built(
    addImage({ ...source("1"), width: 400, height: 200 }),
    addImage({ ...source("9"), width: 400, height: 200 }),
    addStep("p", null, { kind: "problem", question: "?", images: [SOURCE, imageId("9")] }),
    ...crop("2", "1", imageBox(0, 0, 200, 200), { width: 200, height: 200 }),
    ...crop("3", "1", imageBox(100, 0, 200, 200), { width: 400, height: 400 }),
  );
  const views = { left: viewPlaces(trace), right: viewPlaces(trace) };
  const boxOn = (image: ImageId, ...[left, top, width, height]: readonly [number, number, number, number]) =>
    step(`${image[0]}/${left}`, null, {
      kind: "action",
      action: { kind: "box", image, box: imageBox(left, top, width, height), label: "" },
      declared: null,
    });

  it("are compared on the picture that both were cut from", () => {
    // 150–200 of the picture on one, 150–200 on the other: the same place.
    const [one, other] = [boxOn(LEFT, 150, 0, 50, 50), boxOn(RIGHT, 100, 0, 100, 100)];
    expect(differencesBetween(one, other, views)).toEqual([
      { kind: "picture" },
      { kind: "place", overlap: 1, on: SOURCE },
    ]);
    expect(differencesBetween(boxOn(SOURCE, 150, 0, 50, 100), other, views)).toContainEqual({
      kind: "place",
      overlap: 0.5,
      on: SOURCE,
    });
    // The same numbers on two crops are two places.
    expect(differencesBetween(boxOn(LEFT, 0, 0, 50, 50), boxOn(RIGHT, 0, 0, 50, 50), views)).toContainEqual({
      kind: "place",
      overlap: 0,
      on: SOURCE,
    });
  });

  it("cannot be compared where no picture is common, or nobody tells where images lie", () => {
    const [one, other] = [boxOn(LEFT, 150, 0, 50, 50), boxOn(imageId("9"), 100, 0, 100, 100)];
    for (const told of [views, undefined])
      expect(differencesBetween(one, other, told)).toEqual([
        { kind: "picture" },
        { kind: "place", overlap: null, on: null },
      ]);
  });

  it("answer each other in two lines where they are of one place", () => {
    const left = [boxOn(LEFT, 150, 0, 50, 50)];
    const right = [boxOn(RIGHT, 300, 200, 50, 50), boxOn(RIGHT, 100, 0, 100, 100)];
    const rows = compareLines(left, right, views).rows;
    expect(rows.map((row) => [row.left?.id ?? null, row.right?.id ?? null])).toEqual([
      [null, "3/300"],
      ["2/150", "3/100"],
    ]);
  });

  it("are shown on that picture, each where it lies, unless they were turned", () => {
    const shown = (image: ImageId) => ({ trace, views: viewPlaces(trace), image });
    expect(commonPicture(shown(LEFT), shown(RIGHT))).toMatchObject({
      picture: { id: SOURCE },
      left: imageBox(0, 0, 200, 200),
      right: imageBox(100, 0, 200, 200),
      overlap: 1 / 3,
    });
    expect(commonPicture(shown(SOURCE), shown(RIGHT))?.left).toEqual(imageBox(0, 0, 400, 200));
    expect(commonPicture(shown(LEFT), shown(imageId("9")))).toBeNull();
    const mirrored = must(
      [
        addImage({ ...derived("4", "1"), width: 400, height: 200 }),
        addStep("a4", "p", {
          kind: "action",
          action: { kind: "flip", image: SOURCE, axis: "horizontal" },
          declared: null,
        }),
        addStep("o4", "a4", { kind: "observation", image: imageId("4"), text: "" }),
      ].reduce((before, edit) => (before.ok ? applyEdit(before.value, edit) : before), applyEdit(trace, batch())),
    );
    const turned = { trace: mirrored, views: viewPlaces(mirrored), image: imageId("4") };
    expect(commonPicture(shown(LEFT), turned)).toBeNull();
  });
});
