/** What a build of the page consists of. Paths are relative to the page, with `/` between their parts. */
export interface Built {
  /** The SHA-256 of every file, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
  /** What is fetched at once. */
  readonly first: readonly string[];
}

/** The page itself, whatever it is asked for by. */
export const PAGE = "index.html";

/** The name by which a file is kept: another build's file of the same path is another. */
export const keyOf = (path: string, hash: string): string => `${path}?${hash}`;

/** The path in a key. */
export const pathIn = (key: string): string => key.slice(0, key.lastIndexOf("?"));
