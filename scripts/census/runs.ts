import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Pixels } from "../../src/pixels";
import { decodePicture } from "../pictures/decode";
import { programsIn } from "./programs";

const READ = /\.(jsonl?|ipynb|tsv|csv|md|txt|py|js|html)$/;
const PICTURE = /\.(png|jpe?g)$/i;

/** The programs of one file, in their order, with the first picture of its run where that lies beside it. */
export interface ProgramsOfFile {
  readonly programs: readonly string[];
  readonly picture: Pixels | null;
}

export const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path];

/** @param seen programs of files before it: a log is often kept in several places, and counts once. */
export async function runsIn(file: string, seen: Set<string>): Promise<ProgramsOfFile> {
  if (!READ.test(file)) return { programs: [], picture: null };
  const programs = programsIn(readFileSync(file, "utf8"));
  const fresh = programs.filter((program) => !seen.has(program));
  for (const program of programs) seen.add(program);
  if (fresh.length === 0) return { programs: [], picture: null };
  const folder = join(dirname(file), "images");
  return { programs: fresh, picture: existsSync(folder) ? await firstOf(folder) : null };
}

async function firstOf(folder: string): Promise<Pixels | null> {
  const [first] = readdirSync(folder)
    .filter((name) => PICTURE.test(name))
    .sort(new Intl.Collator("en", { numeric: true }).compare);
  return first === undefined ? null : decodePicture(new Uint8Array(readFileSync(join(folder, first))));
}
