// A long log is read in several threads: one cuts it into pieces, others read them, and what they list comes back in order.
import { itemsOfPieces, type LogPiece, READ_TOGETHER } from "../opening";
import type { Trace } from "../trace";
import { type FileListed, type ListedItem, listItems } from "./listItem";

/** Pieces that are read together: their bytes one after the other. */
export interface PieceBatch {
  readonly file: FileListed;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pieces: readonly PackedPiece[];
}

/** A piece whose bytes lie in those of its batch; null where it was too long to be kept. */
interface PackedPiece extends Omit<LogPiece, "bytes"> {
  readonly at: { readonly from: number; readonly to: number } | null;
}

/** Threads that list pieces. */
export interface PiecePool {
  /** How many batches are read at the same time. */
  readonly width: number;
  /** The items of a batch in their order. Rejects where the thread broke. */
  list(batch: PieceBatch): Promise<readonly ListedItem[]>;
  /** Ends the threads. */
  close(): void;
}

/** What a thread of the pool is asked, and what it answers. */
export interface ToPoolThread {
  readonly id: number;
  readonly batch: PieceBatch;
}

export type FromPoolThread =
  | { readonly id: number; readonly items: readonly ListedItem[] }
  | { readonly id: number; readonly failed: string };

/** Large enough that handing over costs little beside reading, small enough that the list grows steadily. */
const BATCH_BYTES = 2 ** 19;
/** Batches that wait at each thread, so that none runs dry. */
const BATCHES_AHEAD = 2;

/** The threads' side: answers with what the pieces of a batch hold. */
export async function answerBatch(
  { id, batch }: ToPoolThread,
  countHints: (trace: Trace) => number,
): Promise<FromPoolThread> {
  return listBatch(batch, countHints).then(
    (items) => ({ id, items }),
    (thrown: unknown) => ({ id, failed: String(thrown) }),
  );
}

async function listBatch(
  { file, bytes, pieces }: PieceBatch,
  countHints: (trace: Trace) => number,
): Promise<readonly ListedItem[]> {
  const listed: ListedItem[] = [];
  for (let from = 0; from < pieces.length; from += READ_TOGETHER) {
    const read = pieces
      .slice(from, from + READ_TOGETHER)
      .map(({ at, ...piece }) => ({ ...piece, bytes: at && bytes.subarray(at.from, at.to) }));
    listed.push(...(await listItems([...itemsOfPieces(read)], file, countHints)));
  }
  return listed;
}

/** Lists the pieces of a file in the pool, and tells after each batch up to which byte it was read. Closes the pool. */
export async function* listInPool(
  pieces: AsyncIterable<LogPiece>,
  file: FileListed,
  pool: PiecePool,
): AsyncGenerator<{ readonly items: readonly ListedItem[]; readonly read: number }> {
  const going: Promise<{ readonly items: readonly ListedItem[]; readonly read: number }>[] = [];
  const list = async (batch: PieceBatch) => ({
    items: await pool.list(batch),
    read: batch.pieces.at(-1)?.to ?? 0,
  });
  try {
    for await (const batch of batchesOf(pieces, file)) {
      const listed = list(batch);
      // Heard of when its turn comes; an earlier one may have ended everything by then.
      listed.catch(() => {});
      going.push(listed);
      if (going.length < pool.width * BATCHES_AHEAD) continue;
      const next = await going.shift();
      if (next) yield next;
    }
    for (const listed of going) yield await listed;
  } finally {
    pool.close();
  }
}

async function* batchesOf(pieces: AsyncIterable<LogPiece>, file: FileListed): AsyncGenerator<PieceBatch> {
  let held: LogPiece[] = [];
  let heldBytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    heldBytes += piece.bytes?.length ?? 0;
    if (heldBytes < BATCH_BYTES) continue;
    yield packed(held, heldBytes, file);
    held = [];
    heldBytes = 0;
  }
  if (held.length > 0) yield packed(held, heldBytes, file);
}

/** A piece may be a view into the whole block that the disk gave, which must not be handed over with it. */
function packed(pieces: readonly LogPiece[], length: number, file: FileListed): PieceBatch {
  const all = new Uint8Array(length);
  let end = 0;
  const pack = ({ bytes, ...piece }: LogPiece): PackedPiece => {
    if (!bytes) return { ...piece, at: null };
    const from = end;
    all.set(bytes, from);
    end += bytes.length;
    return { ...piece, at: { from, to: end } };
  };
  return { file, bytes: all, pieces: pieces.map(pack) };
}

/** One end of the wire to a thread. */
export interface PoolWire {
  post(message: ToPoolThread): void;
  onMessage(listener: (message: FromPoolThread) => void): void;
  /** Told when the thread itself broke. */
  onBroken(listener: (reason: string) => void): void;
  close(): void;
}

/** A pool over so many threads; each batch goes to the one that has the least to do. */
export function createPiecePool(open: () => PoolWire, width: number): PiecePool {
  const threads = Array.from({ length: width }, () => openThread(open()));
  return {
    width,
    list(batch) {
      const [first, ...others] = threads;
      if (!first) throw new RangeError("A pool has at least one thread");
      return others.reduce((least, thread) => (thread.waiting() < least.waiting() ? thread : least), first).list(batch);
    },
    close() {
      for (const { close } of threads) close();
    },
  };
}

function openThread(wire: PoolWire) {
  const asked = new Map<number, Asked>();
  let count = 0;
  let broken: Error | null = null;
  wire.onMessage((message) => {
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if ("items" in message) waiting?.resolve(message.items);
    else waiting?.reject(new Error(message.failed));
  });
  wire.onBroken((reason) => {
    broken = new Error(`A thread that reads a log broke: ${reason}`);
    for (const { reject } of asked.values()) reject(broken);
    asked.clear();
  });
  return {
    waiting: () => asked.size,
    list: (batch: PieceBatch) =>
      new Promise<readonly ListedItem[]>((resolve, reject) => {
        if (broken) return reject(broken);
        const id = count++;
        asked.set(id, { resolve, reject });
        wire.post({ id, batch });
      }),
    close: () => wire.close(),
  };
}

interface Asked {
  resolve(items: readonly ListedItem[]): void;
  reject(reason: Error): void;
}
