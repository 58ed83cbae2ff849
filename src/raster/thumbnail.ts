import { readImageHeader } from "./header/header";

/**
 * A file as a small picture, no side longer than `side` pixels; null where it cannot be shown. The header is read first, as
 * for any image: nothing too large is decoded. Browser only. A drawing of vectors is not drawn for this.
 */
export async function thumbnailOf(file: Blob, side: number): Promise<Blob | null> {
  const header = readImageHeader(new Uint8Array(await file.arrayBuffer()));
  if (!header.ok || header.value.mime === "image/svg+xml") return null;
  const scale = Math.min(1, side / Math.max(header.value.width, header.value.height));
  const size = {
    resizeWidth: Math.max(1, Math.round(header.value.width * scale)),
    resizeHeight: Math.max(1, Math.round(header.value.height * scale)),
  };
  try {
    const bitmap = await createImageBitmap(new Blob([file], { type: header.value.mime }), {
      ...size,
      resizeQuality: "medium",
    });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  } catch {
    return null;
  }
}
