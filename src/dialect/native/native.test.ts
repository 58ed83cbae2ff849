import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTION_NAMES, type Action, fitAction, parseAction, shapeOf } from "../../action";
import { actionAnywhere, actionInside, anyWords } from "../../action/testing";
import { must } from "../../base";
import { boxFromCorners, cornersOf, imagePoint, type Point } from "../../geometry";
import type { StepBody } from "../../trace";
import { imageId } from "../../trace/testing";
import type { DialectError, Piece, ShownImage } from "../contract/dialect";
import { expectReads, piecesOf } from "../testing";
import { parseCall } from "./call";
import { createNativeDialect } from "./native";

const native = createNativeDialect({ instructions: "", marksObserved: false });
const first: ShownImage = { id: imageId("1"), size: { width: 200, height: 100 } };
const second: ShownImage = { id: imageId("2"), size: { width: 640, height: 480 } };
const shown = [first, second];

const read = (text: string): readonly Piece[] => expectReads(native, shown, text);

const actionIn = (text: string): Action => {
  const [piece, ...rest] = read(text);
  if (piece?.kind !== "action" || rest.length > 0) throw new Error(`Not one action: ${JSON.stringify(piece)}`);
  return piece.action;
};

/** The places of an action in percents of its image, which is as exact as the dialect is. */
function percentsOf(action: Action): readonly number[] {
  const shape = shapeOf(action);
  const { size } = shown.find(({ id }) => id === action.image) ?? first;
  const points: readonly Point[] =
    shape.kind === "points" ? shape.points : shape.kind === "box" ? cornerPoints(shape.box) : [];
  return points.flatMap(({ x, y }) => [(x / size.width) * 100, (y / size.height) * 100]);
}

const cornerPoints = (box: Parameters<typeof cornersOf>[0]): readonly Point[] => {
  const [x1, y1, x2, y2] = cornersOf(box);
  return [imagePoint(x1, y1), imagePoint(x2, y2)];
};

/** All that an action says apart from its places. */
const besidesPlaces = (action: Action): object =>
  Object.fromEntries(
    Object.entries(action)
      .filter(([field]) => !["box", "points", "from", "to", "at", "degrees"].includes(field))
      .map(([field, value]) => [field, field === "region" ? value !== null : value]),
  );

