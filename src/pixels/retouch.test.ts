import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { plain } from "./pixels";
import { EMOJI, retouch } from "./retouch";

const at = ({ width, data }: ReturnType<typeof plain>, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];
const RED = plain({ width: 60, height: 60 }, [200, 40, 80]);
const BOX = imageBox(10, 10, 20, 20);

describe("a retouch", () => {
  it("greys all but the boxes, as Pillow makes grey", () => {
    const made = retouch(RED, { kind: "grey-outside", boxes: [BOX] });
    // (200 * 19595 + 40 * 38470 + 80 * 7471 + 0x8000) >> 16
    expect([at(made, 10, 10), at(made, 29, 29), at(made, 30, 29), at(made, 9, 10)]).toEqual([
      [200, 40, 80],
      [200, 40, 80],
      [92, 92, 92],
      [92, 92, 92],
    ]);
  });

  it("takes all but the boxes to a quarter of their brightness", () => {
    const made = retouch(RED, { kind: "dim-outside", boxes: [BOX] });
    expect([at(made, 15, 15), at(made, 40, 40)]).toEqual([
      [200, 40, 80],
      [50, 10, 20],
    ]);
  });

  it("blurs what is outside and leaves what is well inside", () => {
    const striped = {
      ...RED,
      data: RED.data.map((value, i) => (i % 4 < 3 && Math.floor(i / 4) % 2 === 0 ? 0 : value)),
    };
    const made = retouch(striped, { kind: "blur-outside", boxes: [imageBox(0, 0, 30, 60)] });
    expect(at(made, 4, 30)).toEqual([0, 0, 0]);
    expect(at(made, 55, 30)[0]).toBeGreaterThan(80);
  });

  it("changes nothing but grey where there is no box, and leaves the image given", () => {
    const before = [...RED.data];
    expect(at(retouch(RED, { kind: "grey-outside", boxes: [] }), 15, 15)).toEqual([92, 92, 92]);
    expect([...RED.data]).toEqual(before);
  });

  it("writes a label under a box, or above it where there is no room", () => {
    const big = plain({ width: 200, height: 100 }, [255, 255, 255]);
    const tag = (box: ReturnType<typeof imageBox>) => retouch(big, { kind: "tag", tags: [{ box, words: "CAT" }] });
    expect(at(tag(imageBox(10, 30, 40, 30)), 11, 66)).toEqual([0, 128, 0]);
    expect(at(tag(imageBox(10, 40, 40, 55)), 11, 30)).toEqual([0, 128, 0]);
  });

  it.each(EMOJI)("draws %s about the middle of a box", (emoji) => {
    const made = retouch(RED, { kind: "emoji", boxes: [imageBox(0, 0, 60, 60)], emoji });
    expect(at(made, 30, 32)).toEqual([255, 204, 51]);
    expect(at(made, 1, 1)).toEqual([200, 40, 80]);
  });
});
