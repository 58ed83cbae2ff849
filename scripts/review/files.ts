import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RaterFile } from "../../src/annotation";
import { type ReadRun, readInput } from "../input/readInput";
import { readPackAt } from "../input/readPack";

export interface ReadFiles {
  readonly files: readonly RaterFile[];
  /** What could not be read, and why. */
  readonly unread: readonly { readonly name: string; readonly code: string }[];
  /** What files say of steps that they do not hold, a line each. */
  readonly strays: readonly string[];
}

/** The traces that files and folders hold: our own files with what was judged, and runs of logs with what those kept. */
export async function readFiles(inputs: readonly string[]): Promise<ReadFiles> {
  const files: RaterFile[] = [];
  const unread: { name: string; code: string }[] = [];
  const strays: string[] = [];
  const take =
    (name: string) =>
    ({ trace }: Pick<ReadRun, "trace">) =>
      files.push({ name, trace });
  const tell = (line: string) => strays.push(line);
  for (const input of inputs) {
    if (!statSync(input).isDirectory()) {
      const missed = await readInput(input, { from: null, images: null }, take(input), tell);
      if (missed) unread.push(missed);
      continue;
    }
    for (const path of pathsIn(input)) {
      const own = await readPackAt(path, tell);
      if (own.ok) take(path)(own.value);
      else unread.push({ name: path, code: own.error });
    }
  }
  return { files, unread, strays };
}

/** A folder is searched for files that may be traces; a file that was named is meant, whatever it is called. */
const pathsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:zip|json)$/i.test(path))
    .map((path) => join(folder, path))
    .sort();
