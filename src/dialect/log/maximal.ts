import { field } from "./json";

interface Node {
  readonly next: Map<string, Node>;
  isEnd: boolean;
}

/**
 * The conversations that no other goes on from, each once. An agent sends all that was said so far with each request, so
 * that every request but the last is the beginning of another.
 */
export function maximal<Held extends { readonly messages: readonly unknown[] }>(
  held: readonly Held[],
): readonly Held[] {
  const root: Node = { next: new Map(), isEnd: false };
  const ends = held.map(({ messages }) => messages.reduce((node: Node, message) => after(node, message), root));
  return held.filter((_, i) => {
    const end = ends[i];
    if (!end || end === root || end.next.size > 0 || end.isEnd) return false;
    end.isEnd = true;
    return true;
  });
}

function after(node: Node, message: unknown): Node {
  const key = JSON.stringify([
    field(message, "role"),
    field(message, "content", "parts"),
    field(message, "tool_calls"),
  ]);
  const next = node.next.get(key) ?? { next: new Map(), isEnd: false };
  node.next.set(key, next);
  return next;
}
