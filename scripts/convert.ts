// npm run convert: logs of any system, files or folders of them, as traces.
// With `--check` the exit code is 1 where anything became no step and no field known by name; otherwise the report goes
// to stdout as JSON, and the exit code is 1 where nothing was understood.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { failures } from "../src/app/words/en.failures";
import { type DialectName, isDialectName } from "../src/dialect";
import { type LogMapping, parseMappingText, printMapping } from "../src/opening";
import { oneOf, runCommand, UsageError } from "./commandLine";
import { type ConvertOptions, convertEach } from "./convert/convert";
import { draftFor } from "./convert/draft";
import { ledgerLines } from "./convert/ledgerLines";
import { createWriter } from "./convert/write";

const USAGE = `npm run convert -- INPUT… --to trace|messages|jsonl --out PATH
  [--from SYSTEM]     whose log it is; found out where left out
  [--dialect SYSTEM]  the system that messages are written for
  [--images DIR]      where the pictures are, if not beside the log
  [--group]           the runs of one problem become branches of one trace
  [--map FILE]        reads a form that nobody knows by a mapping, as the page saves it
  [--over]            with --map: also what has a known form, and was taken for what it is not
npm run convert -- --check INPUT…
                      writes nothing; prints what became no step and no field known by name
npm run convert -- --draft INPUT
                      writes nothing; prints a first mapping for records of no known form, with all their fields under
                      "shape": put each under what it is, and give the file to --map`;

const TARGETS = ["trace", "messages", "jsonl"] as const;

interface Asked {
  readonly options: ConvertOptions;
  /** Null where the logs are only looked at. */
  readonly out: string | null;
  /** Whether a mapping is asked for. */
  readonly draft: boolean;
}

function parseOptions(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: "boolean" },
      draft: { type: "boolean" },
      group: { type: "boolean" },
      map: { type: "string" },
      over: { type: "boolean" },
      to: { type: "string" },
      from: { type: "string" },
      dialect: { type: "string" },
      images: { type: "string" },
      out: { type: "string" },
    },
  });
  if (positionals.length === 0) throw new UsageError("Nothing to convert");
  const draft = values.draft ?? false;
  const looks = draft || values.check === true;
  const to = looks ? "trace" : oneOf(TARGETS, values.to, "to");
  if (values.out === undefined && !looks) throw new UsageError("--out is missing");
  if (values.over && values.map === undefined) throw new UsageError("--over says nothing without --map");
  const [from, dialect] = [system(values.from), system(values.dialect)];
  const options = {
    inputs: positionals,
    to,
    from,
    dialect,
    images: values.images ?? null,
    group: values.group ?? false,
    mapping: values.map === undefined ? null : mappingIn(values.map),
    over: values.over ?? false,
  };
  return { options, out: looks ? null : (values.out ?? null), draft };
}

function system(name: string | undefined): DialectName | null {
  if (name === undefined) return null;
  if (!isDialectName(name)) throw new UsageError(`No such system: ${name}; docs/systems.md names them all`);
  return name;
}

/** A mapping as the page saves it. */
function mappingIn(path: string): LogMapping {
  const mapping = parseMappingText(readFileSync(path, "utf8"));
  if (!mapping.ok) throw new UsageError(`${path}: ${mapping.error}: ${failures[mapping.error]}`);
  return mapping.value;
}

await runCommand(USAGE, async (args) => {
  const { options, out, draft } = parseOptions(args);
  if (draft) {
    const mapping = await draftFor(options.inputs);
    if (mapping === null) throw new UsageError("Nothing in it is of an unknown form");
    console.log(printMapping(mapping).trimEnd());
    return;
  }
  if (out === null) {
    const report = await convertEach(options, () => {});
    for (const line of ledgerLines(report)) console.log(line);
    process.exitCode = report.notUnderstoodCount === 0 ? 0 : 1;
    return;
  }
  const writer = createWriter(options.to, out);
  const report = await convertEach(options, writer.add);
  writer.end();
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.steps > report.records ? 0 : 1;
});
