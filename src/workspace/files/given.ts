import type { GivenFile } from "../../opening";

/** More files than this in a folder is somebody's home directory. */
const MOST_FILES = 50_000;

/** Files that were picked: with the path in the folder, where a folder was. */
export const givenFiles = (files: Iterable<File>): readonly GivenFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped, folders walked through. Has to be called while the event lasts. */
export async function givenByDrop(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const handles = handlesOf(transfer);
  const files = await filesOfDrop(transfer);
  const byName = new Map((await handles).map((handle) => [handle.name, handle]));
  return files.map((given) => {
    const handle = byName.get(given.path.split("/")[0] ?? "");
    return handle ? { ...given, handle } : given;
  });
}

/** What some browsers give beside the files, by which they can be opened again another day. */
async function handlesOf({ items }: DataTransfer): Promise<readonly FileSystemHandle[]> {
  const handles = [...items].map((item) => (canHandle(item) ? item.getAsFileSystemHandle().catch(() => null) : null));
  return (await Promise.all(handles)).flatMap((handle) => handle ?? []);
}

/** Chromium's; the types of the DOM do not know it. A file that a page made is on no disk, and has none. */
interface HandlingItem {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null | undefined>;
}

const canHandle = (item: object): item is HandlingItem => "getAsFileSystemHandle" in item;

async function filesOfDrop(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return givenFiles(transfer.files);
  const files: GivenFile[] = [];
  const waiting: FileSystemEntry[] = [...entries];
  for (let entry = waiting.pop(); entry && files.length < MOST_FILES; entry = waiting.pop()) {
    if (isDirectory(entry)) waiting.push(...(await entriesIn(entry)));
    else if (isFile(entry)) files.push({ path: entry.fullPath.replace(/^\//, ""), file: await fileOf(entry) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a hundred at a time, and none once it is through. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

/** JSON, or the words of a run, as they are copied out of a terminal or a paper. */
const LIKE_A_LOG =
  /^\s*(?:[[{]\s*["{[]|<(?:think|answer|tool_call|code|SUMMARY|\|im_start)|\[ANSWER\]|THOUGHT \d|### )/;

/** Pasted words as a file, where they look like a log or a trace; null where they are words like any others. */
export function givenByPaste(text: string): GivenFile | null {
  if (!LIKE_A_LOG.test(text)) return null;
  const path = /^\s*[[{]\s*["{[]/.test(text) ? "pasted.json" : "pasted.txt";
  return { path, file: new File([text], path) };
}
