import { err, ok } from "../base";
import { type ArchiveMember, asciiOf, BLOCK, isTarHeader, type OpenArchive } from "./archive";

// POSIX tar (IEEE Std 1003.1-2017, pax) and what GNU tar adds to it: long names and sizes in binary.

const MOST_MEMBERS = 100_000;
/** A name that is longer is no name. */
const MOST_NAME_BYTES = 64 * 1024;

/** The regular files of a tar. No content is read before it is wanted. */
export const openTar: OpenArchive = async (file) => {
  const members: ArchiveMember[] = [];
  let told: Told = {};
  let at = 0;
  while (at + BLOCK <= file.size) {
    const block = new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer());
    if (block.every((byte) => byte === 0)) return ok({ members, cutOff: false });
    if (!isTarHeader(block)) return members.length === 0 ? err("damaged") : ok({ members, cutOff: true });
    const header = { ...headerOf(block), ...told };
    const from = at + BLOCK;
    if (from + header.bytes > file.size) return ok({ members, cutOff: true });
    told = await toldNext(
      header.type,
      header.type === "x" || header.type === "L" ? file.slice(from, from + header.bytes) : null,
    );
    if (header.type === "0" || header.type === "" || header.type === "7") {
      if (members.length >= MOST_MEMBERS) return err("too-many-entries");
      members.push(memberOf(file, header.name, from, header.bytes));
    }
    at = from + Math.ceil(header.bytes / BLOCK) * BLOCK;
  }
  // The end is marked by blocks of noughts: a file without them breaks off.
  return ok({ members, cutOff: true });
};

const memberOf = (file: Blob, name: string, from: number, bytes: number): ArchiveMember => ({
  name,
  bytes,
  read: async () => ok(new Uint8Array(await file.slice(from, from + bytes).arrayBuffer())),
});

interface Header {
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
}

/** What one header says of the next. */
type Told = Partial<Pick<Header, "name" | "bytes">>;

function headerOf(block: Uint8Array): Header {
  const name = asciiOf(block.subarray(0, 100));
  const isPosix = asciiOf(block.subarray(257, 263)) === "ustar";
  const prefix = isPosix ? asciiOf(block.subarray(345, 500)) : "";
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    bytes: sizeOf(block.subarray(124, 136)),
    type: asciiOf(block.subarray(156, 157)),
  };
}

/** Octal digits, or a number in binary where they do not suffice. */
function sizeOf(bytes: Uint8Array): number {
  const [first = 0] = bytes;
  if ((first & 0x80) === 0) return Number.parseInt(asciiOf(bytes), 8) || 0;
  return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
}

async function toldNext(type: string, content: Blob | null): Promise<Told> {
  if (!content || content.size > MOST_NAME_BYTES) return {};
  const text = await content.text();
  if (type === "L") return { name: text.replace(/\0[\s\S]*$/, "") };
  const records = new Map([...text.matchAll(/\d+ ([^=\n]+)=(.*)\n/g)].map(([, key = "", value = ""]) => [key, value]));
  const [name, size] = [records.get("path"), Number(records.get("size"))];
  return { ...(name === undefined ? {} : { name }), ...(size > 0 ? { bytes: size } : {}) };
}
