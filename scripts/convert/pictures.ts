// Pictures on disk, for opening logs in Node: found by name, hashed by their bytes, measured by their headers.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { ImageId } from "../../src/action";
import type { FoundImage, Look, OpeningPorts } from "../../src/opening";
import type { Pixels } from "../../src/pixels";
import { decodePng, imageIdOfBytes, imageIdOfPixels, performAction, readImageHeader } from "../../src/raster";

export type Pictures = Pick<OpeningPorts, "find" | "look">;

/** The pictures in some folders and below them. A name is looked for as a path first, then as a bare file name. */
export function picturesIn(folders: readonly string[]): Pictures {
  const byName = new Map<string, string>();
  for (const folder of folders)
    for (const path of filesBelow(folder)) if (!byName.has(basename(path))) byName.set(basename(path), path);
  const pixels = new Map<ImageId, Pixels>();

  const known = async (bytes: Uint8Array<ArrayBuffer>): Promise<FoundImage | null> => {
    const header = readImageHeader(bytes);
    if (!header.ok) return null;
    const id = await imageIdOfBytes(bytes);
    const decoded = header.value.mime === "image/png" ? await decodePng(bytes) : null;
    if (decoded?.ok) pixels.set(id, decoded.value);
    const { width, height, orientation } = header.value;
    // Orientations from 5 on lie on their side.
    return orientation >= 5 ? { id, width: height, height: width } : { id, width, height };
  };

  const look: Look = async (action) => {
    const from = pixels.get(action.image);
    if (!from) return { ok: false, error: "image-not-found" };
    const made = performAction(action, from);
    if (!made.ok) return made;
    const id = await imageIdOfPixels(made.value);
    pixels.set(id, made.value);
    return { ok: true, value: { id, width: made.value.width, height: made.value.height } };
  };

  return {
    look,
    async find(reference) {
      if (reference.kind === "data") return known(bytesOfDataUrl(reference.url));
      const paths = folders.map((folder) => join(folder, reference.name)).filter(isFile);
      const path = paths[0] ?? byName.get(basename(reference.name.replaceAll("\\", "/")));
      return path === undefined ? null : known(new Uint8Array(readFileSync(path)));
    },
  };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const PICTURE = /\.(?:png|jpe?g|webp|gif|bmp|avif)$/i;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => PICTURE.test(path))
    .map((path) => join(folder, path))
    .filter(isFile);
}

const bytesOfDataUrl = (url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
