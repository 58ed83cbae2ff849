import type { OpenArchive } from "../logs";
import { listZip, readZipEntry, scanZip, type ZipEntry } from "../storage";

/** The storage's reader of zips, as the log reader needs it: also of those that have lost the list at their end. */
export const openZip: OpenArchive = async (zip) => {
  const listed = await listZip(zip);
  const cutOff = !listed.ok && (listed.error === "not-a-zip" || listed.error === "damaged");
  const entries = cutOff ? await scanZip(zip) : listed;
  return entries.ok ? { ok: true, value: { members: entries.value.map(memberOf(zip)), cutOff } } : entries;
};

const memberOf = (zip: Blob) => (entry: ZipEntry) => ({
  name: entry.name,
  bytes: entry.bytes,
  read: () => readZipEntry(zip, entry),
});
