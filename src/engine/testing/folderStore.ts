import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileStore } from "../files/fileStore";
import { fileInMemory } from "../files/storedFile";

/** A store in a folder of the disk, which takes files piece by piece as the browser's private file system does. */
export function createFolderStore(folder: string): FileStore {
  const pathOf = (name: string): string => join(folder, encodeURIComponent(name));
  const read = async (name: string) => new Uint8Array(await readFile(pathOf(name)));
  return {
    read: (name) => read(name).catch(() => null),
    open: (name) => read(name).then(fileInMemory, () => null),
    write: (name, bytes) => writeFile(pathOf(name), bytes),
    async append(name, from) {
      const file = openSync(pathOf(name), from === 0 ? "w" : "r+");
      ftruncateSync(file, from);
      let at = from;
      return {
        write(bytes) {
          at += writeSync(file, bytes, 0, bytes.length, at);
        },
        close: () => closeSync(file),
      };
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    async list() {
      const names = await readdir(folder);
      return Promise.all(
        names.map(async (name) => ({
          name: decodeURIComponent(name),
          bytes: (await stat(join(folder, name))).size,
        })),
      );
    },
  };
}
