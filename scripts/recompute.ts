// npm run recompute: makes the pictures of logs again from their actions and programs, and holds them against those kept.
import { parseArgs } from "node:util";
import { createRasterExecutor } from "../src/raster";
import { runCommand, UsageError } from "./commandLine";
import { keptPictures } from "./export/kept";
import { readTraces } from "./export/traces";
import { decodeStored } from "./pictures/decode";
import { type Compared, compareCuts, comparePrograms } from "./recompute/compare";
import { openPython } from "./recompute/kernel";
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
  const kept = keptPictures();
  try {
    const plan = { inputs: positionals, from: null, images: values.images ?? null, group: false };
    const { traces, unread } = await readTraces(plan, kept);
    for (const input of unread) console.error(input);
    const raster = createRasterExecutor(
      { read: async (id) => (await (await kept.find(id))?.png()) ?? null, write: async () => {} },
      { decode: decodeStored },
    );
    const compared: Compared[] = [];
    for (const trace of traces) {
      compared.push(...(await compareCuts(trace, raster)));
      compared.push(...(await comparePrograms(trace, raster, () => openPython(raster))));
    }
    console.log(tableOf(compared));
  } finally {
    kept.end();
  }
});
