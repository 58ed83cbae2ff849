/** The entries whose words hold all that was typed, those that begin with it first. */
export function rank<T>(entries: readonly T[], typed: string, wordsOf: (entry: T) => string): readonly T[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = entries.flatMap((entry) => {
    const words = wordsOf(entry).toLowerCase();
    if (!parts.every((part) => words.includes(part))) return [];
    return [{ entry, begins: words.startsWith(parts[0] ?? "") ? 0 : 1 }];
  });
  return scored.sort((a, b) => a.begins - b.begins).map(({ entry }) => entry);
}
