import { err, ok, type Result } from "../../base";
import { MAX_ENTRIES, MAX_RATIO, RATIO_MATTERS_FROM_BYTES } from "./limits";
import { METHODS } from "./packing";
import { isUnsafe, LOCAL_SIGNATURE, viewOf, type ZipEntry, type ZipFailure } from "./zip";

// A zip that breaks off has lost the list at its end. What is whole before the break is found by walking from the front,
// which can be led astray by what lies inside entries: so only a file without that list is read like this.

const DESCRIPTOR_SIGNATURE = 0x08074b50;
const HEADER_BYTES = 30;
const DESCRIPTOR_BYTES = 16;
/** A file beyond this is not searched for ends of entries. */
const MOST_SCANNED_BYTES = 2 ** 30;

/** The entries at the beginning of a zip that stand there whole; `not-a-zip` where there is none. */
export async function scanZip(file: Blob): Promise<Result<readonly ZipEntry[], ZipFailure>> {
  if (file.size > MOST_SCANNED_BYTES) return err("damaged");
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < MAX_ENTRIES; ) {
    const found = await entryAt(file, at);
    if (!found.ok) return found;
    if (!found.value) break;
    entries.push(found.value.entry);
    at = found.value.next;
  }
  return entries.length === 0 ? err("not-a-zip") : ok(entries);
}

interface Found {
  readonly entry: ZipEntry;
  readonly next: number;
}

/** The entry whose header begins there; null where no whole one does. */
async function entryAt(file: Blob, at: number): Promise<Result<Found | null, ZipFailure>> {
  const header = await viewOf(file.slice(at, at + HEADER_BYTES));
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== LOCAL_SIGNATURE) return ok(null);
  const flags = header.getUint16(6, true);
  if (flags & 1) return err("encrypted");
  const nameBytes = header.getUint16(26, true);
  const start = at + HEADER_BYTES + nameBytes + header.getUint16(28, true);
  const name = await file.slice(at + HEADER_BYTES, at + HEADER_BYTES + nameBytes).text();
  if (isUnsafe(name)) return err("unsafe-name");
  const method = METHODS.get(header.getUint16(8, true)) ?? "unknown";
  const told = sizesAt(header, 14);
  // Who could not seek back wrote the sizes after the content.
  const sizes = flags & 8 ? await describedFrom(file, start) : told;
  if (!sizes || start + sizes.packedBytes > file.size) return ok(null);
  if (sizes.bytes > RATIO_MATTERS_FROM_BYTES && sizes.bytes > sizes.packedBytes * MAX_RATIO) return err("zip-bomb");
  const next = start + sizes.packedBytes + (flags & 8 ? DESCRIPTOR_BYTES : 0);
  return ok({ entry: { name, method, offset: at, ...sizes }, next });
}

type Sizes = Pick<ZipEntry, "crc" | "packedBytes" | "bytes">;

const sizesAt = (view: DataView, at: number): Sizes => ({
  crc: view.getUint32(at, true),
  packedBytes: view.getUint32(at + 4, true),
  bytes: view.getUint32(at + 8, true),
});

/** The first record of sizes that says how far away it stands; null where there is none before the break. */
async function describedFrom(file: Blob, start: number): Promise<Sizes | null> {
  const rest = await viewOf(file.slice(start));
  for (let at = 0; at + DESCRIPTOR_BYTES <= rest.byteLength; at++) {
    if (rest.getUint32(at, true) !== DESCRIPTOR_SIGNATURE) continue;
    const sizes = sizesAt(rest, at + 4);
    if (sizes.packedBytes === at) return sizes;
  }
  return null;
}
