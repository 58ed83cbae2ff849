// Image files of a few bytes, built from their parts. Their headers are true to the formats; most hold no picture.

type Bytes = readonly number[];

const text = (words: string): Bytes => Array.from(words, (sign) => sign.charCodeAt(0));
const bytes = (value: number, count: number): Bytes =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
const reversed = (value: number, count: number): Bytes => bytes(value, count).toReversed();

export const fileOf = (...parts: readonly Bytes[]): Uint8Array<ArrayBuffer> => Uint8Array.from(parts.flat());

const pngChunk = (name: string, data: Bytes): Bytes => [...bytes(data.length, 4), ...text(name), ...data, 0, 0, 0, 0];

export const png = (width: number, height: number, ...chunks: readonly Bytes[]): Uint8Array<ArrayBuffer> =>
  fileOf(
    [0x89, ...text("PNG\r\n\u001a\n")],
    pngChunk("IHDR", [...bytes(width, 4), ...bytes(height, 4), 8, 6, 0, 0, 0]),
    ...chunks,
    pngChunk("IEND", []),
  );

export const animationControl = (frames: number): Bytes => pngChunk("acTL", [...bytes(frames, 4), ...bytes(0, 4)]);

/** A TIFF block whose only field is an orientation. */
export const tiff = (orientation: number, littleEnd = false): Bytes => {
  const number = littleEnd ? reversed : bytes;
  return [
    ...text(littleEnd ? "II" : "MM"),
    ...number(42, 2),
    ...number(8, 4),
    ...number(1, 2),
    ...[...number(0x0112, 2), ...number(3, 2), ...number(1, 4), ...number(orientation, 2), 0, 0],
    ...number(0, 4),
  ];
};

const segment = (marker: number, data: Bytes): Bytes => [0xff, marker, ...bytes(data.length + 2, 2), ...data];

export const exifSegment = (orientation: number): Bytes => segment(0xe1, [...text("Exif\0\0"), ...tiff(orientation)]);

/** Two scans, as progressive files have, with stuffed and restart bytes in them. */
export const jpeg = (width: number, height: number, ...segments: readonly Bytes[]): Uint8Array<ArrayBuffer> =>
  fileOf(
    [0xff, 0xd8],
    ...segments,
    segment(0xc2, [8, ...bytes(height, 2), ...bytes(width, 2), 1, 1, 0x11, 0]),
    segment(0xda, [1, 1, 0, 0, 0, 0]),
    [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
    // An end-of-image marker inside a table is only data.
    segment(0xc4, [0, 0xff, 0xd9]),
    segment(0xda, [1, 1, 0, 0, 0, 0]),
    [5, 6, 0xff, 0xd9],
  );

export const gif = (width: number, height: number, frames: number): Uint8Array<ArrayBuffer> => {
  const frame = [0x2c, 0, 0, 0, 0, ...reversed(width, 2), ...reversed(height, 2), 0, 2, 2, 0x44, 1, 0];
  const control = [0x21, 0xf9, 4, 0, 9, 0, 0, 0];
  return fileOf(
    text("GIF89a"),
    [...reversed(width, 2), ...reversed(height, 2), 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...Array.from({ length: frames }, () => [...control, ...frame]),
    [0x3b],
  );
};

const riffChunk = (name: string, data: Bytes): Bytes => [
  ...text(name),
  ...reversed(data.length, 4),
  ...data,
  ...(data.length % 2 ? [0] : []),
];

const riff = (...chunks: readonly Bytes[]): Uint8Array<ArrayBuffer> => {
  const body = [...text("WEBP"), ...chunks.flat()];
  return fileOf(text("RIFF"), reversed(body.length, 4), body);
};

export const webp = {
  lossy: (width: number, height: number) =>
    riff(riffChunk("VP8 ", [0x70, 1, 0, 0x9d, 1, 0x2a, ...reversed(width, 2), ...reversed(height, 2), 1])),
  lossless: (width: number, height: number) =>
    riff(riffChunk("VP8L", [0x2f, ...reversed(width - 1 + (height - 1) * 2 ** 14, 4)])),
  extended: (width: number, height: number, ...chunks: readonly Bytes[]) =>
    riff(riffChunk("VP8X", [0, 0, 0, 0, ...reversed(width - 1, 3), ...reversed(height - 1, 3)]), ...chunks),
  frame: riffChunk("ANMF", [0, 0]),
  exif: (orientation: number) => riffChunk("EXIF", tiff(orientation, true)),
};

export const bmp = (width: number, height: number): Uint8Array<ArrayBuffer> =>
  fileOf(text("BM"), reversed(54, 4), bytes(0, 4), reversed(54, 4), reversed(40, 4), [
    ...reversed(width, 4),
    ...reversed(height < 0 ? 2 ** 32 + height : height, 4),
    ...bytes(0, 28),
  ]);

const box = (name: string, data: Bytes): Bytes => [...bytes(data.length + 8, 4), ...text(name), ...data];

export const avif = (
  sizes: readonly (readonly [number, number])[],
  turns = 0,
  brand = "avif",
): Uint8Array<ArrayBuffer> =>
  fileOf(
    box("ftyp", [...text(brand), 0, 0, 0, 0, ...text("mif1"), ...text("miaf")]),
    box("meta", [
      ...[0, 0, 0, 0],
      ...box("iprp", [
        ...box("ipco", [
          ...sizes.flatMap(([width, height]) => box("ispe", [0, 0, 0, 0, ...bytes(width, 4), ...bytes(height, 4)])),
          ...box("irot", [turns]),
        ]),
      ]),
    ]),
  );

export const words = (said: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(said);

export const heic = (): Uint8Array<ArrayBuffer> => fileOf(box("ftyp", [...text("heic"), 0, 0, 0, 0, ...text("mif1")]));
