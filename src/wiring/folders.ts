import type { FolderFile } from "../engine";

/** Model files that a person picked on this disk, by the folder's name, the last picked last; the page forgets them. */
export type Folders = Map<string, readonly FolderFile[]>;

/** Puts a folder in the place of one of the same name, as the last that was picked. */
export function keepFolder(folders: Folders, name: string, files: readonly FolderFile[]): void {
  folders.delete(name);
  folders.set(name, files);
}
