// The measures of the whole source. `scripts/house.ts` prints them; tests hold limits against them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unitCycles } from "./cycles";
import { isTest, type MeasuredFile, type MeasuredFunction, measureFile, type Place, type SourceFile } from "./source";

/** No function may be longer; what is longer has a part that wants a name. */
export const LONGEST_FUNCTION = 60;
/** Files below this are counted, because many of them hold one thought in pieces. */
export const SMALL_FILE = 40;

/** How long things are, in lines. `p90` is the length that nine of ten do not exceed. */
export interface Lengths {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

export interface HouseMeasures {
  readonly lines: number;
  readonly files: Lengths;
  readonly smallFiles: number;
  readonly functions: Lengths;
  readonly longFunctions: readonly MeasuredFunction[];
  readonly casts: readonly Place[];
  readonly castsPerThousandLines: number;
  readonly anys: readonly Place[];
  readonly moduleStores: readonly Place[];
  /** Groups of units that import each other in a circle. */
  readonly cycles: readonly (readonly string[])[];
  readonly unitsInCycles: number;
  /** Lines of comment over all lines on which anything stands. */
  readonly commentShare: number;
}

/** The TypeScript files of a folder, tests apart. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)node_modules\//.test(path) && !isTest(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

export function measureHouse(sources: readonly SourceFile[]): HouseMeasures {
  const files = sources.map(measureFile);
  const functions = files.flatMap((file) => file.functions);
  const casts = files.flatMap((file) => file.casts);
  const lines = sum(files, (file) => file.lines);
  const cycles = unitCycles(files);
  return {
    lines,
    files: lengthsOf(files),
    smallFiles: files.filter((file) => file.lines < SMALL_FILE).length,
    functions: lengthsOf(functions),
    longFunctions: functions.filter((one) => one.lines > LONGEST_FUNCTION).sort((a, b) => b.lines - a.lines),
    casts,
    castsPerThousandLines: (1000 * casts.length) / Math.max(1, lines),
    anys: files.flatMap((file) => file.anys),
    moduleStores: files.flatMap((file) => file.moduleStores),
    cycles,
    unitsInCycles: new Set(cycles.flat()).size,
    commentShare:
      sum(files, (file) => file.commentLines) /
      Math.max(
        1,
        sum(files, (file) => file.writtenLines),
      ),
  };
}

const sum = (files: readonly MeasuredFile[], of: (file: MeasuredFile) => number): number =>
  files.reduce((total, file) => total + of(file), 0);

export function lengthsOf(things: readonly { readonly lines: number }[]): Lengths {
  const sorted = things.map((thing) => thing.lines).sort((a, b) => a - b);
  // By nearest rank, so that every figure is the length of something that is there.
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, median: at(0.5), p90: at(0.9), max: at(1) };
}
