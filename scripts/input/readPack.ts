import { openAsBlob, statSync } from "node:fs";
import { err, ok, type Result } from "../../src/base";
import { type UnpackedTrace, unpackTrace } from "../../src/storage";
import { UsageError } from "../commandLine";

/** Takes a line for the person who typed the command. */
export type Tell = (line: string) => void;

const onTerminal: Tell = (line) => console.error(line);

/** A trace of ours says so at its beginning. */
const BEGINNING_BYTES = 4096;
/** Another program may have written its fields in another order: so large a file is read whole to find that out. */
const MOST_SEARCHED_BYTES = 2 ** 24;

/**
 * A file that the page saved, or a bare trace. Every command that opens one opens it here, so that what it says of things
 * that it does not hold is told by all of them alike, a line each; it is no part of the trace.
 *
 * @param name what the lines call the file
 * @returns the trace, or a code of the reader of trace files: `not-a-trace` where the file may be a log
 */
export async function readPack(
  name: string,
  file: Blob,
  tell: Tell = onTerminal,
): Promise<Result<UnpackedTrace, string>> {
  if (await isOtherJson(file)) return err("not-a-trace");
  const unpacked = await unpackTrace(file);
  if (!unpacked.ok) return err(unpacked.error.code);
  for (const { kind, place, reason, name: id } of unpacked.value.strays)
    tell(`${name}: ${place}, the ${kind} ${id}, is left out: ${reason}`);
  return ok(unpacked.value);
}

/** Node's own Blob of a file says its size modulo this, and so reads another file than the one that is there. */
const MOST_BYTES_OF_BLOB = 2 ** 32;

/** The same of a path; a folder is none, and no trace is as large as what Node cannot read. */
export async function readPackAt(path: string, tell?: Tell): Promise<Result<UnpackedTrace, string>> {
  const stat = statSync(path);
  if (stat.isDirectory() || stat.size >= MOST_BYTES_OF_BLOB) return err("not-a-trace");
  return readPack(path, await openAsBlob(path), tell);
}

/** A file whole or in parts, as it is asked for. */
export async function blobAt(path: string): Promise<Blob> {
  if (statSync(path).size >= MOST_BYTES_OF_BLOB)
    throw new UsageError(`${path} is larger than 4 GiB: unpack it first, or open it in the page`);
  return openAsBlob(path);
}

/** A large log is not read into memory to learn that it is no trace. */
async function isOtherJson(file: Blob): Promise<boolean> {
  if (file.size <= MOST_SEARCHED_BYTES) return false;
  const beginning = await file.slice(0, BEGINNING_BYTES).text();
  return /^\ufeff?\s*[{[]/.test(beginning) && !beginning.includes('"sightline-trace"');
}
