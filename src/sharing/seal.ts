/** SHA-256 of a pack, in lower-case hexadecimal. The same trace packs to the same bytes, and so has the same seal. */
export async function sealOf(pack: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", pack));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a seal looks like. */
export const SEAL = /^[0-9a-f]{64}$/;
