import { createRasterExecutor } from "../../src/raster";
import { keptPictures } from "../export/kept";
import { readTraces } from "../export/traces";
import { decodeStored } from "../pictures/decode";
import { type Compared, compareCuts, comparePrograms } from "./compare";
import { openPython } from "./kernel";

/** The pictures of logs, each held against what its action or program gives here; and what could not be read, with why. */
export async function compareLogs(
  inputs: readonly string[],
  images: string | null = null,
): Promise<{ readonly compared: readonly Compared[]; readonly unread: readonly string[] }> {
  const kept = keptPictures();
  try {
    const { traces, unread } = await readTraces({ inputs, from: null, images, group: false }, kept);
    const raster = createRasterExecutor(
      { read: async (id) => (await (await kept.find(id))?.png()) ?? null, write: async () => {} },
      { decode: decodeStored },
    );
    const compared: Compared[] = [];
    for (const trace of traces) {
      compared.push(...(await compareCuts(trace, raster)));
      compared.push(...(await comparePrograms(trace, raster, () => openPython(raster))));
    }
    return { compared, unread };
  } finally {
    kept.end();
  }
}
