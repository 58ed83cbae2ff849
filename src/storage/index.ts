// Storage keeps traces and images at rest in the browser's IndexedDB, and packs them into files.
//
//   journal      a trace as it is written down: a snapshot, and one record for each commit, undo and redo since
//   header       what a list of traces shows without opening any
//   write lock   the right of one tab to write a trace; the others read and follow
//   kept image   one that nothing here can make again: given by a person or a file, or made by a program or a server
//   damage       what of a journal could not be read; the trace opens up to there and the rest is kept aside
//   bin          traces put away; they come back until they are erased
//   pack         a trace and its kept images as one zip file
//
// Say "journal", not "history"; say "write lock", not "claim" or "pen"; say "file" only for what leaves the browser.
export type { TraceHeader } from "./database";
export type { StorageFailure } from "./failure";
export { packFiles, packTrace, unpackTrace } from "./file/late";
export type { PackFailure, PackOptions } from "./file/pack";
export type { PackedFile } from "./file/packFiles";
export { scanZip } from "./file/scanZip";
export type { FileFailure, UnpackedTrace } from "./file/unpack";
export { listZip, readZipEntry, type ZipEntry, type ZipFailure } from "./file/zip";
export type { Damage } from "./fold";
export type { StoredImages } from "./images";
export type { TraceJournal } from "./journal";
export type { Library } from "./library";
export type { ReadFailure } from "./read";
export {
  type OpenedTrace,
  openStorage,
  type Settings,
  type Storage,
  type StorageOptions,
} from "./storage";
export type { KeptRun, Listed } from "./traces";
export type { Access, WriteLock } from "./writeLock";
export type { SaveState } from "./writeQueue";