describe("reading", () => {
  const zoom = (x1: number, y1: number, x2: number, y2: number, { id } = first): Action => ({
    kind: "zoom",
    image: id,
    box: boxFromCorners(x1, y1, x2, y2),
  });

  it.each<[string, Action]>([
    ["<act>zoom 10 20 50 60</act>", zoom(20, 20, 100, 60)],
    ["<act>zoom 50 60 10 20</act>", zoom(20, 20, 100, 60)],
    ["<act>ZOOM [10, 20, 50, 60]</act>", zoom(20, 20, 100, 60)],
    ["<act> zoom (10%, 20%), (50%, 60%) </act>", zoom(20, 20, 100, 60)],
    ["<act>zoom 10 20 50 60 in 2</act>", zoom(64, 96, 320, 288, second)],
    ["<act>zoom 12.5 .5 +50 60.</act>", zoom(25, 0.5, 100, 60)],
    ["<act>zoom 10 20 50 60", zoom(20, 20, 100, 60)],
    ["<act>zoom 10 20 50 60</ac", zoom(20, 20, 100, 60)],
    [
      '<act>box 0 0 50 50 "a dog"</act>',
      { kind: "box", image: first.id, box: boxFromCorners(0, 0, 100, 50), label: "a dog" },
    ],
    ["<act>point 50 50</act>", { kind: "point", image: first.id, at: imagePoint(100, 50), label: "" }],
    ["<act>select-frames 2 1 2</act>", { kind: "select-frames", image: second.id, more: [first.id, second.id] }],
    ["<act>flip vertical</act>", { kind: "flip", image: first.id, axis: "vertical" }],
    ["<act>rotate -90</act>", { kind: "rotate", image: first.id, degrees: -90 }],
    ['<act>label 0 100 "a \\"b\\""</act>', { kind: "label", image: first.id, at: imagePoint(0, 100), text: 'a "b"' }],
  ])("%s", (text, action) => {
    const reader = native.read(shown);
    reader.push(text);
    expect(actionIn(text)).toEqual(action);
  });

  it("cuts a turn into what it is made of", () => {
    const pieces = read("<think>Look.</think>\n<act>zoom 10 20 50 60</act>plain talk<answer> K </answer> ");
    expect(pieces.map((piece) => [piece.kind, "text" in piece ? piece.text : ""])).toEqual([
      ["thought", "Look."],
      ["filler", ""],
      ["action", ""],
      ["thought", "plain talk"],
      ["answer", "K"],
      ["filler", ""],
    ]);
  });

  it.each([
    ["<act zoom 10 20 50 60>", 0],
    ["I look. <act", 8],
    ["zoom 10 20 50 60</act>", 16],
  ])("takes an act whose tag is broken for neither a thought nor an answer: %s", (text, at) => {
    expect(read(text)).toEqual([{ kind: "unparsed", raw: text, text, error: { code: "broken-tag", at } }]);
  });

  it("keeps the numbers as they were written", () => {
    const [piece] = read("<act>zoom 50 60 10 20</act>");
    expect(piece?.kind === "action" && piece.declared).toEqual({ space: "percent", numbers: [50, 60, 10, 20] });
  });

  it.each<[string, DialectError["code"], string]>([
    ["<act>dance 1 2</act>", "unknown-action", "dance"],
    ["<act></act>", "unknown-action", ""],
    ["<act>zoom 1 2 3</act>", "wrong-number-count", ""],
    ["<act>line 1 2 3 4 5</act>", "wrong-number-count", ""],
    ["<act>zoom 1 2 three 4</act>", "bad-number", "three"],
    ["<act>zoom 1 2 1e400 4</act>", "bad-number", "1e400"],
    ["<act>zoom NaN 2 3 4</act>", "bad-number", "NaN"],
    ["<act>zoom 1 2 3 4 in 3</act>", "no-such-image", "in 3"],
    ["<act>zoom 1 2 3 4 in 0</act>", "no-such-image", "in 0"],
    ["<act>flip sideways</act>", "bad-number", "sideways"],
    ["<act>flip</act>", "missing-words", ""],
    ["<act>select-frames 1 3</act>", "no-such-image", ""],
    ["<act>select-frames</act>", "wrong-number-count", ""],
    ['<act>label 1 2 " "</act>', "missing-words", ""],
  ])("%s is %s", (text, code, underlined) => expectUnparsed(text, code, underlined));

  it("has limits for numbers and words", () => {
    expectUnparsed(`<act>zoom 1 2 ${"9".repeat(400)} 4</act>`, "bad-number", "999");
    expectUnparsed(`<act>label 1 2 "${"x".repeat(600)}"</act>`, "too-long", '"xxx');
    expectUnparsed(`<act>zoom ${"1 ".repeat(2000)}</act>`, "too-long", " 1");
  });

  function expectUnparsed(text: string, code: DialectError["code"], underlined: string): void {
    const [piece] = read(text);
    if (piece?.kind !== "unparsed") throw new Error(`Read as ${piece?.kind}`);
    expect(piece.error.code).toBe(code);
    expect(piece.text.slice(piece.error.at).startsWith(underlined)).toBe(true);
  }

  it("shows what is still being said", () => {
    const reader = native.read(shown);
    reader.push("<think>Look at");
    expect(reader.open()).toMatchObject({ kind: "thought", text: "Look at" });
    reader.push(" it</thi");
    expect(reader.open()).toMatchObject({ kind: "thought", text: "Look at it" });
    expect(reader.push("nk><act>zoom 1 2 3 4")).toHaveLength(1);
    expect(reader.open()).toMatchObject({ kind: "action" });
    expect(reader.push("</act>")).toHaveLength(1);
    expect(reader.open()).toBeNull();
    expect(reader.end()).toEqual([]);
  });
});

