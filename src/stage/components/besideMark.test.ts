import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { besideMark } from "./besideMark";

const CARD = { width: 200, height: 36 };
const mark = (x: number, y: number, width: number, height: number) => ({
  start: { x, y },
  end: { x: x + width, y: y + height },
});

describe("what is said beside a mark", () => {
  it("stands under it, else over it, else behind it, else before it", () => {
    const frame = { width: 720, height: 240 };
    expect(besideMark(mark(300, 60, 100, 50), CARD, frame)).toEqual({ x: 250, y: 144 });
    expect(besideMark(mark(300, 150, 100, 80), CARD, frame)).toEqual({ x: 250, y: 80 });
    expect(besideMark(mark(300, 40, 100, 180), CARD, frame)).toEqual({ x: 434, y: 112 });
    expect(besideMark(mark(500, 40, 200, 180), CARD, frame)).toEqual({ x: 266, y: 112 });
  });

  it("lies at the lower edge of a picture that is all mark", () => {
    expect(besideMark(mark(-50, -50, 900, 900), CARD, { width: 390, height: 300 })).toEqual({ x: 184, y: 258 });
  });

  it("never leaves the frame, nor covers the buttons at its upper edge where there is room below them", () => {
    const side = fc.integer({ min: -300, max: 900 });
    fc.assert(
      fc.property(side, side, fc.nat(900), fc.nat(900), (x, y, width, height) => {
        const at = besideMark(mark(x, y, width, height), CARD, { width: 390, height: 300 });
        expect([at.x >= 6, at.x + CARD.width <= 384, at.y >= 44, at.y + CARD.height <= 294]).toEqual(
          Array(4).fill(true),
        );
      }),
    );
  });
});
