// Sequences that began as one path, computed as tokens of one sequence, each of which is told what it sees: the rows of the
// beginning are in memory once and go into the runtime once, however many sequences there are. It is how several candidates
// are verified in one pass (SpecInfer, arXiv 2305.09781, §4.2).
import type { Runtime } from "../ort/runtime";
import type { KeyValueBatch, TokenPlaces } from "./batch";
import type { KeyValueLayout } from "./layout";
import { joinRows, type MemoryBlock } from "./memoryBlock";
import { createRowArrays, type RowArrays } from "./rowArrays";
import type { BlockRows } from "./store";

/** Rows of sequences that were dropped are let go of where they are more than this part of all that were appended. */
const MOST_DEAD = 0.5;

/** Of each sequence, which rows behind the shared ones are its own, in order. */
type OwnRows = readonly (readonly number[])[];

export function createJoinedBatch(
  runtime: Runtime,
  layout: KeyValueLayout,
  live: BlockRows<MemoryBlock>,
  sequences: number,
): KeyValueBatch<MemoryBlock> {
  const shared = live.count;
  const rows = createRowArrays(runtime, layout);
  rows.rewind(0, [live]);
  let own: OwnRows = Array.from({ length: sequences }, () => []);
  let length = shared;
  return {
    get size() {
      return own.length;
    },
    get length() {
      return length;
    },
    get bytes() {
      return rows.bytes;
    },
    get places() {
      return placesOf(own, shared, rows);
    },
    bind: rows.bind,
    accept(outputs) {
      const first = rows.length;
      rows.accept(outputs, own.length);
      own = own.map((each, index) => [...each, first + index]);
      length++;
    },
    select(places) {
      own = lettingGo(
        rows,
        places.map((place) => own[place]!),
        shared,
      );
    },
    save(place, start, end) {
      const block = rows.block();
      const later = own[place]!.slice(Math.max(0, start - shared), Math.max(0, end - shared));
      return joinRows(layout, [
        { block, from: start, count: Math.max(0, Math.min(end, shared) - start) },
        ...later.map((row) => ({ block, from: row, count: 1 })),
      ]);
    },
    snapshot() {
      throw new Error("Sequences are joined for networks without states alone");
    },
    dispose() {
      rows.clear();
      own = [];
    },
  };
}

/** Each token sees the shared rows, its own sequence's, and itself. */
const placesOf = (own: OwnRows, shared: number, { length, capacity }: RowArrays): TokenPlaces => ({
  past: length,
  rows: capacity,
  sequences: 1,
  counted: own.map((each) => shared + each.length),
  hide(bias, seen) {
    for (const [token, each] of own.entries()) {
      const scores = bias.subarray(token * seen, (token + 1) * seen);
      scores.fill(Number.NEGATIVE_INFINITY, shared);
      for (const row of each) scores[row] = 0;
      scores[capacity + token] = 0;
    }
  },
});

/** Lets go of rows that no sequence has, where they are many. Returns where the others are then. */
function lettingGo(rows: RowArrays, own: OwnRows, shared: number): OwnRows {
  const alive = [...new Set(own.flat())].sort((a, b) => a - b);
  if (alive.length >= (rows.length - shared) * MOST_DEAD) return own;
  const block = rows.block();
  rows.clear();
  rows.rewind(0, [{ block, from: 0, count: shared }, ...alive.map((row) => ({ block, from: row, count: 1 }))]);
  const moved = new Map(alive.map((row, index) => [row, shared + index]));
  return own.map((each) => each.map((row) => moved.get(row)!));
}
