import { type Atlas, decodeAtlas } from "./atlas";

/** Brings the sprites, which the page's first load does not carry. Keep what it gives: every call unpacks anew. */
export async function loadAtlas(): Promise<Atlas> {
  const { SPRITES } = await import("./sprites.data");
  return decodeAtlas(SPRITES);
}
