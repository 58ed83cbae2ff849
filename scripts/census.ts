// npm run census: runs the programs of logs in the sandbox's Python, and says which of their calls it can run.
import { statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Counted, countRows, tableOfNames } from "./census/count";
import { createCensusRig } from "./census/rig";
import { filesUnder, runsIn } from "./census/runs";
import { runCommand, UsageError } from "./commandLine";

const USAGE = `npm run census -- FOLDER… [--calls FILE]
  FOLDER        logs, pages and notebooks with programs; the pictures of a log in "images" beside it
  --calls FILE  writes each call with the kinds of its arguments, how often it is made and in which FOLDER
  --failed      lists what did not run, and why`;

await runCommand(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { calls: { type: "string" }, failed: { type: "boolean" } },
  });
  if (positionals.length === 0) throw new UsageError("Say where the logs are.");
  for (const folder of positionals) statSync(folder);
  const rig = await createCensusRig();
  const seen = new Set<string>();
  const counted: Counted[] = [];
  for (const folder of positionals)
    for (const file of filesUnder(folder)) {
      const run = await runsIn(file, seen);
      if (run.programs.length === 0) continue;
      console.error(file);
      counted.push({ folder, ...rig.run(run) });
    }
  const calls = countRows(counted);
  console.log(tableOfNames(counted, calls));
  if (values.failed)
    for (const call of calls)
      if (call.ran < call.count) console.log(`${call.count - call.ran}/${call.count} ${call.text}: ${call.words}`);
  if (values.calls)
    writeFileSync(
      values.calls,
      `${JSON.stringify(
        calls.map(({ words: _, ...call }) => call),
        null,
        1,
      )}\n`,
    );
});
