// Pictures of an export between reading and writing: as files in a folder of their own, for all of them at once would
// not fit memory.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImageId } from "../../src/action";
import type { ExportPicture, PictureSource } from "../../src/export";
import type { Pixels } from "../../src/pixels";
import { encodeRgbPng } from "../../src/raster";

export interface KeptPictures extends PictureSource {
  /** Whichever trace asks: a picture goes by the hash of its bytes. */
  find(id: ImageId): Promise<ExportPicture | null>;
  keep(id: ImageId, pixels: Pixels): Promise<void>;
  /** Gives the folder back. */
  end(): void;
}

export function keptPictures(): KeptPictures {
  const folder = mkdtempSync(join(tmpdir(), "sightline-export-"));
  const kept = new Map<ImageId, ExportPicture>();
  return {
    async keep(id, pixels) {
      if (kept.has(id)) return;
      const path = join(folder, `${id}.png`);
      writeFileSync(path, await encodeRgbPng(pixels));
      const { width, height } = pixels;
      kept.set(id, { width, height, png: async () => new Uint8Array(readFileSync(path)) });
    },
    find: async (id) => kept.get(id) ?? null,
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
