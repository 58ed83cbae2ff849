import * as z from "zod/mini";
import type { RecordFilter } from "../../opening";
import type { Edges } from "../ports";
import { EVERY_RECORD, type ListedLog, type ListPlace, type Workspace } from "../state";

// A page cannot read a file again after a reload. Where the browser gives handles, they are kept and the person only has
// to allow it; else the page says which file it was.

const SETTING = "last-log";
const KEPT_SETTING = "kept-runs";
/** The names of so many files are kept, to say what to pick. */
const MOST_NAMES = 20;

/** The log that was listed last, and where a person was in it. */
export interface LastLog extends ListPlace {
  readonly name: string;
  /** What has to be picked to open it again. */
  readonly files: readonly string[];
  /** What it can be opened by without picking anything; empty where the browser gave none. */
  readonly handles: readonly FileSystemHandle[];
}

/** Keeps which log is listed and where one is in it. That a browser keeps nothing is told elsewhere. */
export async function rememberLog({ edges }: Workspace, { name, files, filter, at }: ListedLog): Promise<void> {
  const handles = [...new Set(files.flatMap(({ handle }) => handle ?? []))];
  // A few files of many would open as another log.
  const isWhole = files.every(({ handle }) => handle);
  const kept = {
    name,
    files: files.slice(0, MOST_NAMES).map(({ path }) => path),
    handles: isWhole ? handles : [],
    filter,
    at,
  };
  await edges.storage.setSetting(SETTING, kept).catch(() => {});
}

/** Null where none was listed, and for what an older page or a hand may have written. */
export async function lastLog({ storage }: Pick<Edges, "storage">): Promise<LastLog | null> {
  const kept = await storage.setting(SETTING).catch(() => null);
  const parsed = LAST.safeParse(kept);
  if (!parsed.success) return null;
  const { filter, handles, ...others } = parsed.data;
  return { ...others, handles: handles.filter(isHandle), filter: await parseFilter(filter) };
}

/** Keeps where one is in the list of kept traces. */
export async function rememberKept({ edges }: Workspace, { filter, at }: ListPlace): Promise<void> {
  await edges.storage.setSetting(KEPT_SETTING, { filter, at }).catch(() => {});
}

/** Where one was in the list of kept traces; at its beginning where that is not known. */
export async function lastInKept({ storage }: Pick<Edges, "storage">): Promise<ListPlace> {
  const parsed = PLACE.safeParse(await storage.setting(KEPT_SETTING).catch(() => null));
  if (!parsed.success) return { filter: EVERY_RECORD, at: 0 };
  return { filter: await parseFilter(parsed.data.filter), at: parsed.data.at };
}

const PLACE = z.object({ filter: z.looseObject({}), at: z.int().check(z.minimum(0)) });

const LAST = z.object({
  name: z.string(),
  files: z.array(z.string()),
  handles: z._default(z.array(z.unknown()), []),
  ...PLACE.shape,
});

/** Handles come back from storage as such; tests and older browsers have no such thing. */
const isHandle = (value: unknown): value is FileSystemHandle =>
  typeof FileSystemHandle !== "undefined" && value instanceof FileSystemHandle;

/** Field by field; one that makes no sense looks for everything. */
export async function parseFilter(value: Readonly<Record<string, unknown>>): Promise<RecordFilter> {
  const { RECORD_ORDERS, SEARCHED, SURENESS } = await import("../../opening");
  const count = z.int().check(z.minimum(0));
  const fields: { readonly [K in keyof RecordFilter]: z.ZodMiniType<RecordFilter[K]> } = {
    words: z.string().check(z.maxLength(1000)),
    searched: z.enum(SEARCHED),
    system: z.nullable(z.string()),
    sureness: z.nullable(z.enum(SURENESS)),
    judged: z.nullable(z.enum(["right", "wrong", "unknown"])),
    unjudgedBy: z.nullable(z.string()),
    hinted: z.boolean(),
    unread: z.boolean(),
    several: z.boolean(),
    steps: z.object({ least: count, most: z.nullable(count) }),
    reward: z.nullable(z.object({ name: z.string(), file: z.nullable(z.string().check(z.maxLength(100_000))) })),
    rewardRange: z.object({ least: z.nullable(z.number()), most: z.nullable(z.number()) }),
    order: z.enum(RECORD_ORDERS),
    reversed: z.boolean(),
  };
  const good = Object.entries(fields).flatMap(([name, field]) => {
    const parsed = field.safeParse(value[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...EVERY_RECORD, ...Object.fromEntries(good) };
}
