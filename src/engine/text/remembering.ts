/**
 * A function of plain data that keeps its latest answers.
 *
 * @param most how many; the one that was wanted longest ago goes first
 */
export function remembering<Asked, Answer>(most: number, answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const kept = new Map<string, Answer>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const found = kept.has(key) ? kept.get(key)! : answer(asked);
    // Set anew, so that the map's own order is that of use.
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}
