import type { StoredFile } from "./storedFile";

export const PART_BYTES = 1 << 24;

/**
 * The SHA-256 of the parts' SHA-256. The browser's digest copies what it is given, and a copy of hundreds of megabytes is
 * what a machine short of memory does not have.
 */
export async function digestOfParts(file: StoredFile, atOnce = AT_ONCE): Promise<string> {
  const digests: Promise<string>[] = [];
  for (let start = 0; start < file.bytes; start += PART_BYTES) {
    // The browser copies the part before this returns, and computes on another thread while the next is read.
    digests.push(sha256(file.part(start, Math.min(file.bytes, start + PART_BYTES))));
    await digests.at(-atOnce);
  }
  return sha256(new TextEncoder().encode((await Promise.all(digests)).join("")));
}

/** Parts that are digested side by side where nobody says how many: each is a copy in memory. */
const AT_ONCE = 2;

/**
 * What tells a file apart: its SHA-256, or that of its parts where a copy of the whole would be too much.
 *
 * @param ofParts the digest of its parts, where it was computed already
 */
export async function fingerprintOf(file: StoredFile, ofParts?: string): Promise<string> {
  if (file.bytes <= PART_BYTES) return sha256(file.part(0, file.bytes));
  return `parts:${ofParts ?? (await digestOfParts(file))}`;
}

/** Hexadecimal. Empty outside secure contexts, where there is no digest: then sizes alone are checked. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
