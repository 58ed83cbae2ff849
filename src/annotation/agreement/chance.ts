// How far raters agree beyond chance.

/**
 * Cohen's κ of two raters: (observed − expected) ÷ (1 − expected), where the expected agreement is that of two raters
 * who say the same words as often as these do and know nothing of the item (Cohen 1960). At most 1; 0 is chance. Null
 * where it is not defined: no items, or one word only, used by both throughout.
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length === 0) return null;
  const [first, second] = [new Map<string, number>(), new Map<string, number>()];
  let same = 0;
  for (const [a, b] of pairs) {
    countUp(first, a, 1);
    countUp(second, b, 1);
    if (a === b) same++;
  }
  let expected = 0;
  for (const [word, times] of first) expected += (times / pairs.length) * ((second.get(word) ?? 0) / pairs.length);
  return expected === 1 ? null : (same / pairs.length - expected) / (1 - expected);
}

/** `nominal`: two words are the same or not. `ordinal`: how many of what was said lies between them. */
export type Level = "nominal" | "ordinal";

/**
 * Krippendorff's α for any number of raters, some of whom said nothing (2011, "Computing Krippendorff's
 * alpha-reliability"): 1 − observed ÷ expected disagreement over all pairs of words about one item. At most 1; 0 is
 * chance. Items that fewer than two raters spoke about are left out, as the method has it. Null where no two raters
 * spoke about an item, or all said one word throughout.
 *
 * @param items for each item what each rater said, null for nothing
 * @param scale the words, from least to most where the level is ordinal
 */
export function krippendorffAlpha(
  items: readonly (readonly (string | null)[])[],
  scale: readonly string[],
  level: Level = "nominal",
): number | null {
  const rank = new Map(scale.map((word, index) => [word, index]));
  const said = items
    .map((words) => words.flatMap((word) => (word === null ? [] : [rankOf(word, rank)])))
    .filter((ranks) => ranks.length >= 2);
  const counts = scale.map(() => 0);
  for (const rank of said.flat()) counts[rank] = (counts[rank] ?? 0) + 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const distance = level === "nominal" ? (a: number, b: number) => Number(a !== b) : ordinalDistance(counts);

  let expected = 0;
  for (const [a, times] of counts.entries())
    for (const [b, others] of counts.entries()) expected += times * others * distance(a, b);
  if (expected === 0) return null;
  let observed = 0;
  for (const ranks of said)
    for (const a of ranks) for (const b of ranks) observed += distance(a, b) / (ranks.length - 1);
  return 1 - ((total - 1) * observed) / expected;
}

function rankOf(word: string, rank: ReadonlyMap<string, number>): number {
  const found = rank.get(word);
  if (found === undefined) throw new Error(`${word} is not on the scale`);
  return found;
}

/** The squared number of words said from one rank to another, each end counted by half. */
function ordinalDistance(counts: readonly number[]): (a: number, b: number) => number {
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const between = counts.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
    return (between - ((counts[low] ?? 0) + (counts[high] ?? 0)) / 2) ** 2;
  };
}

/** Shared tags over all tags that either gave: 1 where both gave none (Jaccard). */
export function tagOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  const shared = [...a].filter((tag) => b.has(tag)).length;
  return shared / (a.size + b.size - shared);
}

const countUp = (counts: Map<string, number>, word: string, by: number): void => {
  counts.set(word, (counts.get(word) ?? 0) + by);
};
