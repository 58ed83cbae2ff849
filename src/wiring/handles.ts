import type { GivenFile } from "../opening";

// Handles of the File System Access API (Chromium): they outlive the page, and what is behind them may be read once the
// person allows it again. The types of the DOM know the handles, and not the asking.

/** More files than this in a folder is somebody's home directory. */
const MOST_FILES = 50_000;

interface Asking {
  queryPermission(wish: { mode: "read" }): Promise<PermissionState>;
  requestPermission(wish: { mode: "read" }): Promise<PermissionState>;
}

const asks = (handle: object): handle is Asking => "queryPermission" in handle && "requestPermission" in handle;

/**
 * The files behind handles, those of folders with their paths. Null where the person does not allow it, or where one is
 * gone. Asking takes a press of a key or a button, so that this has to be called out of one.
 */
export async function filesOfHandles(handles: readonly FileSystemHandle[]): Promise<readonly GivenFile[] | null> {
  for (const handle of handles) if (!(await isAllowed(handle))) return null;
  const files: GivenFile[] = [];
  try {
    for (const handle of handles) await walk(handle, handle.name, { handle, files });
  } catch {
    return null;
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function isAllowed(handle: FileSystemHandle): Promise<boolean> {
  if (!asks(handle)) return true;
  const wish = { mode: "read" } as const;
  return (await handle.queryPermission(wish)) === "granted" || (await handle.requestPermission(wish)) === "granted";
}

interface Walk {
  readonly handle: FileSystemHandle;
  readonly files: GivenFile[];
}

async function walk(at: FileSystemHandle, path: string, { handle, files }: Walk): Promise<void> {
  if (files.length >= MOST_FILES) return;
  if (isFile(at)) files.push({ path, file: await at.getFile(), handle });
  else if (isFolder(at))
    for await (const [name, inside] of at.entries()) await walk(inside, `${path}/${name}`, { handle, files });
}

const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === "file";

/** A folder that can be walked through, as the types of the DOM do not say. */
interface Folder {
  entries(): AsyncIterable<readonly [string, FileSystemHandle]>;
}

const isFolder = (handle: FileSystemHandle): handle is FileSystemHandle & Folder => "entries" in handle;
