import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { describeMark, ENGLISH_STAGE_WORDS } from "../contract/words";
import { drawnMarks, showsImage } from "../marks/drawn";
import { pillWords } from "../marks/pill";
import { boxAction, IMAGE_ID, markOf, NO_LAYERS } from "../testing";
import { byStyle } from "./batch";
import { pillsOf, spacedPills } from "./paint";
import { contrast, DEFAULT_PALETTE, haloFor, luminanceOf, markStyle, type Palette } from "./style";

const style = (side: "model" | "human", tone: "current" | "past" | "ghost") =>
  markStyle(side, tone, "none", DEFAULT_PALETTE);

describe("the style of a mark", () => {
  it("tells model, human and ghost apart without colour", () => {
    const dashes = [style("model", "current"), style("human", "current"), style("model", "ghost")].map(({ dash }) =>
      dash.join(),
    );
    expect(new Set(dashes).size).toBe(3);
    expect(style("model", "current").dash).toEqual([]);
    expect(style("model", "past").dash).toEqual([]);
    expect(style("human", "past").dash).toEqual(style("human", "current").dash);
  });

  it("tells model and human apart by colour too", () => {
    expect(style("model", "current").color).not.toBe(style("human", "current").color);
  });

  it("puts a halo wider than the line under it, in 3:1 contrast with it", () => {
    const light: Palette = { ...DEFAULT_PALETTE, accent: { model: "rgb(253, 186, 116)", human: "rgb(147, 197, 253)" } };
    for (const palette of [DEFAULT_PALETTE, light])
      for (const side of ["model", "human"] as const) {
        const { color, halo, haloWidth, lineWidth } = markStyle(side, "current", "none", palette);
        expect(haloWidth).toBeGreaterThan(lineWidth);
        expect(contrast(color, halo)).toBeGreaterThan(3);
      }
  });

  it("is as heavy as the page asks: the line, and the halo beyond it", () => {
    const heavy = markStyle("human", "current", "hovered", { ...DEFAULT_PALETTE, weight: 2 });
    const usual = markStyle("human", "current", "hovered", DEFAULT_PALETTE);
    expect([heavy.lineWidth, heavy.haloWidth - heavy.lineWidth]).toEqual([
      2 * usual.lineWidth,
      2 * (usual.haloWidth - usual.lineWidth),
    ]);
    expect(heavy.dash).toBe(usual.dash);
  });

  it("reads luminance as WCAG does", () => {
    expect(luminanceOf("rgb(255, 255, 255)")).toBeCloseTo(1);
    expect(contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)")).toBeCloseTo(21);
    expect(haloFor("rgb(0, 0, 0)")).toBe("rgb(255, 255, 255)");
  });

  it("brings out what is pointed at or chosen", () => {
    const hovered = markStyle("model", "past", "hovered", DEFAULT_PALETTE);
    expect(hovered.lineWidth).toBeGreaterThan(style("model", "past").lineWidth);
    expect(hovered.opacity).toBe(1);
    expect(hovered.fill).toBeGreaterThan(0);
  });
});

