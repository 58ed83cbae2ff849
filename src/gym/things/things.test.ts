import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Pixels, plain } from "../../pixels";
import { loadAtlas } from "./atlas";
import { THINGS, type Thing } from "./names";
import { coverageOf, drawThing, extentOf, type SpriteBox } from "./sprite";

const atlas = await loadAtlas();
const hashOf = (images: readonly Pixels[]): string =>
  images.reduce((hash, { data }) => hash.update(data), createHash("sha256")).digest("hex");

const drawn = (thing: Thing, side: number, level: number): Pixels => {
  const target = plain({ width: side, height: side }, [level, level, level]);
  drawThing(target, thing, { left: 0, top: 0, side }, atlas);
  return target;
};

/** Mean absolute difference of a channel, 0–255. */
const difference = (a: Pixels, b: Pixels): number =>
  a.data.reduce((sum, value, at) => sum + Math.abs(value - b.data[at]!), 0) / (a.width * a.height * 3);

describe("atlas", () => {
  it("unpacks to the same pixels everywhere", () => {
    const sprites = THINGS.map(atlas.pixelsOf);
    expect(sprites.every(({ width, height }) => width === 80 && height === 80)).toBe(true);
    expect(hashOf(sprites)).toMatchInlineSnapshot(`"a2b0ed4a2d4903b874b6fe2d742be05b722d079de7a903c44f412a391f8fbe23"`);
  });

  it.each(THINGS)("has a %s that reaches two facing rims and lies in the middle", (thing) => {
    const { left, top, right, bottom } = extentOf(atlas, thing);
    expect(Math.max(right - left, bottom - top)).toBe(1);
    expect(Math.abs(left + right - 1)).toBeLessThanOrEqual(2 / 80);
    expect(Math.abs(top + bottom - 1)).toBeLessThanOrEqual(2 / 80);
  });

  it("keeps what it made", () => {
    expect(atlas.pixelsOf("owl")).toBe(atlas.pixelsOf("owl"));
    expect(atlas.scaledOf("owl", 31)).toBe(atlas.scaledOf("owl", 31));
  });

  it("makes again what it let go", () => {
    const first = atlas.scaledOf("bee", 9);
    for (let side = 1; side <= 16; side++) for (const thing of THINGS) atlas.scaledOf(thing, side);
    const second = atlas.scaledOf("bee", 9);
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
  });

  // The nearest pair, cheese and sun, differ by 18 on the grey: one is a wedge, the other a disc.
  it.each([255, 128, 40])("has no two sprites alike at 16 pixels on a ground of level %i", (level) => {
    const images = THINGS.map((thing) => drawn(thing, 16, level));
    const alike = THINGS.flatMap((one, i) =>
      THINGS.slice(i + 1).flatMap((other, j) =>
        difference(images[i]!, images[i + 1 + j]!) < 16 ? [`${one} and ${other}`] : [],
      ),
    );
    expect(alike).toEqual([]);
  });
});

describe("drawThing", () => {
  it("lays down the same bytes everywhere", () => {
    const sides = [12, 24, 37, 60, 80, 113];
    expect(
      sides.map((side) => hashOf(THINGS.map((thing) => drawn(thing, side, 200))).slice(0, 16)),
    ).toMatchInlineSnapshot(`
      [
        "75c6459280e4aba7",
        "c05fb87c140ab78e",
        "557a48b4f132cc7d",
        "ab41e2771aacd1bc",
        "2841b86548b4e7b8",
        "cc703b317ddbbdee",
      ]
    `);
  });

  it("puts the sprite itself on the picture at its own size", () => {
    const target = plain({ width: 90, height: 90 }, [9, 9, 9]);
    drawThing(target, "apple", { left: 4, top: 7, side: 80 }, atlas);
    const { data } = atlas.pixelsOf("apple");
    for (let at = 0; at < 6400; at++) {
      const place = ((7 + Math.floor(at / 80)) * 90 + 4 + (at % 80)) * 4;
      const alpha = data[at * 4 + 3]!;
      if (alpha === 255) expect(target.data.slice(place, place + 3)).toEqual(data.slice(at * 4, at * 4 + 3));
      if (alpha === 0) expect([...target.data.slice(place, place + 3)]).toEqual([9, 9, 9]);
    }
  });

  it.each<SpriteBox>([
    { left: -10, top: -13, side: 30 },
    { left: 25, top: 19, side: 30 },
    { left: -7, top: 3, side: 70 },
    { left: 40, top: 5, side: 20 },
    { left: -20, top: 5, side: 20 },
  ])("cuts at the rim what hangs over it: $left, $top, $side", (box) => {
    const small = plain({ width: 40, height: 30 }, [80, 90, 100]);
    const large = plain({ width: 240, height: 230 }, [80, 90, 100]);
    drawThing(small, "fox", box, atlas);
    drawThing(large, "fox", { ...box, left: box.left + 100, top: box.top + 100 }, atlas);
    for (let y = 0; y < 30; y++) {
      const from = ((100 + y) * 240 + 100) * 4;
      expect(small.data.slice(y * 160, y * 160 + 160)).toEqual(large.data.slice(from, from + 160));
    }
  });
});

describe("coverageOf", () => {
  it("tells the thing from its surroundings", () => {
    const isApple = coverageOf(atlas, "apple");
    expect([isApple(0.5, 0.6), isApple(0.02, 0.02), isApple(0.98, 0.98)]).toEqual([true, false, false]);
    expect([isApple(-0.01, 0.6), isApple(0.5, 1.01)]).toEqual([false, false]);
  });

  it.each(THINGS)("agrees with the extent of the %s", (thing) => {
    const covers = coverageOf(atlas, thing);
    const { left, top, right, bottom } = extentOf(atlas, thing);
    const parts = [...Array(80).keys()].map((cell) => (cell + 0.5) / 80);
    for (const u of parts) {
      const isInside = u > left && u < right;
      expect(parts.some((v) => covers(u, v))).toBe(
        isInside && parts.some((v) => v > top && v < bottom && covers(u, v)),
      );
    }
  });
});
