import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { animationControl, avif, bmp, exifSegment, gif, heic, jpeg, png, webp, words } from "../testing/files";
import { readImageHeader } from "./header";

const svg = (inside: string, attributes = 'width="30" height="20"'): Uint8Array =>
  words(`<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>\n`);

const still = { width: 30, height: 20, animated: false, orientation: 1 };

const GOOD: readonly (readonly [name: string, file: Uint8Array, header: object])[] = [
  ["PNG", png(30, 20), { ...still, mime: "image/png" }],
  ["animated PNG", png(30, 20, animationControl(3)), { ...still, mime: "image/png", animated: true }],
  ["PNG with one frame", png(30, 20, animationControl(1)), { ...still, mime: "image/png" }],
  ["JPEG", jpeg(30, 20), { ...still, mime: "image/jpeg" }],
  ["turned JPEG", jpeg(30, 20, exifSegment(6)), { ...still, mime: "image/jpeg", orientation: 6 }],
  ["JPEG with a nonsense turn", jpeg(30, 20, exifSegment(99)), { ...still, mime: "image/jpeg" }],
  ["GIF", gif(30, 20, 1), { ...still, mime: "image/gif" }],
  ["animated GIF", gif(30, 20, 3), { ...still, mime: "image/gif", animated: true }],
  ["lossy WebP", webp.lossy(30, 20), { ...still, mime: "image/webp" }],
  ["lossless WebP", webp.lossless(30, 20), { ...still, mime: "image/webp" }],
  ["animated WebP", webp.extended(30, 20, webp.frame), { ...still, mime: "image/webp", animated: true }],
  ["turned WebP", webp.extended(30, 20, webp.exif(8)), { ...still, mime: "image/webp", orientation: 8 }],
  ["BMP from the top", bmp(30, -20), { ...still, mime: "image/bmp" }],
  ["AVIF", avif([[30, 20]]), { ...still, mime: "image/avif" }],
  [
    "tiled and turned AVIF",
    avif(
      [
        [8, 8],
        [30, 20],
      ],
      1,
    ),
    { ...still, mime: "image/avif", orientation: 6 },
  ],
  ["SVG", svg("<rect/>"), { ...still, mime: "image/svg+xml" }],
  ["SVG by its view box", svg("", 'viewBox="0 0 2 1"'), { ...still, mime: "image/svg+xml", width: 1024, height: 512 }],
  ["SVG of no size", svg("", 'width="100%"'), { ...still, mime: "image/svg+xml", width: 1024, height: 1024 }],
];

describe("image headers", () => {
  it.each(GOOD)("reads %s", (_, file, header) => expect(must(readImageHeader(file))).toEqual(header));

  it.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(), "empty-file"],
    ["plain words", words("holiday"), "not-an-image"],
    ["a page", words("<!doctype html><html><body>hi</body></html>"), "not-an-image"],
    ["HEIC", heic(), "unsupported-image"],
    ["TIFF", words("II*\0..."), "unsupported-image"],
    ["a PNG with too many pixels", png(20_000, 20_000), "too-large"],
    ["a PNG with too long a side", png(70_000, 100), "too-large"],
    ["a JPEG with too many pixels", jpeg(16_000, 16_000), "too-large"],
    ["a WebP with too many pixels", webp.extended(16_383, 16_383), "too-large"],
    ["an AVIF with too many pixels", avif([[60_000, 60_000]]), "too-large"],
    ["a PNG of no size", png(0, 5), "damaged"],
    ["an SVG with a script", svg("<script>alert(1)</script>"), "svg-with-script"],
    ["an SVG with a namespaced script", svg("<svg:script/>"), "svg-with-script"],
    ["an SVG with a handler", svg('<rect onload="x()"/>'), "svg-with-script"],
    ["an SVG with a page in it", svg("<foreignObject/>"), "svg-with-script"],
    ["an SVG with entities", words('<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>'), "svg-with-script"],
  ])("refuses %s", (_, file, code) => expect(readImageHeader(file)).toMatchObject({ ok: false, error: { code } }));

  it("says the size of a huge file even where that is cut short", () => {
    expect(readImageHeader(png(20_000, 20_000).subarray(0, 40))).toEqual({
      ok: false,
      error: { code: "too-large", detail: "20000 × 20000" },
    });
  });

  // Of an animation a whole first frame is enough. BMP and AVIF are left to the decoder, which refuses them.
  it.each(GOOD.filter(([name]) => !/BMP|AVIF|animated/.test(name)))("finds out that %s was cut short", (_, file) => {
    // The last bytes of a GIF are only its trailer, and of a text only white space.
    for (let end = 1; end < file.length - 6; end++) expect(readImageHeader(file.subarray(0, end)).ok).toBe(false);
  });

  it("never throws and never hangs, whatever the bytes", () => {
    const mutated = fc
      .tuple(fc.constantFrom(...GOOD), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }))
      .map(([[, file], changes]) => {
        const bytes = Uint8Array.from(file);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const read = readImageHeader(bytes);
        if (read.ok) expect(read.value.width * read.value.height).toBeLessThanOrEqual(100_000_000);
      }),
      { numRuns: 5000 },
    );
  });
});
