import type { Result } from "../base";

/** One file in an archive. Sizes in bytes, unpacked; refusals are kebab-case codes. */
export interface ArchiveMember {
  readonly name: string;
  readonly bytes: number;
  read(): Promise<Result<Uint8Array<ArrayBuffer>, string>>;
}

export interface Archive {
  readonly members: readonly ArchiveMember[];
  /** Whether the file breaks off: then these are the members before the break. */
  readonly cutOff: boolean;
}

/** What is in a file that packs others; refuses what is none, or of which nothing is whole. */
export type OpenArchive = (file: Blob) => Promise<Result<Archive, string>>;

export type ArchiveKind = "zip" | "gzip" | "tar";

/** What a file packs others with, told by its first bytes; null where it packs none. */
export async function archiveKind(file: Blob): Promise<ArchiveKind | null> {
  const head = new Uint8Array(await file.slice(0, BLOCK).arrayBuffer());
  const [a, b, c, d] = head;
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return "zip";
  if (a === 0x1f && b === 0x8b) return "gzip";
  return isTarHeader(head) ? "tar" : null;
}

/** Of a tar: its headers and contents stand in blocks. */
export const BLOCK = 512;
const CHECKSUM = { from: 148, to: 156 };

/** Headers of every kind of tar have a sum of their bytes in them, taken as if its own place held spaces. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  const told = Number.parseInt(asciiOf(block.subarray(CHECKSUM.from, CHECKSUM.to)), 8);
  if (!(told > 0)) return false;
  let sum = 0;
  for (const [i, byte] of block.entries()) sum += i >= CHECKSUM.from && i < CHECKSUM.to ? 32 : byte;
  return sum === told;
}

/** Text up to the first byte that is nought. */
export function asciiOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
}
