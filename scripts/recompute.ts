// npm run recompute: makes the pictures of logs again from their actions and programs, and holds them against those kept.
import { parseArgs } from "node:util";
import { runCommand, UsageError } from "./commandLine";
import { compareLogs } from "./recompute/logs";
import { tableOf } from "./recompute/table";

const USAGE = `npm run recompute -- LOGS… [--images DIR]
  LOGS          logs of any system, folders of them, or traces as the page saves them
  --images DIR  where their pictures are, if not beside the log`;

await runCommand(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { images: { type: "string" } },
  });
  if (positionals.length === 0) throw new UsageError("Nothing to compare: name logs");
  const { compared, unread } = await compareLogs(positionals, values.images ?? null);
  for (const input of unread) console.error(input);
  console.log(tableOf(compared));
});
