import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "./pixels";
import { resize, resizeAsTorchvision } from "./resize";
import golden from "./resize.golden.json";
import { noise, opaqueBytes } from "./testing";
import torchvision from "./torchvision.golden.json";

interface Case {
  width: number;
  height: number;
  seed: number;
  toWidth: number;
  toHeight: number;
  box?: number[];
  sha256: string;
}

interface TorchvisionCase {
  from: [number, number];
  to: [number, number];
  kernel: "bilinear" | "bicubic";
  sha256: string;
}

const side = fc.integer({ min: 1, max: 40 });

describe("resize", () => {
  it.each(golden.cases as Case[])(
    "is Pillow's to the bit: $width×$height to $toWidth×$toHeight, box $box",
    (wanted) => {
      const { width, height, seed, toWidth, toHeight, box } = wanted;
      const [left = 0, top = 0, right = width, bottom = height] = box ?? [];
      const part = { left, top, width: right - left, height: bottom - top };
      const resized = resize(noise(width, height, seed), toWidth, toHeight, part);
      expect(createHash("sha256").update(opaqueBytes(resized)).digest("hex")).toBe(wanted.sha256);
    },
  );

  it("keeps one colour at any size", () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, level) => {
        const resized = resize(plain({ width, height }, [level, 255 - level, 7]), toWidth, toHeight);
        expect(resized).toEqual(plain({ width: toWidth, height: toHeight }, [level, 255 - level, 7]));
      }),
    );
  });

  it("does the same to an image that is part of a larger buffer", () => {
    const image = noise(9, 7, 5);
    const buffer = new Uint8ClampedArray(image.data.length + 3);
    buffer.set(image.data, 3);
    expect(resize({ ...image, data: buffer.subarray(3) }, 4, 12)).toEqual(resize(image, 4, 12));
  });

  it("leaves the image it is given alone", () => {
    const image = noise(8, 8, 1);
    const same = resize(image, 8, 8);
    expect(same).toEqual(image);
    expect(same.data).not.toBe(image.data);
  });
});

describe("resizeAsTorchvision", () => {
  it.each(torchvision.cases as TorchvisionCase[])(
    "is torchvision's to the bit: $from to $to, $kernel",
    ({ from, to, kernel, sha256 }) => {
      const resized = resizeAsTorchvision(noise(...from, torchvision.seed), ...to, kernel);
      expect(createHash("sha256").update(opaqueBytes(resized)).digest("hex")).toBe(sha256);
    },
  );

  it("leaves an image of the wanted size as it is, and opaque", () => {
    const image = noise(8, 5, 1);
    expect(resizeAsTorchvision(image, 8, 5, "bicubic")).toEqual(image);
  });
});
