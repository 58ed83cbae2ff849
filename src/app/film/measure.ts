/** A canvas that knows how wide words are in the fonts of the page. */
export function measureContext(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) throw new Error("A canvas of one pixel has no context");
  return context;
}

/** What `paint` paints, as PNG; null where this browser has no canvas so large, which it does not say by itself. */
export async function pngOf(
  { width, height }: { readonly width: number; readonly height: number },
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) return null;
  paint(context);
  // Over the limit all that is drawn vanishes. Grounds are never as black as nothing.
  const [red = 0, green = 0, blue = 0] = context.getImageData(width - 1, height - 1, 1, 1).data;
  if (red + green + blue === 0) return null;
  return canvas.convertToBlob({ type: "image/png" });
}
