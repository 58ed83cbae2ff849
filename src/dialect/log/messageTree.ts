// Chats in which a question was put again, or an answer was made anew, are trees: each message names the one before it.

/** A message of a tree, and what the one before it is called; null of a first one. */
export interface TreeMessage {
  readonly parent: string | null;
  readonly message: unknown;
}

/** How many ways through a tree are told; what stands in none of them is reported with the rest that nobody reads. */
const MOST_LINES = 50;

/**
 * The ways through a tree from a first message to a last one: that to `current` first, the others in the order in which
 * their last messages stand. A message that no other follows is a last one; a circle ends where it closes.
 */
export function linesOfTree(
  tree: ReadonlyMap<string, TreeMessage>,
  current: string | null,
): readonly (readonly unknown[])[] {
  const followed = new Set([...tree.values()].map(({ parent }) => parent));
  const last = [...tree.keys()].filter((id) => !followed.has(id));
  const chosen = current !== null && tree.has(current) ? current : last.at(-1);
  if (chosen === undefined) return [];
  const ends = [chosen, ...last.filter((id) => id !== chosen)].slice(0, MOST_LINES);
  const lines = ends.map((id) => lineTo(tree, id));
  // What was chosen may be a message that others follow: the ways on from it tell it, too.
  return lines;
}

function lineTo(tree: ReadonlyMap<string, TreeMessage>, end: string): readonly unknown[] {
  const line: unknown[] = [];
  const seen = new Set<string>();
  for (let id: string | null = end; id !== null && !seen.has(id); ) {
    seen.add(id);
    const held = tree.get(id);
    if (held === undefined) break;
    line.push(held.message);
    id = held.parent;
  }
  return line.reverse();
}
