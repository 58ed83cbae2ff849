import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ImageId, parseImageId } from "../../src/action";
import { leftBehind, sealOf, takeFromPage, takeFromPng, withhold } from "../../src/sharing";
import { packTrace, unpackTrace } from "../../src/storage";
import { blobAt, readPack } from "../input/readPack";
import type { ShareCommand } from "./plan";

export interface PreparedPack {
  readonly pack: Uint8Array<ArrayBuffer>;
  readonly seal: string;
  readonly title: string;
  /** Pictures of the trace that are not in the pack. */
  readonly missing: number;
}

/** The trace without what is withheld, read back; words that say why not, where it cannot be made. */
export async function preparedFrom({ input, withheld, own }: ShareCommand): Promise<PreparedPack | string> {
  const file = await openedPack(input);
  if (typeof file === "string") return file;
  const given = await readPack(input, file);
  if (!given.ok) return `${input} holds no trace that can be read: ${given.error}`;
  const { trace, images, missing } = given.value;
  const beside = missing.length > 0 ? await picturesBeside(input, new Set(missing)) : new Map();
  const read = async (id: ImageId) => (withheld.has("pictures") ? null : (images.get(id) ?? beside.get(id) ?? null));
  const packed = await packTrace(withhold(trace, withheld, own), read);
  if (!packed.ok) return `This cannot be packed: ${packed.error.code} (${packed.error.detail})`;
  const back = await unpackTrace(packed.value);
  if (!back.ok) return `What was packed cannot be read back: ${back.error.code}`;
  const [left] = leftBehind(trace, back.value.trace, withheld, own);
  if (left) return `Something that was to be left out is still there (${left.kind}): ${left.words}`;
  const pack = new Uint8Array(await packed.value.arrayBuffer());
  const { title } = back.value.trace;
  return {
    pack,
    seal: await sealOf(pack),
    title,
    missing: back.value.missing.length,
  };
}

/** The pack in a page or a picture, or the file itself. */
async function openedPack(input: string): Promise<Blob | string> {
  if (/\.html?$/i.test(input)) {
    const taken = await takeFromPage(readFileSync(input, "utf8"));
    return taken.ok && taken.value ? new Blob([taken.value.pack]) : `${input} carries no trace`;
  }
  if (/\.png$/i.test(input)) {
    const taken = await takeFromPng(new Uint8Array(readFileSync(input)));
    return taken.ok && taken.value ? new Blob([taken.value.pack]) : `${input} carries no trace, or has lost it`;
  }
  return blobAt(input);
}

/** Pictures are named by the hash of their bytes, whatever their files are called. */
async function picturesBeside(
  input: string,
  wanted: ReadonlySet<ImageId>,
): Promise<ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>> {
  const found = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  for (const name of readdirSync(dirname(input)).filter((path) => /\.(?:png|jpe?g|webp|gif|avif|bmp)$/i.test(path))) {
    const bytes = new Uint8Array(readFileSync(join(dirname(input), name)));
    const id = parseImageId(await sealOf(bytes));
    if (id.ok && wanted.has(id.value)) found.set(id.value, bytes);
  }
  return found;
}
