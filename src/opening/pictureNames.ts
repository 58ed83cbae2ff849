// Which of the pictures that a person gave a log means. A log names them by paths of the machine that it was written
// on; here they lie in other folders, and on disks that think nothing of upper and lower case.

/**
 * The picture a name means: one, none, or several that it may mean, of which a person has to choose. One that was found
 * by its base name alone, its folders being others, may be another picture: that is to be said.
 */
export type PictureMatch =
  | { readonly kind: "found"; readonly path: string; readonly by: "path" | "base-name" }
  | { readonly kind: "none" }
  | { readonly kind: "ambiguous"; readonly paths: readonly string[] };

export interface PictureNames {
  match(name: string): PictureMatch;
}

const PICTURE = /\.(?:png|jpe?g|jfif|webp|gif|bmp|avif|svg|tiff?)$/i;

/** Whether a file is called as pictures are. */
export const isPictureName = (path: string): boolean => PICTURE.test(path);

/**
 * Looks names up among `paths`: the very path first, then the path without regard to case, then files of the same base
 * name. Of several with that base name the one whose folders agree furthest from the end is meant, if it is the only one.
 */
export function createPictureNames(paths: Iterable<string>): PictureNames {
  const exact = new Map<string, string>();
  const folded = new Map<string, string[]>();
  const byBase = new Map<string, string[]>();
  for (const path of paths) {
    const plain = plainPath(path);
    exact.set(plain, path);
    push(folded, plain.toLowerCase(), path);
    push(byBase, baseOf(plain.toLowerCase()), path);
  }
  return {
    match(name) {
      const plain = plainPath(name);
      const found = exact.get(plain);
      if (found !== undefined) return { kind: "found", path: found, by: "path" };
      const alike = folded.get(plain.toLowerCase());
      if (alike) return oneOf(alike, "path");
      const called = byBase.get(baseOf(plain.toLowerCase())) ?? begunBy(byBase, plain.toLowerCase());
      return oneOf(nearest(plain.toLowerCase(), called), "base-name");
    },
  };
}

/** Exports of chats name a picture by an id, and its file is called by that id and more: `file-AbC123-board.png`. */
function begunBy(byBase: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  const id = baseOf(name);
  if (isPictureName(id) || id.length < SHORTEST_ID) return [];
  return [...byBase].flatMap(([base, paths]) => (base.startsWith(`${id}-`) || base.startsWith(`${id}.`) ? paths : []));
}

const SHORTEST_ID = 10;

function oneOf(paths: readonly string[], by: "path" | "base-name"): PictureMatch {
  const [only] = paths;
  if (only === undefined) return { kind: "none" };
  return paths.length === 1 ? { kind: "found", path: only, by } : { kind: "ambiguous", paths };
}

/** Those that share the most folders with `name`, counted from the file upwards. */
function nearest(name: string, paths: readonly string[]): readonly string[] {
  const shared = paths.map((path) => sharedFolders(name, plainPath(path).toLowerCase()));
  const most = Math.max(0, ...shared);
  return paths.filter((_, i) => shared[i] === most);
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split("/").reverse(), b.split("/").reverse()];
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

/** Slashes one way, without `file://`, a drive, or a leading `./`; what an address escapes is unescaped. */
function plainPath(path: string): string {
  const bare = path.replaceAll("\\", "/").replace(/^file:\/\/(?=\/)/, "");
  return unescaped(bare)
    .replace(/^[a-z]:/i, "")
    .replace(/^(?:\.?\/)+/, "");
}

function unescaped(path: string): string {
  try {
    return path.includes("%") ? decodeURIComponent(path) : path;
  } catch {
    return path;
  }
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
