import type { FileMetaData } from "hyparquet";
import { imageDataUrl, isFields, type LogRecord } from "../../dialect";
import { unread } from "../contents";
import { readLogValue } from "../readLog";
import type { ByteSource } from "./bytes";
import { itemsOfContents, type LogItem, type LogSource, type RecordAt } from "./item";

// Data sets of messages and pictures, as verl and DeepEyes have them. The reader comes with the first such file.

export const isParquet = (head: Uint8Array): boolean =>
  head[0] === 80 && head[1] === 65 && head[2] === 82 && head[3] === 49;

const isWholeParquet = async (source: ByteSource): Promise<boolean> =>
  isParquet(await source.slice(Math.max(0, source.size - 4), source.size));

interface ParquetLog {
  items: LogSource["items"];
  recordAt(row: number, nth: number): Promise<LogRecord | null>;
  /** A row as JSON would have it. */
  valueAt(row: number): Promise<unknown>;
  /** Rows without their pictures. */
  wordsOf(from: number, to: number): Promise<readonly unknown[]>;
}

export async function openParquet(source: ByteSource): Promise<ParquetLog> {
  const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const file = bufferOf(source);
  const rows = async (metadata: FileMetaData, from: number, to: number, columns: string[]): Promise<unknown[]> =>
    parquetReadObjects({
      file,
      metadata,
      rowStart: from,
      rowEnd: to,
      columns,
      compressors,
      utf8: false,
      useOffsetIndex: true,
    });
  const valueAt = async (row: number): Promise<unknown> => {
    const metadata = await parquetMetadataAsync(file);
    const [value] = await rows(metadata, row, row + 1, columnsOf(metadata).all);
    return plainValue(value);
  };
  return {
    valueAt,
    async wordsOf(from, to) {
      const metadata = await parquetMetadataAsync(file);
      return (await rows(metadata, from, to, columnsOf(metadata).words)).map(plainValue);
    },
    async *items(onBytes = () => {}, pictures = "kept") {
      const metadata = await parquetMetadataAsync(file).catch(() => null);
      if (!metadata) {
        // What is in a table is told at its end: of one that breaks off nothing can be read.
        yield {
          kind: "unread",
          unread: unread("file", (await isWholeParquet(source)) ? "damaged" : "cut-off-table", ""),
        };
        return;
      }
      const { all, words } = columnsOf(metadata);
      const columns = pictures === "kept" ? all : words;
      const isPartial = columns.length < all.length;
      let from = 0;
      // A row group is what can be read for itself; parts of one would have its beginning decoded again and again.
      for (const group of metadata.row_groups) {
        const to = from + Number(group.num_rows);
        const read = await rows(metadata, from, to, columns).catch((reason: unknown) => String(reason));
        if (typeof read === "string")
          yield { kind: "unread", unread: unread(`rows ${from + 1} to ${to}`, "damaged", read) };
        else for (const [i, row] of read.entries()) yield* itemsOfRow(row, from + i, isPartial);
        from = to;
        onBytes(Math.floor((source.size * to) / Math.max(1, Number(metadata.num_rows))));
      }
    },
    async recordAt(row, nth) {
      return readLogValue(await valueAt(row), `row ${row + 1}`).records[nth] ?? null;
    },
  };
}

/** A file as the reader of tables asks for it. */
const bufferOf = (source: ByteSource) => ({
  byteLength: source.size,
  slice: async (from: number, to = source.size): Promise<ArrayBuffer> => {
    const { buffer, byteOffset, length } = await source.slice(from, to);
    return buffer.byteLength === length ? buffer : buffer.slice(byteOffset, byteOffset + length);
  },
});

function* itemsOfRow(row: unknown, index: number, isPartial: boolean): Generator<LogItem> {
  const contents = readLogValue(plainValue(row), `row ${index + 1}`);
  const at = (nth: number, kind: "record" | "unknown"): RecordAt => ({
    kind: "row",
    row: index,
    nth: kind === "record" ? nth : 0,
  });
  for (const item of itemsOfContents(contents, at))
    yield isPartial && item.kind === "record" ? { ...item, picturesLeftOut: true } : item;
}

/** The columns at the top of the schema. Those of pictures are left out while a table is listed: they are nearly all of it. */
function columnsOf(metadata: FileMetaData): { readonly all: string[]; readonly words: string[] } {
  const all = [
    ...new Set(
      metadata.row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.path_in_schema[0] ?? "")),
    ),
  ];
  return { all, words: all.filter((name) => !/image|video|picture/i.test(name)) };
}

/** What a table holds as JSON would have it: whole numbers as numbers, pictures as data URLs, other bytes as text. */
function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) return imageDataUrl(value) ?? new TextDecoder().decode(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isFields(value)) return value;
  const { bytes, path } = value;
  if (bytes instanceof Uint8Array && bytes.length > 0) return plainValue(bytes);
  if ("bytes" in value && typeof path === "string") return path;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plainValue(held)]));
}
