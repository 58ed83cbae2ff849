// Measures the source: `npm run house -- [--revision REV]… [--root DIR]… [--folder src] [--where]`.
// Each revision of git and each folder of a checkout is a column; without any, or after revisions alone, so is the
// working tree. `--where` also lists where the casts, `any` and module-level stores stand.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "./commandLine";
import { type HouseMeasures, LONGEST_FUNCTION, measureHouse, readSources, SMALL_FILE } from "./house/measure";
import type { Place } from "./house/source";

interface Column {
  readonly title: string;
  readonly measures: HouseMeasures;
}

const ROWS: readonly (readonly [string, (house: HouseMeasures) => string | number])[] = [
  ["lines", (house) => house.lines],
  ["files", (house) => house.files.count],
  ["  median lines", (house) => house.files.median],
  ["  p90", (house) => house.files.p90],
  ["  longest", (house) => house.files.max],
  [`  under ${SMALL_FILE} lines`, (house) => house.smallFiles],
  ["functions", (house) => house.functions.count],
  ["  median lines", (house) => house.functions.median],
  ["  p90", (house) => house.functions.p90],
  ["  longest", (house) => house.functions.max],
  [`  over ${LONGEST_FUNCTION} lines`, (house) => house.longFunctions.length],
  ["casts (as, not as const)", (house) => house.casts.length],
  ["  per 1,000 lines", (house) => house.castsPerThousandLines.toFixed(2)],
  ["any", (house) => house.anys.length],
  ["module-level stores", (house) => house.moduleStores.length],
  ["units in import cycles", (house) => house.unitsInCycles],
  ["comment share", (house) => `${(100 * house.commentShare).toFixed(1)} %`],
];

const USAGE = "npm run house -- [--revision REV …] [--root FOLDER …] [--folder src] [--where]";

function columns(args: readonly string[]): { readonly shown: readonly Column[]; readonly where: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      revision: { type: "string", multiple: true, default: [] },
      root: { type: "string", multiple: true, default: [] },
      folder: { type: "string", default: "src" },
      where: { type: "boolean", default: false },
    },
  });
  const here = join(import.meta.dirname, "..");
  const roots = values.root.length > 0 ? values.root : [here];
  return {
    shown: [
      ...values.revision.map((revision) => ({
        title: revision,
        measures: atRevision(here, revision, values.folder),
      })),
      ...roots.map((root) => ({
        title: root === here ? "working tree" : root,
        measures: measureHouse(readSources(join(root, values.folder))),
      })),
    ],
    where: values.where,
  };
}

function atRevision(repository: string, revision: string, folder: string): HouseMeasures {
  const place = mkdtempSync(join(tmpdir(), "house-"));
  try {
    const archive = join(place, "source.tar");
    call("git", ["-C", repository, "archive", "--output", archive, revision, folder]);
    call("tar", ["-xf", archive, "-C", place]);
    return measureHouse(readSources(join(place, folder)));
  } finally {
    rmSync(place, { recursive: true });
  }
}

function call(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
}

function printTable(shown: readonly Column[]): void {
  const rows = [["", ...shown.map(({ title }) => title)]];
  for (const [name, read] of ROWS) rows.push([name, ...shown.map(({ measures }) => String(read(measures)))]);
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  for (const [name = "", ...cells] of rows) {
    const padded = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
    console.log([name.padEnd(widths[0] ?? 0), ...padded].join("  ").trimEnd());
  }
}

function printPlaces(title: string, places: readonly Place[]): void {
  if (places.length === 0) return;
  console.log(`\n${title}`);
  for (const { path, line } of places) console.log(`  ${path}:${line}`);
}

function printDetails({ title, measures }: Column, where: boolean): void {
  console.log(`\n${title}: functions over ${LONGEST_FUNCTION} lines`);
  for (const { lines, name, path, line } of measures.longFunctions) console.log(`  ${lines}  ${name}  ${path}:${line}`);
  console.log(`\n${title}: import cycles of units`);
  for (const cycle of measures.cycles) console.log(`  ${cycle.length}: ${cycle.join(", ")}`);
  printPlaces(`${title}: module-level stores`, measures.moduleStores);
  if (!where) return;
  printPlaces(`${title}: casts`, measures.casts);
  printPlaces(`${title}: any`, measures.anys);
}

await runCommand(USAGE, (args) => {
  const { shown, where } = columns(args);
  printTable(shown);
  for (const column of shown) printDetails(column, where);
});
