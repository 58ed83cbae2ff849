import { mapResult } from "../base";
import type { OpenZip } from "../logs";
import { listZip, readZipEntry } from "../storage";

/** The storage's reader of zips, as the log reader needs it. */
export const openZip: OpenZip = async (zip) =>
  mapResult(await listZip(zip), (entries) =>
    entries.map((entry) => ({ name: entry.name, bytes: entry.bytes, read: () => readZipEntry(zip, entry) })),
  );
