import type { Shot } from "../../film";

/** A picture within a figure needs no more pixels than paper has dots. */
const MOST_SIDE = 2400;

/** The pixels of a shot's picture as PNG; null where nobody has them. */
export async function pictureOf({ image }: Pick<Shot, "image">): Promise<Blob | null> {
  const bitmap = image?.bitmap;
  if (!bitmap) return null;
  const share = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * share)));
  if (!width || !height) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: "image/png" });
}

/** A file as an address that holds all of it: an SVG that is an image itself may not fetch any. */
export const addressOf = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
