import { fileFromBlob, fileFromHandle, type StoredFile } from "./storedFile";

/** Files that can be read and written in place, which only workers may. */
export const hasHandles = (): boolean =>
  "createSyncAccessHandle" in FileSystemFileHandle.prototype && typeof WorkerGlobalScope === "function";

/** A kept file, to be read where it lies. Another thread that reads it at this moment may have it to itself. */
export async function openInPlace(handle: FileSystemFileHandle): Promise<StoredFile> {
  const inPlace = hasHandles() ? await readingHandle(handle).catch(() => null) : null;
  return inPlace === null ? fileFromBlob(await handle.getFile()) : fileFromHandle(inPlace);
}

/** Several may read at once where the browser knows the mode; where it does not, whoever comes first. */
function readingHandle(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const options: readonly { readonly mode: "read-only" }[] = [{ mode: "read-only" }];
  // The type declarations do not know the options yet.
  return Reflect.apply(handle.createSyncAccessHandle, handle, options);
}
