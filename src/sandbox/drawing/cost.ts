/**
 * How many elements are drawn where each that is used again counts as often as it is used; no further than beyond `most`.
 * Infinitely many where they are nested deeper than `MOST_DEPTH`.
 * Ten `use` of ten `use` of … are few elements and no end of drawing.
 */
export function elementsDrawn(root: Element, most: number): number {
  const known = new Map<Element, number>();
  const open = new Set<Element>();
  const costOf = (element: Element, depth: number): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    // What uses itself is not drawn; what lies deeper than this is too much for the layout.
    if (open.has(element)) return 0;
    if (depth > MOST_DEPTH) return Number.POSITIVE_INFINITY;
    open.add(element);
    let cost = 1;
    for (const child of element.children) {
      cost += costOf(child, depth + 1);
      if (cost > most) break;
    }
    for (const used of usedBy(element, root)) cost += costOf(used, depth + 1);
    open.delete(element);
    known.set(element, cost);
    return cost;
  };
  return costOf(root, 0);
}

/** Nesting beyond this is refused: the layout of browsers goes down by recursion. */
export const MOST_DEPTH = 400;

/** What an element draws by naming it: `href="#a"`, and patterns, markers, masks, clips and filters by `url(#a)`. */
function usedBy(element: Element, root: Element): readonly Element[] {
  const names = [...element.attributes].flatMap(({ localName, value }) => [
    ...(localName === "href" && value.startsWith("#") ? [value.slice(1)] : []),
    ...[...value.matchAll(/url\(\s*["']?#([^"')]+)/g)].map(([, name = ""]) => name.trim()),
  ]);
  return names.flatMap((name) => root.querySelector(`#${CSS.escape(name)}`) ?? []);
}
