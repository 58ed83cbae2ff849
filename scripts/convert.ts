// Converts logs: `npm run convert -- INPUT… --to trace|messages|jsonl [--from SYSTEM] [--dialect SYSTEM] [--images DIR] --out PATH`.
// The report goes to stdout as JSON; the exit code is 1 where nothing was understood.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type DialectName, isDialectName } from "../src/dialect";
import { type ConvertOptions, convert } from "./convert/convert";

const TARGETS = ["trace", "messages", "jsonl"] as const;

function parseOptions(): ConvertOptions & { readonly out: string } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: "string" },
      from: { type: "string" },
      dialect: { type: "string" },
      images: { type: "string" },
      out: { type: "string" },
    },
  });
  const to = TARGETS.find((target) => target === values.to);
  if (!to) throw new Error(`--to must be one of ${TARGETS.join(", ")}`);
  if (values.out === undefined) throw new Error("--out is missing");
  if (positionals.length === 0) throw new Error("Nothing to convert");
  const [from, dialect] = [system(values.from), system(values.dialect)];
  return { inputs: positionals, to, from, dialect, images: values.images ?? null, out: values.out };
}

function system(name: string | undefined): DialectName | null {
  if (name === undefined) return null;
  if (!isDialectName(name)) throw new Error(`No such system: ${name}`);
  return name;
}

/** One trace is a file; more of them are a folder. Messages are one file, with a line for each record as JSON Lines. */
function write(values: readonly unknown[], to: ConvertOptions["to"], out: string): void {
  const save = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${text}\n`);
  };
  const [only] = values;
  if (to === "jsonl") save(out, values.map((value) => JSON.stringify(value)).join("\n"));
  else if (values.length === 1) save(out, JSON.stringify(only, null, 2));
  else if (to === "messages") save(out, JSON.stringify(values, null, 2));
  else
    for (const [i, value] of values.entries())
      save(join(out, `${String(i + 1).padStart(5, "0")}.json`), JSON.stringify(value, null, 2));
}

async function main(): Promise<void> {
  const options = parseOptions();
  const { values, report } = await convert(options);
  if (values.length > 0) write(values, options.to, options.out);
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.steps > report.records ? 0 : 1;
}

await main();
