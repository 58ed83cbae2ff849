// Converts logs: `npm run convert -- INPUT… --to trace|messages|jsonl [--from SYSTEM] [--dialect SYSTEM] [--images DIR] [--group] [--map FILE] --out PATH`.
// `--map FILE` reads records of a form that nobody knows by a mapping, as the page saves it.
// With `--group` the runs of one problem become branches of one trace.
// `npm run convert -- --check INPUT…` writes nothing: it prints what of the logs became no step and no field known by
// name, and the exit code is 1 where there is anything of that kind.
// Otherwise the report goes to stdout as JSON; the exit code is 1 where nothing was understood.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { failures } from "../src/app/words/en.failures";
import { type DialectName, isDialectName } from "../src/dialect";
import { type LogMapping, parseMappingText } from "../src/opening";
import { type ConvertOptions, convertEach } from "./convert/convert";
import { ledgerLines } from "./convert/ledgerLines";
import { createWriter } from "./convert/write";

const TARGETS = ["trace", "messages", "jsonl"] as const;

interface Asked {
  readonly options: ConvertOptions;
  /** Null where the logs are only checked. */
  readonly out: string | null;
}

function parseOptions(): Asked {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: "boolean" },
      group: { type: "boolean" },
      map: { type: "string" },
      to: { type: "string" },
      from: { type: "string" },
      dialect: { type: "string" },
      images: { type: "string" },
      out: { type: "string" },
    },
  });
  const to = values.check ? "trace" : TARGETS.find((target) => target === values.to);
  if (!to) throw new Error(`--to must be one of ${TARGETS.join(", ")}`);
  if (values.out === undefined && !values.check) throw new Error("--out is missing");
  if (positionals.length === 0) throw new Error("Nothing to convert");
  const [from, dialect] = [system(values.from), system(values.dialect)];
  const options = {
    inputs: positionals,
    to,
    from,
    dialect,
    images: values.images ?? null,
    group: values.group ?? false,
    mapping: values.map === undefined ? null : mappingIn(values.map),
  };
  return { options, out: values.check ? null : (values.out ?? null) };
}

function system(name: string | undefined): DialectName | null {
  if (name === undefined) return null;
  if (!isDialectName(name)) throw new Error(`No such system: ${name}`);
  return name;
}

/** A mapping as the page saves it. */
function mappingIn(path: string): LogMapping {
  const mapping = parseMappingText(readFileSync(path, "utf8"));
  if (!mapping.ok) throw new Error(`${path}: ${mapping.error}: ${failures[mapping.error]}`);
  return mapping.value;
}

async function main(): Promise<void> {
  const { options, out } = parseOptions();
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
}

await main();
