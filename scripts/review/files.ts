import { openAsBlob, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RaterFile } from "../../src/annotation";
import { unpackTrace } from "../../src/storage";
import { parseTrace } from "../../src/trace";
import { convertEach } from "../convert/convert";
import { strayLines } from "../strays";

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
  for (const input of inputs)
    for (const path of pathsIn(input)) {
      const unpacked = await unpackTrace(await openAsBlob(path));
      if (unpacked.ok) {
        files.push({ name: path, trace: unpacked.value.trace });
        strays.push(...strayLines(path, unpacked.value.strays));
      } else if (path === input) files.push(...(await runsIn(path, unread)));
      else unread.push({ name: path, code: unpacked.error.code });
    }
  return { files, unread, strays };
}

/** A folder is searched for files that may be traces; a file that was named is meant, whatever it is called. */
function pathsIn(input: string): readonly string[] {
  if (!statSync(input).isDirectory()) return [input];
  return readdirSync(input, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:zip|json)$/i.test(path))
    .map((path) => join(input, path))
    .sort();
}

async function runsIn(path: string, unread: { name: string; code: string }[]): Promise<readonly RaterFile[]> {
  const runs: RaterFile[] = [];
  const options = { inputs: [path], to: "trace", from: null, dialect: null, images: null } as const;
  const { records, notUnderstood } = await convertEach(options, (value) => {
    const parsed = parseTrace(value);
    if (!parsed.ok) throw new Error(`A trace that was just made cannot be read: ${path}`);
    runs.push({ name: path, trace: parsed.value });
  });
  if (records === 0) unread.push({ name: path, code: notUnderstood[0]?.code ?? "nothing-understood" });
  return runs;
}
