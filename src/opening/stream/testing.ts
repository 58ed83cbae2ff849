// Files for tests of streams: bytes in memory, handed out in pieces of any sizes.
import type { ByteSource } from "./bytes";
import type { LogItem, LogSource } from "./item";

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** `sizes` are those of the pieces, over and over. */
export function sourceOf(content: string | Uint8Array<ArrayBuffer>, sizes: readonly number[] = [1000]): ByteSource {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  return {
    name: "log",
    size: bytes.length,
    slice: async (from, to) => bytes.slice(from, to),
    async *stream() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = Math.max(1, sizes[i % sizes.length] ?? 1);
        yield bytes.slice(at, at + size);
        at += size;
      }
    },
  };
}

export async function allItems(log: LogSource): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for await (const item of log.items()) items.push(item);
  return items;
}
