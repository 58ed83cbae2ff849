// The logits after the last token of recent prompts [K12]. Kept beside the tree, not in it: a row is worth keeping also
// where the keys and values before it were evicted, and is a few kilobytes where those are megabytes.
export interface LastRows {
  get(keys: readonly number[]): Float32Array | undefined;
  set(keys: readonly number[], logits: Float32Array): void;
  clear(): void;
}

interface Row {
  readonly keys: readonly number[];
  readonly logits: Float32Array;
}

export function createLastRows(capacity: number): LastRows {
  // A Map iterates in order of insertion, so re-inserting on use makes it least-recently-used first.
  const rows = new Map<string, Row>();
  return {
    get(keys) {
      const name = nameOf(keys);
      const row = rows.get(name);
      if (row === undefined || !equal(row.keys, keys)) return undefined;
      rows.delete(name);
      rows.set(name, row);
      return row.logits;
    },
    set(keys, logits) {
      const name = nameOf(keys);
      rows.delete(name);
      rows.set(name, { keys: [...keys], logits });
      const oldest = rows.keys().next();
      if (rows.size > capacity && oldest.done !== true) rows.delete(oldest.value);
    },
    clear: () => rows.clear(),
  };
}

/** FNV-1a over the keys; a collision costs a comparison, never a wrong row. */
function nameOf(keys: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const key of keys) hash = Math.imul(hash ^ (key | 0), 0x01000193);
  return `${keys.length}:${hash >>> 0}`;
}

const equal = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);
