import { CHECKSUM_SUFFIX, PART_SUFFIX } from "./cachedFiles";
import type { FileStore, StoredName } from "./fileStore";

/** A model whose files are kept in this browser, whole or in part. */
export interface KeptModel {
  /** Names it and its version, as the engine does. */
  readonly id: string;
  /** "owner/name", with the version where that is not the newest. */
  readonly name: string;
  /** The server it came from. */
  readonly host: string;
  /** Of all its files. */
  readonly bytes: number;
  /** How much of that belongs to downloads that broke off. */
  readonly unfinishedBytes: number;
}

export interface KeptModels {
  /** The largest first. */
  list(): Promise<readonly KeptModel[]>;
  /** Removes its files; one that is loaded goes on working. */
  remove(id: string): Promise<void>;
}

/** The store is the worker's; a page fetches its code only where somebody asks what is kept. */
const storeOfBrowser = async (): Promise<FileStore> => (await import("./fileStore")).openBrowserStore();

/** What the engine has kept of models from the Hub, without loading any. */
export function createKeptModels(openStore: () => Promise<FileStore> = storeOfBrowser): KeptModels {
  return {
    list: async () => modelsIn(await (await openStore()).list()),
    async remove(id) {
      const store = await openStore();
      const names = (await store.list()).map(({ name }) => name);
      // The checksums first: what is left after a tab was closed meanwhile does not count as a model.
      const own = names.filter((name) => idIn(name) === id).sort((a, b) => Number(isNote(b)) - Number(isNote(a)));
      for (const name of own) await store.remove(name);
    },
  };
}

const isNote = (name: string): boolean => name.endsWith(CHECKSUM_SUFFIX) || name.endsWith(PART_SUFFIX);

/** `https://host/owner/name@revision/path`; a revision with slashes is kept encoded. */
const NAME = /^(https?:\/\/[^/]+(?:\/.*?)?)\/([\w.-]+\/[\w.-]+)@([^/]+)\//;

const idIn = (name: string): string | null => {
  const [, server, repository, revision] = name.match(NAME) ?? [];
  return server === undefined ? null : `${server}/${repository}@${revision}`;
};

function modelsIn(files: readonly StoredName[]): KeptModel[] {
  const unfinished = new Set(
    files.flatMap(({ name }) => (name.endsWith(PART_SUFFIX) ? [name.slice(0, -PART_SUFFIX.length)] : [])),
  );
  const models = new Map<string, KeptModel>();
  for (const { name, bytes } of files) {
    const [, server, repository, revision] = name.match(NAME) ?? [];
    const id = idIn(name);
    if (id === null || server === undefined || repository === undefined || revision === undefined) continue;
    const before = models.get(id) ?? {
      id,
      name: revision === "main" ? repository : `${repository}@${decodeURIComponent(revision)}`,
      host: new URL(server).host,
      bytes: 0,
      unfinishedBytes: 0,
    };
    const missing = unfinished.has(name) ? bytes : 0;
    models.set(id, { ...before, bytes: before.bytes + bytes, unfinishedBytes: before.unfinishedBytes + missing });
  }
  return [...models.values()].sort((a, b) => b.bytes - a.bytes);
}
