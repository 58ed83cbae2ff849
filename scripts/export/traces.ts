// What is exported: traces of ours with their pictures, as the page saves them or bare, and logs of any system.
import { dirname } from "node:path";
import type { ImageId } from "../../src/action";
import { FOREIGN_SYSTEMS } from "../../src/dialect";
import { createPictureNames } from "../../src/opening";
import { createRasterExecutor, imageIdOfBytes, type RasterExecutor } from "../../src/raster";
import { recipesOf } from "../../src/runner";
import { isKept, type Trace } from "../../src/trace";
import { isFolder, picturesIn } from "../convert/pictures";
import { type ReadRun, readInput } from "../input/readInput";
import { decodePicture, decodeStored } from "../pictures/decode";
import type { KeptPictures } from "./kept";
import type { ExportCommand } from "./plan";

export interface ReadTraces {
  readonly traces: readonly Trace[];
  /** Inputs in which no run was found, each with the reason. */
  readonly unread: readonly string[];
  /** What inputs say of steps that they do not hold, a line each. */
  readonly strays: readonly string[];
}

/** Reads every input, and keeps the pictures that come with it or can be made again. */
export async function readTraces(
  plan: Pick<ExportCommand, "inputs" | "from" | "images" | "group">,
  kept: KeptPictures,
): Promise<ReadTraces> {
  const traces: Trace[] = [];
  const unread: string[] = [];
  const strays: string[] = [];
  for (const input of plan.inputs) {
    const { from, images, group } = plan;
    const options = { from, images, group, decode: decodePicture };
    const missed = await readInput(
      input,
      options,
      (run) => keepRun(run, images ?? dirname(input)),
      (line) => strays.push(line),
    );
    if (missed) unread.push(missed.message);
  }
  return { traces, unread, strays };

  async function keepRun({ trace, images, pixels }: ReadRun, folder: string): Promise<void> {
    traces.push(trace);
    if (images) return keepOwn(trace, images, folder, kept);
    for (const id of trace.images.keys()) {
      const found = pixels(id);
      if (found) await kept.keep(id, found);
    }
  }
}

/** The pictures of a trace of ours: those in its file, those beside it, and those that its actions make of them. */
async function keepOwn(
  trace: Trace,
  images: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>,
  folder: string,
  kept: KeptPictures,
): Promise<void> {
  const files = new Map(images);
  const executor = createRasterExecutor(
    { read: async (id) => files.get(id) ?? null, write: async () => {} },
    { decode: decodeStored, drawingStyles: async () => FOREIGN_SYSTEMS.drawingStyles },
  );
  for (const [id, bytes] of await besideIt(trace, files, folder)) files.set(id, bytes);
  executor.recall(recipesOf(trace));
  for (const id of trace.images.keys()) await keepFrom(executor, id, kept);
}

async function keepFrom(executor: RasterExecutor, id: ImageId, kept: KeptPictures): Promise<void> {
  const pixels = await executor.pixels(id);
  if (pixels.ok) await kept.keep(id, pixels.value);
}

/** Source images that lie in a folder under their names: taken only where their bytes are those that the trace names. */
async function besideIt(
  trace: Trace,
  have: ReadonlyMap<ImageId, unknown>,
  folder: string,
): Promise<ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>> {
  const found = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  const missing = [...trace.images.values()].filter(
    (image) => isKept(image) && !have.has(image.id) && image.name !== "",
  );
  if (missing.length === 0 || !isFolder(folder)) return found;
  const { names, read } = picturesIn(folder);
  const lookup = createPictureNames(names);
  for (const { id, name } of missing) {
    const match = lookup.match(name);
    const bytes = match.kind === "found" ? await read(match.path) : null;
    if (bytes && (await imageIdOfBytes(bytes)) === id) found.set(id, bytes);
  }
  return found;
}
