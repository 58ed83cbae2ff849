import type { ImageId } from "../action";
import type { Pixels } from "../pixels";

/** The name of a source image: SHA-256 of the file's bytes as given. */
export const imageIdOfBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<ImageId> =>
  hex(await crypto.subtle.digest("SHA-256", bytes));

/** The name of a derived image: SHA-256 of its width and height (uint32, little end first) and its RGBA bytes. */
export async function imageIdOfPixels({ width, height, data }: Pixels): Promise<ImageId> {
  const bytes = new Uint8Array(8 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, height, true);
  bytes.set(data, 8);
  return imageIdOfBytes(bytes);
}

// A SHA-256 digest in lower-case hex is what an image id is.
const hex = (digest: ArrayBuffer): ImageId =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") as ImageId;
