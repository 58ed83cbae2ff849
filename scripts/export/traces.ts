// What is exported: traces of ours with their pictures, as the page saves them or bare, and logs of any system.
import { openAsBlob, statSync } from "node:fs";
import { dirname } from "node:path";
import type { ImageId } from "../../src/action";
import { FOREIGN_SYSTEMS } from "../../src/dialect";
import { createPictureNames } from "../../src/opening";
import { createRasterExecutor, imageIdOfBytes, type RasterExecutor } from "../../src/raster";
import { recipesOf } from "../../src/runner";
import { unpackTrace } from "../../src/storage";
import { isKept, type ParsedTrace, parseTrace, type Trace } from "../../src/trace";
import { convertEach } from "../convert/convert";
import { isFolder, picturesIn } from "../convert/pictures";
import { decodePicture, decodeStored } from "../pictures/decode";
import { strayLines } from "../strays";
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
    const own = await ownTrace(input);
    if (own === "refused") {
      unread.push(`${input}: the trace in it is damaged or of a later version; open it in the page, which says why`);
      continue;
    }
    if (own) {
      await keepOwn(own, plan.images ?? dirname(input), kept);
      traces.push(own.trace);
      strays.push(...strayLines(input, own.strays));
      continue;
    }
    const options = {
      inputs: [input],
      to: "trace",
      from: plan.from,
      dialect: null,
      images: plan.images,
      group: plan.group,
      decode: decodePicture,
    } as const;
    const { records, notUnderstood } = await convertEach(options, async (value, pixels) => {
      const parsed = parseTrace(value);
      if (!parsed.ok) throw new Error(`A trace that was just made cannot be read: ${input}`);
      traces.push(parsed.value);
      for (const id of parsed.value.images.keys()) {
        const found = pixels(id);
        if (found) await kept.keep(id, found);
      }
    });
    const [first] = notUnderstood;
    if (records === 0)
      unread.push(
        `${input}: no run was found in it${first ? `, ${first.code} at ${first.place}` : ""}; name its system with --from`,
      );
  }
  return { traces, unread, strays };
}

interface OwnTrace extends ParsedTrace {
  readonly images: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>;
}

/** What says that a file is none of ours, and may be a log. */
const NOT_OURS: ReadonlySet<string> = new Set(["not-a-trace", "no-trace", "not-a-zip"]);

/** A file that the page saved, or a bare trace; null where it is neither. */
async function ownTrace(input: string): Promise<OwnTrace | "refused" | null> {
  if (statSync(input).isDirectory()) return null;
  const unpacked = await unpackTrace(await openAsBlob(input));
  if (unpacked.ok) return unpacked.value;
  return NOT_OURS.has(unpacked.error.code) ? null : "refused";
}

/** The pictures of a trace of ours: those in its file, those beside it, and those that its actions make of them. */
async function keepOwn({ trace, images }: OwnTrace, folder: string, kept: KeptPictures): Promise<void> {
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
