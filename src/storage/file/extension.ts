const MAGIC: readonly (readonly [extension: string, offset: number, text: string])[] = [
  ["png", 1, "PNG"],
  ["jpg", 0, "\u00ff\u00d8\u00ff"],
  ["gif", 0, "GIF8"],
  ["webp", 8, "WEBP"],
  ["bmp", 0, "BM"],
  ["avif", 4, "ftypavi"],
  ["svg", 0, "<"],
];

/** What a file of these bytes is usually called, for people who look into the zip; reading goes by bytes alone. */
export function extensionOf(bytes: Uint8Array): string {
  const begins = String.fromCharCode(...bytes.subarray(0, 16));
  return MAGIC.find(([, offset, text]) => begins.startsWith(text, offset))?.[0] ?? "bin";
}
