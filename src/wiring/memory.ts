import { createStore } from "zustand/vanilla";
import type { ImageId } from "../action";
import { err, ok } from "../base";
import type { ImageFiles } from "../raster";
import { packTrace, unpackTrace } from "../storage";
import type { Failure, SaveStatus, TraceStorage } from "../workspace/ports";

/** Images that last as long as the page or the program does. */
export function memoryImages(): ImageFiles {
  const kept = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  return {
    read: async (id) => kept.get(id) ?? null,
    write: async (id, bytes) => {
      kept.set(id, bytes);
    },
  };
}

/**
 * What stands in where the browser keeps nothing, as in some private windows: the work goes on, the person is told
 * that it is not saved, and can still take it away as a file.
 */
export function forgetfulStorage(images: ImageFiles, reason: string): TraceStorage {
  const failure: Failure = { code: reason, message: reason };
  const settings = new Map<string, unknown>();
  const saveStatus = createStore<SaveStatus>(() => ({ kind: "failed", code: reason }));
  return {
    recent: async () => [],
    open: async () => err(failure),
    read: async () => err(failure),
    keep: async () => err(failure),
    runs: async () => [],
    traceOfRun: async () => null,
    setThumbnail: async () => {},
    remove: async () => {},
    restore: async () => {},
    async pack(trace, { pictures } = { pictures: true }) {
      const packed = await packTrace(trace, pictures ? images.read : async () => null);
      return packed.ok ? packed : err({ ...packed.error, message: packed.error.code });
    },
    async unpack(file) {
      const unpacked = await unpackTrace(file);
      if (!unpacked.ok) return err({ ...unpacked.error, message: unpacked.error.code });
      const { trace, images: given, missing, strays } = unpacked.value;
      for (const [id, bytes] of given) await images.write(id, bytes, "");
      return ok({ trace, missing, strays });
    },
    saveStatus,
    flush: async () => {},
    setting: async (key) => settings.get(key),
    setSetting: async (key, value) => {
      settings.set(key, value);
    },
  };
}
