// Files on disk as streams of bytes, so that a log of any length is converted in the memory of one of its lines.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { archiveKind } from "../../src/logs/archive";
import { type GivenLogs, refusedByName, sortFiles } from "../../src/logs/files";
import { type ByteSource, openSource } from "../../src/opening";
import { openZip } from "../../src/wiring/openZip";

export const fileSource = (path: string): ByteSource => ({
  name: path,
  size: statSync(path).size,
  async slice(from, to) {
    const file = await open(path);
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(to, statSync(path).size) - from));
      await file.read(bytes, 0, bytes.length, from);
      return bytes;
    } finally {
      await file.close();
    }
  },
  stream: () => createReadStream(path, { highWaterMark: 2 ** 20 }),
});

/** The logs that a file is or holds, and the pictures that come with them. What packs others is read whole. */
export async function logsOf(path: string): Promise<GivenLogs> {
  const source = fileSource(path);
  const head = new Blob([await source.slice(0, HEAD_BYTES)]);
  if ((await archiveKind(head)) !== null || refusedByName(path) !== null)
    return sortFiles([{ path: basename(path), file: new File([readFileSync(path)], basename(path)) }], openZip);
  const log = { name: path, bytes: source.size, alone: true, open: () => openSource(source) };
  return { logs: [log], pictures: new Map(), unread: [] };
}

/** As many bytes as tell of every kind of archive. */
const HEAD_BYTES = 512;
