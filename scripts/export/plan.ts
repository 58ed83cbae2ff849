import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Taxonomy } from "../../src/annotation";
import { type DialectName, isDialectName } from "../../src/dialect";
import type { ExportTarget } from "../../src/export";
import { oneOf, UsageError } from "../commandLine";
import { readTaxonomy } from "../input/readTaxonomy";
import { TARGETS } from "./targets";

/** What the command asks for. */
export interface ExportCommand {
  readonly inputs: readonly string[];
  readonly target: ExportTarget;
  readonly out: string;
  readonly from: DialectName | null;
  readonly dialect: DialectName | null;
  readonly rater: string | null;
  readonly taxonomy: Taxonomy;
  readonly images: string | null;
  readonly group: boolean;
  /** Whether annotation tools are given what tools found. */
  readonly toolMarks: boolean;
  readonly json: boolean;
}

export const USAGE = `npm run export -- TRACES… --to NAME --out DIR
  TRACES              traces as the page saves them, or logs of any system; folders of logs
  [--dialect SYSTEM]  the system in whose words the rows are; each line's own where left out
  [--rater ID]        whose judgements count; all, and none where they disagree, where left out
  [--taxonomy FILE]   the team's kinds of failure, by which renamed tags are known again; Sightline's own where left out
  [--from SYSTEM]     whose log it is; found out where left out
  [--images DIR]      where the pictures are, if not beside the log
  [--group]           the runs of one problem become branches of one trace
  [--without-tool-marks]  annotation tools are not given what tools found
  [--json]            the report as JSON
targets:
${TARGETS.map(({ name, title }) => `  ${name.padEnd(22)} ${title}`).join("\n")}`;

/** Reads a command line. Throws a UsageError that says what to do. */
export function parseCommand(args: readonly string[]): ExportCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: "string" },
      out: { type: "string" },
      dialect: { type: "string" },
      rater: { type: "string" },
      taxonomy: { type: "string" },
      from: { type: "string" },
      images: { type: "string" },
      group: { type: "boolean" },
      "without-tool-marks": { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  if (positionals.length === 0) throw new UsageError("Nothing to export: name traces or logs");
  const missing = positionals.find((path) => !existsSync(path));
  if (missing !== undefined) throw new UsageError(`There is no ${missing}`);
  const name = oneOf(
    TARGETS.map((target) => target.name),
    values.to,
    "to",
  );
  const target = TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`A target is not in its own list: ${name}`);
  if (values.out === undefined) throw new UsageError("--out is missing");
  if (existsSync(values.out)) throw new UsageError(`${values.out} is there already: name a folder that is not`);
  return {
    inputs: positionals,
    target,
    out: values.out,
    from: system(values.from),
    dialect: system(values.dialect),
    rater: values.rater ?? null,
    taxonomy: readTaxonomy(values.taxonomy),
    images: values.images ?? null,
    group: values.group ?? false,
    toolMarks: !(values["without-tool-marks"] ?? false),
    json: values.json ?? false,
  };
}

function system(name: string | undefined): DialectName | null {
  if (name === undefined) return null;
  if (!isDialectName(name)) throw new UsageError(`No such system: ${name}; docs/systems.md names them all`);
  return name;
}