describe("printing", () => {
  it("is read back as the same action, as exactly as percents are", () => {
    const inside = fc.oneof(...shown.map(({ id, size }) => actionInside(id, size)));
    const seen = new Set<string>();
    fc.assert(
      fc.property(inside, (action) => {
        const fitted = fitAction(action, must(sizeOf(action)));
        if (!fitted.ok || !native.expresses?.(action)) return;
        seen.add(action.kind);
        const again = actionIn(native.print({ kind: "action", action: fitted.value, declared: null }, shown));
        expect(besidesPlaces(again)).toEqual(besidesPlaces(fitted.value));
        percentsOf(again).forEach((percent, i) => {
          expect(Math.abs(percent - (percentsOf(fitted.value)[i] ?? Number.NaN))).toBeLessThanOrEqual(0.5 + 1e-9);
        });
        // Printed again, it is the same words: one way to write each action.
        const words = native.print({ kind: "action", action: again, declared: null }, shown);
        expect(actionIn(words)).toEqual(again);
      }),
      { numRuns: 2000 },
    );
    const unsaid = ["program", "imagine", "operate"];
    expect([...seen, ...unsaid].sort()).toEqual([...ACTION_NAMES].sort());
  });

  it.each(["thought", "answer"] as const)("keeps a %s whole, whatever its words", (kind) => {
    fc.assert(
      fc.property(anyWords, (text) => {
        const pieces = read(native.print({ kind, text } as StepBody, shown));
        expect(pieces).toHaveLength(1);
        expect(pieces[0]?.kind).toBe(kind);
        if (!text.includes("<")) expect(pieces[0]).toMatchObject({ text: text.trim() });
      }),
    );
  });

  it("has nothing to say for what is shown", () => {
    expect(native.print({ kind: "problem", question: "?", images: [] }, shown)).toBe("");
    expect(native.print({ kind: "observation", image: null, text: "" }, shown)).toBe("");
    expect(native.print({ kind: "unparsed", text: "dance", code: "unknown-action", at: 0 }, shown)).toBe(
      "<act>dance</act>",
    );
  });

  it("refuses an image that was not shown, which is a bug", () => {
    const action: Action = { kind: "flip", image: imageId("9"), axis: "vertical" };
    expect(() => native.print({ kind: "action", action, declared: null }, shown)).toThrow("not shown");
  });
});

const sizeOf = (action: Action) => {
  const found = shown.find(({ id }) => id === action.image);
  return found ? ({ ok: true, value: found.size } as const) : ({ ok: false, error: "not shown" } as const);
};

// Words that matter to the reader, in any order and often broken.
const scrap = fc.constantFrom(
  ...["<think>", "</think>", "<act>", "</act>", "<answer>", "</answer>", "<", ">", "</", "act>", "\n", " ", "{", "}"],
  ...["zoom", "box", "line", "label", "rotate", "flip", "horizontal", "in", "1", "-5", "99.5", "1e9", ",", "[", "%"],
  ...['"', '"a b"', "\\", "\u0000", "\ud800", "文", "🙂", "NaN", "Infinity", "__proto__", "constructor"],
);
const hostile = fc.oneof(
  fc.array(scrap, { maxLength: 30 }).map((scraps) => scraps.join("")),
  anyWords,
  fc.string(),
);

describe("hostile text", () => {
  it("is always read, all of it, the same in any parts", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const piece of expectReads(native, shown, text)) {
          // What is read can be written down: the trace's own schema takes it.
          if (piece.kind === "action") expect(parseAction(JSON.parse(JSON.stringify(piece.action))).ok).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("never makes the reader throw, a hundred thousand times", () => {
    let pieces = 0;
    fc.assert(
      fc.property(hostile, (text) => {
        pieces += piecesOf(native, shown, [text]).length;
      }),
      { numRuns: 50_000 },
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const call = parseCall(text, shown);
        if (!call.ok) expect(call.error.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 50_000 },
    );
    expect(pieces).toBeGreaterThan(30_000);
  });

  it("is read no further than the budget, however it trickles in", () => {
    const reader = native.read(shown);
    let length = 0;
    for (let i = 0; i < 300_000; i++) for (const piece of reader.push("<")) length += piece.raw.length;
    for (const piece of reader.end()) length += piece.raw.length;
    expect(length).toBe(200_000);
  });

  it("prints any action that was shown, wherever it lies", () => {
    fc.assert(
      fc.property(actionAnywhere(first.id), (action) => {
        if (!native.expresses?.(action)) return;
        read(native.print({ kind: "action", action, declared: null }, shown));
      }),
    );
  });
});
