import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits";
import { partsOf } from "./parts";
import { parseFromWorker, ShownPictures } from "./wire";

const pixels = (width: number, height: number) => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => i % 251),
});
const picture = (width: number, height = width) => ({ kind: "picture", name: "", width, height }) as const;
const part = (bytes: number) => ({ kind: "part", data: new Uint8ClampedArray(bytes) }) as const;
const done = (more: object) => ({
  kind: "done",
  id: 1,
  result: { stdout: "", stderr: "", failure: null, limit: null, notes: [], ...more },
});

describe("what comes out of the sandbox", () => {
  it("is taken where it is whole", () => {
    for (const message of [{ kind: "ready" }, picture(2), part(16), done({})])
      expect(parseFromWorker(message)).toEqual(message);
  });

  it.each([
    ["an unknown kind", { kind: "navigate", to: "https://example.org" }],
    ["a flood of words", done({ stdout: "x".repeat(LIMITS.printed + 1) })],
    ["a picture without a side", picture(0)],
    ["a picture beyond all sides", picture(65_536)],
    ["words for pixels", { kind: "part", data: "abcd" }],
    ["no message at all", null],
  ])("is refused where it is %s", (_, value) => {
    expect(parseFromWorker(value)).toBeNull();
  });
});

describe("pictures that a program shows", () => {
  it("are put together from parts, in their order", () => {
    const shown = new ShownPictures();
    const large = pixels(1500, 1000);
    for (const { width, height, data } of [pixels(3, 2), large]) {
      expect(shown.take(picture(width, height))).toBe(true);
      for (const bytes of partsOf({ width, height, data }))
        expect(shown.take({ kind: "part", data: bytes })).toBe(true);
    }
    expect([...partsOf(large)].length).toBeGreaterThan(1);
    const [small, whole] = shown.whole() ?? [];
    expect(small).toEqual({ name: "", pixels: pixels(3, 2) });
    // Element by element six million would take minutes.
    expect(Buffer.from(whole?.pixels.data ?? []).equals(Buffer.from(large.data))).toBe(true);
  });

  it("are none while parts are missing", () => {
    const shown = new ShownPictures();
    shown.take(picture(2));
    shown.take(part(15));
    expect(shown.whole()).toBeNull();
  });

  it("are refused where there are more of them, or more of one, than is taken", () => {
    expect(new ShownPictures().take(part(4))).toBe(false);
    const over = new ShownPictures();
    over.take(picture(2));
    expect(over.take(part(17))).toBe(false);
    const many = new ShownPictures();
    expect(Array.from({ length: LIMITS.pictures + 1 }, () => many.take(picture(1))).lastIndexOf(true)).toBe(
      LIMITS.pictures - 1,
    );
    const side = Math.sqrt(LIMITS.shownPixels);
    expect(new ShownPictures().take(picture(side + 1))).toBe(false);
  });
});
