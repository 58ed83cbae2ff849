/** The keys of a record whose type lists them all. */
export const keysOf = <T extends object>(record: T): readonly Extract<keyof T, string>[] =>
  // TypeScript gives `string[]`, since a value may hold more than its type says; the tables this is for do not.
  Object.keys(record) as Extract<keyof T, string>[];

/** The first two of a list. Throws where it is shorter, because that is a bug. */
export function firstTwo<T>(list: readonly T[]): readonly [T, T] {
  if (list.length < 2) throw new Error(`A list of ${list.length} has no first two`);
  return [list[0]!, list[1]!];
}
