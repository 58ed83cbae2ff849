// Pictures on disk, for opening logs in Node: found by name, hashed by their bytes, measured by their headers.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { ImageId, ToolExecutor } from "../../src/action";
import { FOREIGN_SYSTEMS } from "../../src/dialect";
import { isOrientation, storedSize } from "../../src/geometry";
import { createPictureNames, type FoundImage, isPictureName, type OpeningPorts } from "../../src/opening";
import type { Pixels } from "../../src/pixels";
import { imageIdOfBytes, imageIdOfPixels, performAction, readImageHeader } from "../../src/raster";
import { type DecodePicture, decodePlainPng } from "../pictures/decode";

/** Where pictures lie, and what each is called there. */
export interface PictureFiles {
  readonly names: readonly string[];
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

export interface Pictures {
  /** What opening one record needs. The pixels that it works on go with it, and are told by `pixels`. */
  forRecord(): RecordPictures;
  /** Names that fitted several pictures. */
  readonly ambiguous: ReadonlySet<string>;
  /** Names that were found by their base name alone, and the file that was taken for each. */
  readonly byBaseName: ReadonlyMap<string, string>;
}

export interface RecordPictures extends Pick<OpeningPorts, "find" | "executor"> {
  pixels(id: ImageId): Pixels | null;
}

/** The pictures of several places, the first that has a name being asked. The rules are those of the page. */
export function picturesOf(places: readonly PictureFiles[], decode: DecodePicture = decodePlainPng): Pictures {
  const known = places.map((place) => ({ ...place, lookup: createPictureNames(place.names) }));
  const ambiguous = new Set<string>();
  const byBaseName = new Map<string, string>();
  const bytesNamed = async (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    for (const place of known) {
      const match = place.lookup.match(name);
      if (match.kind === "found") {
        if (match.by === "base-name") byBaseName.set(name, match.path);
        return place.read(match.path);
      }
      if (match.kind === "ambiguous") {
        ambiguous.add(name);
        return null;
      }
    }
    return null;
  };
  return { ambiguous, byBaseName, forRecord: () => picturesOfRecord(bytesNamed, decode) };
}

function picturesOfRecord(
  bytesNamed: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>,
  decode: DecodePicture,
): RecordPictures {
  const pixels = new Map<ImageId, Pixels>();

  const known = async (bytes: Uint8Array<ArrayBuffer>): Promise<FoundImage | null> => {
    const header = readImageHeader(bytes);
    if (!header.ok) return null;
    const id = await imageIdOfBytes(bytes);
    const decoded = await decode(bytes);
    if (decoded) pixels.set(id, decoded);
    const { width, height, orientation } = header.value;
    return isOrientation(orientation)
      ? { id, ...storedSize({ width, height }, orientation), orientation }
      : { id, width, height };
  };

  const perform: ToolExecutor["perform"] = async (action) => {
    const from = pixels.get(action.image);
    if (!from) return { ok: false, error: "image-not-found" };
    const made = performAction(action, from, FOREIGN_SYSTEMS.drawingStyles);
    if (!made.ok) return made;
    const id = await imageIdOfPixels(made.value);
    pixels.set(id, made.value);
    return { ok: true, value: { id, width: made.value.width, height: made.value.height } };
  };

  return {
    executor: { perform },
    pixels: (id) => pixels.get(id) ?? null,
    async find(reference) {
      if (reference.kind === "data") return known(bytesOfDataUrl(reference.url));
      const bytes = await bytesNamed(reference.name);
      return bytes && known(bytes);
    },
  };
}

/** The pictures in a folder and below it. */
export function picturesIn(folder: string): PictureFiles {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPictureName(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return { names, read: async (name) => new Uint8Array(readFileSync(join(folder, name))) };
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const bytesOfDataUrl = (url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
