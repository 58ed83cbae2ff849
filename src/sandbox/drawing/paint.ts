import type { Pixels } from "../../pixels";
import type { Drawing } from "./drawing";

/**
 * A drawing as pixels, clear where nothing is drawn; null where the browser cannot draw it. A `data:` address it must be: Chromium lets the
 * pixels of HTML within SVG be read from no other (measured in Chromium 14x; a `blob:` address taints the canvas).
 */
export async function pixelsOfDrawing({ svg, width, height }: Drawing): Promise<Pixels | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const surface = new OffscreenCanvas(width, height).getContext("2d");
  if (!surface) return null;
  surface.drawImage(image, 0, 0, width, height);
  return { width, height, data: surface.getImageData(0, 0, width, height).data };
}

/** A picture of the run as an address that a drawing may name. */
export async function addressOf({ width, height, data }: Pixels): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(blob);
  });
}