describe("what shows", () => {
  const marks = [
    markOf("now", boxAction(0, 0, 9, 9)),
    markOf("mine", boxAction(0, 0, 9, 9), { author: "human", tone: "past" }),
    markOf("file", boxAction(0, 0, 9, 9), { author: "import", tone: "past" }),
    markOf("other", boxAction(0, 0, 9, 9), { author: "human", tone: "ghost" }),
    markOf("turn", { kind: "rotate", image: IMAGE_ID, degrees: 90 }),
  ];
  const shown = (change: object): string[] => drawnMarks(marks, { ...NO_LAYERS, ...change }).map((mark) => mark.stepId);

  it("is painted ghosts first and the current step last; a turn leaves no mark", () => {
    expect(shown({})).toEqual(["other", "mine", "file", "now"]);
  });

  it("hides a layer, a step, or all but one", () => {
    expect(shown({ hidden: new Set(["model"]) })).toEqual(["other", "mine"]);
    expect(shown({ hidden: new Set(["ghosts", "now"]) })).toEqual(["mine", "file"]);
    expect(shown({ solo: "human" })).toEqual(["mine"]);
    expect(shown({ solo: "ghosts" })).toEqual(["other"]);
    expect(shown({ solo: "now" })).toEqual(["now"]);
  });

  it("keeps the picture under a solo layer", () => {
    expect(showsImage({ ...NO_LAYERS, solo: "model" })).toBe(true);
    expect(showsImage({ ...NO_LAYERS, hidden: new Set(["image"]) })).toBe(false);
  });

  it("locks layers, steps and drafts", () => {
    const locked = drawnMarks([...marks, markOf("draft", boxAction(0, 0, 9, 9), { draft: true })], {
      ...NO_LAYERS,
      locked: new Set(["human", "file"]),
    });
    expect(locked.filter((mark) => mark.locked).map((mark) => mark.stepId)).toEqual(["mine", "file", "draft"]);
  });

  it("is put together by style, in painting order", () => {
    const groups = byStyle(drawnMarks(marks, NO_LAYERS));
    expect(groups.map(({ side, tone, marks: { length } }) => `${side} ${tone} ${length}`)).toEqual([
      "human ghost 1",
      "human past 1",
      "model past 1",
      "model current 1",
    ]);
  });
});

describe("words beside a mark", () => {
  it("are cut to what a pill holds, wide letters counting double", () => {
    expect(pillWords("  two\n words ")).toBe("two words");
    expect(pillWords("x".repeat(100))).toBe(`${"x".repeat(36)}…`);
    expect(pillWords("字".repeat(100))).toBe(`${"字".repeat(18)}…`);
  });

  it("stand over their box, or in it at the top edge of the viewport", () => {
    const [mark] = drawnMarks([markOf("a", { ...boxAction(100, 100, 50, 50), label: "cup" } as never)], NO_LAYERS);
    expect(pillsOf(mark!, { scale: 1, x: 0, y: 0 })).toEqual([{ words: "cup", x: 100, y: 92 }]);
    expect(pillsOf(mark!, { scale: 1, x: 0, y: -95 })[0]?.y).toBeGreaterThan(5);
    // Larger words want more room above.
    expect(pillsOf(mark!, { scale: 1, x: 0, y: -60 }, 1)[0]?.y).toBe(32);
    expect(pillsOf(mark!, { scale: 1, x: 0, y: -60 }, 1.6)[0]?.y).toBe(80);
  });

  it("leave one another room", () => {
    const pills = [
      { words: "a", x: 0, y: 20 },
      { words: "b", x: 5, y: 22 },
      { words: "c", x: 400, y: 20 },
    ];
    expect(spacedPills(pills, () => 60).map(({ words }) => words)).toEqual(["a", "c"]);
  });

  it("are said for those who do not see them", () => {
    const mark = markOf("a", { kind: "zoom", image: IMAGE_ID, box: imageBox(1.2, 2, 3, 4) }, { tone: "ghost" });
    expect(describeMark(mark, ENGLISH_STAGE_WORDS)).toBe("Model, crop, not taken, 3 by 4 at 1, 2");
    const points = [imagePoint(10, 20), imagePoint(30, 40)];
    const drag = markOf("b", { kind: "operate", image: IMAGE_ID, gesture: "drag", points, words: "shift" });
    expect(describeMark(drag, ENGLISH_STAGE_WORDS)).toBe("Model, drag, shift, 10, 20 → 30, 40");
  });
});

describe("a mark with a line of its own", () => {
  it("has its colour and width, a halo that suits it, and no dots", () => {
    const stroke = { color: "rgb(250, 220, 40)", width: 4 };
    const style = markStyle("model", "ghost", "none", DEFAULT_PALETTE, stroke);
    expect([style.color, style.lineWidth, style.dash]).toEqual([stroke.color, 4, []]);
    expect(style.halo).toBe(haloFor(stroke.color));
    expect(markStyle("model", "ghost", "selected", DEFAULT_PALETTE, stroke).lineWidth).toBeGreaterThan(4);
  });
});
