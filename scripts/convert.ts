// Converts logs: `npm run convert -- INPUT… --to trace|messages|jsonl [--from SYSTEM] [--dialect SYSTEM] [--images DIR] --out PATH`.
// The report goes to stdout as JSON; the exit code is 1 where nothing was understood.
import { parseArgs } from "node:util";
import { type DialectName, isDialectName } from "../src/dialect";
import { type ConvertOptions, convertEach } from "./convert/convert";
import { createWriter } from "./convert/write";

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

async function main(): Promise<void> {
  const options = parseOptions();
  const writer = createWriter(options.to, options.out);
  const report = await convertEach(options, writer.add);
  writer.end();
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.steps > report.records ? 0 : 1;
}

await main();
