// Files on disk as streams of bytes, so that a log of any length is converted in the memory of one of its lines.
import { createReadStream, readdirSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { archiveKind } from "../../src/logs/archive";
import { type GivenLogs, refusedByName, sortFiles } from "../../src/logs/files";
import { BEGINNING_BYTES, type ByteSource, openSource } from "../../src/opening";
import { openZip } from "../../src/wiring/openZip";
import { blobAt } from "../input/readPack";

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

/**
 * The logs that a file or a folder is or holds, and the pictures that come with them. What packs others is read whole; the
 * files of a folder are sorted as the page sorts those of a folder that is dropped.
 */
export async function logsOf(path: string): Promise<GivenLogs> {
  if (statSync(path).isDirectory()) return sortFiles(await filesIn(path), openZip);
  const source = fileSource(path);
  const head = new Blob([await source.slice(0, HEAD_BYTES)]);
  if ((await archiveKind(head)) !== null || refusedByName(path) !== null)
    return sortFiles([{ path: basename(path), file: new File([await blobAt(path)], basename(path)) }], openZip);
  const beginning = async (): Promise<string> => new TextDecoder().decode(await source.slice(0, BEGINNING_BYTES));
  const log = { name: path, bytes: source.size, alone: true, beginning, open: () => openSource(source) };
  return { logs: [log], pictures: new Map(), unread: [] };
}

/** All files of a folder and its folders, none of which is read before somebody asks for its bytes. */
async function filesIn(folder: string) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path),
      file: new File([await blobAt(path)], basename(path)),
    })),
  );
}

/** As many bytes as tell of every kind of archive. */
const HEAD_BYTES = 512;
