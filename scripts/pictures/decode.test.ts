import jpeg from "jpeg-js";
import { describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { ORIENTATIONS } from "../../src/geometry";
import type { Pixels } from "../../src/pixels";
import { encodePng } from "../../src/raster";
import { decodePicture, decodePlainPng, decodeStored } from "./decode";

/** Red, green over blue, white: wider than high, so that every turn shows. */
const WIDTH = 48;
const HEIGHT = 32;
const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

function picture(): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const colour = y < HEIGHT / 2 ? (x < WIDTH / 2 ? RED : GREEN) : x < WIDTH / 2 ? BLUE : WHITE;
      data.set(colour, (y * WIDTH + x) * 4);
    }
  return { width: WIDTH, height: HEIGHT, data };
}

/** A JPEG of it with an EXIF block (TIFF 6.0, big-endian) that says how it was stored. */
function jpegOf(orientation: number): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(jpeg.encode({ ...picture(), data: Buffer.from(picture().data) }, 95).data);
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const block = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const length = block.length + 2;
  return new Uint8Array([
    ...plain.subarray(0, 2),
    0xff,
    0xe1,
    length >> 8,
    length & 255,
    ...block,
    ...plain.subarray(2),
  ]);
}

/** The colours of the corners: left and right above, left and right below. */
const corners = ({ width, height, data }: Pixels): readonly string[] =>
  [
    [4, 4],
    [width - 5, 4],
    [4, height - 5],
    [width - 5, height - 5],
  ].map(([x = 0, y = 0]) => {
    const at = (y * width + x) * 4;
    const colour = [...data.subarray(at, at + 3)].map((value) => (value > 127 ? 255 : 0));
    return (
      ["red", "green", "blue", "white"][
        [RED, GREEN, BLUE, WHITE].findIndex((each) => String(each) === String(colour))
      ] ?? "?"
    );
  });

describe("pictures in Node", () => {
  it("are decoded of JPEG, upright as a browser shows them", async () => {
    const upright = new Map<number, readonly string[]>();
    for (const orientation of [1, ...ORIENTATIONS]) {
      const decoded = await decodePicture(jpegOf(orientation));
      if (!decoded) throw new Error("not decoded");
      expect([decoded.width, decoded.height]).toEqual(orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
      upright.set(orientation, corners(decoded));
    }
    // How a picture is to be turned for each tag: TIFF 6.0, tag 274.
    expect(Object.fromEntries(upright)).toEqual({
      1: ["red", "green", "blue", "white"],
      2: ["green", "red", "white", "blue"],
      3: ["white", "blue", "green", "red"],
      4: ["blue", "white", "red", "green"],
      5: ["red", "blue", "green", "white"],
      6: ["blue", "red", "white", "green"],
      7: ["white", "green", "blue", "red"],
      8: ["green", "white", "red", "blue"],
    });
  });

  it("are none where they are damaged, too large or of another kind", async () => {
    expect(await decodePicture(jpegOf(1).subarray(0, 300))).toBeNull();
    expect(await decodePicture(new TextEncoder().encode("GIF89a"))).toBeNull();
    expect(await decodePlainPng(jpegOf(1))).toBeNull();
    expect(await decodeStored(new Uint8Array([1, 2, 3]))).toMatchObject({ ok: false });
  });

  it("are the same pixels out of a PNG", async () => {
    const decoded = must(await decodeStored(await encodePng(picture())));
    expect(decoded.pixels.data).toEqual(picture().data);
  });
});
