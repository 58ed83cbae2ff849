import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { bytesOfFile, type ExportInput, type ExportPlan } from "../../src/export";

/** The written size in bytes. */
export type Written = number;

/**
 * Writes the files of a plan into a folder that is not there yet. They are written beside it and the folder gets its name
 * when all of them are whole; where one cannot be written, as on a full disk, nothing is left and the error goes on.
 */
export async function writeFolder(out: string, plan: ExportPlan, input: ExportInput): Promise<Written> {
  const beside = `${resolve(out)}.part-${process.pid}`;
  let bytes = 0;
  try {
    for (const file of plan.files) {
      const path = join(beside, file.path);
      // Paths are made by writers and not by traces; one that led out of the folder would be a bug.
      if (relative(beside, path).startsWith(`..${sep}`))
        throw new Error(`A path leads out of the export: ${file.path}`);
      mkdirSync(dirname(path), { recursive: true });
      const content = await bytesOfFile(file, input);
      writeFileSync(path, content);
      bytes += content.length;
    }
    renameSync(beside, resolve(out));
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
  return bytes;
}
