import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import type { Color } from "../pixels";
import { plain } from "../pixels";
import { at, inkOf } from "../testing";
import { boxCorners, drawBox } from "./box";
import { fillCircle } from "./circle";
import { glyphOf } from "./font";
import { drawArrow, drawLine } from "./line";
import { fillPolygon } from "./polygon";
import { drawText, textSize } from "./text";

const BLACK: Color = [0, 0, 0];
const sheet = () => plain({ width: 40, height: 40 }, [255, 255, 255]);
const place = fc.record({
  x: fc.double({ min: -20, max: 60, noNaN: true }),
  y: fc.double({ min: -20, max: 60, noNaN: true }),
});

describe("fillPolygon", () => {
  it("fills whole pixels fully and half pixels by half", () => {
    const pixels = sheet();
    fillPolygon(pixels, boxCorners(2, 3, 5.5, 6), BLACK);
    expect(at(pixels, 2, 3)).toEqual([0, 0, 0, 255]);
    expect(at(pixels, 5, 4)).toEqual([128, 128, 128, 255]);
    expect(at(pixels, 6, 4)).toEqual([255, 255, 255, 255]);
    expect(at(pixels, 2, 2)).toEqual([255, 255, 255, 255]);
  });

  it("covers a triangle's area, whichever way round it is told", () => {
    const corners = [
      { x: 4.3, y: 3.1 },
      { x: 33.7, y: 9.2 },
      { x: 12.5, y: 36.9 },
    ];
    const area = Math.abs((33.7 - 4.3) * (36.9 - 3.1) - (12.5 - 4.3) * (9.2 - 3.1)) / 2;
    for (const told of [corners, corners.toReversed()]) {
      const pixels = sheet();
      fillPolygon(pixels, told, BLACK);
      expect(Math.abs(inkOf(pixels) - area)).toBeLessThan(1);
    }
  });

  it("cuts off what lies outside and survives any triangle", () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const pixels = sheet();
        fillPolygon(pixels, [a, b, c], BLACK);
        expect(inkOf(pixels)).toBeLessThanOrEqual(1600);
      }),
    );
    const pixels = sheet();
    fillPolygon(pixels, boxCorners(-1e6, -1e6, 1e6, 20), BLACK);
    expect(inkOf(pixels)).toBe(800);
  });

  it("lets the ground through a see-through colour", () => {
    const pixels = sheet();
    fillPolygon(pixels, boxCorners(0, 0, 40, 40), [0, 0, 0, 51]);
    expect(at(pixels, 20, 20)).toEqual([204, 204, 204, 255]);
  });
});

describe("marks", () => {
  it("draws a line as long and as thick as asked", () => {
    const pixels = sheet();
    drawLine(pixels, { x: 5, y: 10 }, { x: 35, y: 10 }, 2, BLACK);
    expect(inkOf(pixels)).toBeCloseTo(60);
    drawLine(pixels, { x: 5, y: 10 }, { x: 5, y: 10 }, 2, BLACK);
    expect(inkOf(pixels)).toBeCloseTo(60);
  });

  it("draws a box without darker corners", () => {
    const pixels = sheet();
    drawBox(pixels, imageBox(10, 10, 20, 20), 2, [0, 0, 0, 128]);
    expect(at(pixels, 10, 10)).toEqual(at(pixels, 20, 10));
    expect(at(pixels, 20, 20)).toEqual([255, 255, 255, 255]);
  });

  it("draws a round circle", () => {
    const pixels = sheet();
    fillCircle(pixels, { x: 20, y: 20 }, 15, BLACK);
    expect(Math.abs(inkOf(pixels) - Math.PI * 225)).toBeLessThan(4);
    expect(at(pixels, 20, 20)).toEqual([0, 0, 0, 255]);
  });

  it("points an arrow at its end", () => {
    const pixels = sheet();
    drawArrow(pixels, { x: 5, y: 20 }, { x: 35, y: 20 }, 2, BLACK);
    expect(at(pixels, 29, 18)[0]).toBeLessThan(100);
    expect(at(pixels, 10, 18)[0]).toBe(255);
  });
});

describe("drawText", () => {
  it("takes the room it says, and no more", () => {
    const pixels = sheet();
    const size = textSize("HI", 2);
    expect(size).toEqual({ width: 22, height: 14 });
    drawText(pixels, "HI", { x: 3, y: 5 }, 2, BLACK);
    const outside = sheet();
    drawText(outside, "HI", { x: 3, y: 5 }, 2, BLACK);
    fillPolygon(outside, boxCorners(3, 5, 3 + size.width, 5 + size.height), [255, 255, 255]);
    expect(inkOf(outside)).toBe(0);
    expect(inkOf(pixels)).toBeGreaterThan(50);
  });

  it("draws every capital and digit differently, in whole dots", () => {
    const signs = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
    expect(new Set(signs.map((sign) => glyphOf(sign).join())).size).toBe(signs.length);
    for (const sign of signs) {
      expect(glyphOf(sign)).toHaveLength(7);
      for (const row of glyphOf(sign)) expect(row).toMatch(/^[#.]{5}$/);
    }
  });

  it("shows a box for a sign it lacks and nothing for a space", () => {
    expect(glyphOf("é")[0]).toBe("#####");
    expect(glyphOf(" ")).toEqual([]);
  });
});

it("draws the same bytes everywhere", () => {
  const pixels = sheet();
  drawText(pixels, "K7", { x: 1.3, y: 2.7 }, 1.5, [200, 30, 40]);
  drawArrow(pixels, { x: 3, y: 33 }, { x: 37, y: 14 }, 1.7, [20, 90, 200]);
  fillCircle(pixels, { x: 29.4, y: 30.2 }, 7.3, [0, 160, 80, 190]);
  expect(createHash("sha256").update(pixels.data).digest("hex")).toMatchInlineSnapshot(
    `"146e046c81d9666b58a37b280b58d97dc85972dd37c3ec67bb5e6bc384140221"`,
  );
});
