import { fileFromBlob, fileFromHandle, type StoredFile } from "./storedFile";

/** Files that can be read and written in place, which only workers may. */
export const hasHandles = (): boolean =>
  "createSyncAccessHandle" in FileSystemFileHandle.prototype && typeof WorkerGlobalScope === "function";

/** A kept file, to be read where it lies. Another thread that reads it at this moment may have it to itself. */
export async function openInPlace(handle: FileSystemFileHandle): Promise<StoredFile> {
  const inPlace = hasHandles() ? await readingHandle(handle).catch(() => null) : null;
  return inPlace === null ? fileFromBlob(await handle.getFile()) : fileFromHandle(inPlace);
}

/** The same for a second reader, who must not keep the first from its handle where the browser gives a file only one. */
export async function openBeside(handle: FileSystemFileHandle): Promise<StoredFile> {
  const inPlace = await readingHandle(handle).catch(() => null);
  if (inPlace !== null && Reflect.get(inPlace, "mode") === "read-only") return fileFromHandle(inPlace);
  inPlace?.close();
  return fileFromBlob(await handle.getFile());
}

/** Several may read at once where the browser knows the mode; where it does not, whoever comes first. */
function readingHandle(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const options: readonly { readonly mode: "read-only" }[] = [{ mode: "read-only" }];
  // The type declarations do not know the options yet.
  return Reflect.apply(handle.createSyncAccessHandle, handle, options);
}
