// Files on disk as streams of bytes, so that a log of any length is converted in the memory of one of its lines.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { type GivenLogs, sortFiles } from "../../src/logs/files";
import type { ByteSource } from "../../src/opening";
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

/** Logs and pictures of a zip, which is read whole. */
export const zipContents = (path: string): Promise<GivenLogs> =>
  sortFiles([{ path: basename(path), file: new File([readFileSync(path)], basename(path)) }], openZip);

export async function isZip(path: string): Promise<boolean> {
  const head = await fileSource(path).slice(0, 4);
  return head[0] === 80 && head[1] === 75 && head[2] === 3 && head[3] === 4;
}
