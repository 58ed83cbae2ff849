/** One connected part of a mask, in pixels of the mask. */
export interface Component {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How many pixels it has. */
  readonly area: number;
  /** For each of its rows the first and the last of its pixels, as `[y, first, last]`: all that its hull needs. */
  readonly rows: readonly (readonly [y: number, first: number, last: number])[];
}

/**
 * The parts of a mask whose pixels touch each other by a side or a corner, in the order of their first pixels.
 *
 * @param mask row by row, non-zero where there is something
 */
export function componentsOf(mask: Uint8Array, width: number, height: number): readonly Component[] {
  const seen = new Uint8Array(mask.length);
  const waiting = new Int32Array(mask.length);
  const found: Component[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] !== 0) continue;
    let [count, at] = [1, 0];
    waiting[0] = start;
    seen[start] = 1;
    while (at < count) {
      const pixel = waiting[at++]!;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (mask[next] === 0 || seen[next] !== 0) continue;
          seen[next] = 1;
          waiting[count++] = next;
        }
    }
    found.push(componentFrom(waiting.subarray(0, count), width));
  }
  return found;
}

function componentFrom(pixels: Int32Array, width: number): Component {
  const rows = new Map<number, [number, number]>();
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const row = rows.get(y);
    if (!row) rows.set(y, [x, x]);
    else {
      row[0] = Math.min(row[0], x);
      row[1] = Math.max(row[1], x);
    }
  }
  const spans = [...rows].map(([y, [first, last]]) => [y, first, last] as const).sort((a, b) => a[0] - b[0]);
  const extent = spans.reduce(
    (so, [, first, last]) => ({ left: Math.min(so.left, first), right: Math.max(so.right, last) }),
    { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY },
  );
  return { ...extent, top: spans[0]?.[0] ?? 0, bottom: spans.at(-1)?.[0] ?? 0, area: pixels.length, rows: spans };
}
