/** Values by name, least recently used first out, never above a budget of bytes. */
export interface ByteCache<T> {
  get(name: string): T | undefined;
  set(name: string, value: T, bytes: number): void;
  clear(): void;
  readonly bytes: number;
  readonly budgetBytes: number;
}

export function createByteCache<T>(budgetBytes: number): ByteCache<T> {
  const entries = new Map<string, { readonly value: T; readonly bytes: number }>();
  let total = 0;
  const remove = (name: string): void => {
    total -= entries.get(name)?.bytes ?? 0;
    entries.delete(name);
  };
  return {
    get(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      entries.delete(name);
      entries.set(name, entry);
      return entry.value;
    },
    set(name, value, bytes) {
      remove(name);
      entries.set(name, { value, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= budgetBytes) return;
        remove(oldest);
      }
    },
    clear() {
      entries.clear();
      total = 0;
    },
    get bytes() {
      return total;
    },
    get budgetBytes() {
      return budgetBytes;
    },
  };
}
