import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemCutter } from "./cutItems";
import type { CutLine } from "./cutLines";
import { bytesOf } from "./testing";

function cut(bytes: Uint8Array, ends: readonly number[], limit = 1e6): CutLine[] {
  const cutter = new ItemCutter(limit);
  const items: CutLine[] = [];
  let from = 0;
  for (const end of [...new Set(ends)].sort((a, b) => a - b)) {
    items.push(...cutter.push(bytes.slice(from, end)));
    from = end;
  }
  items.push(...cutter.push(bytes.slice(from)), ...cutter.end());
  return items;
}

const text = (item: CutLine): string | null => item.bytes && new TextDecoder().decode(item.bytes);

describe("the item cutter", () => {
  it("cuts the items of any list, however it is laid out and chunked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.constantFrom(0, 2, "\t"),
        fc.array(fc.nat(500)),
        (list, indent, ends) => {
          const bytes = bytesOf(JSON.stringify(list, null, indent));
          const items = cut(
            bytes,
            ends.map((end) => end % (bytes.length + 1)),
          );
          expect(items.map((item) => JSON.parse(text(item) ?? "") as unknown)).toEqual(
            JSON.parse(JSON.stringify(list)),
          );
          expect(items.map(({ number }) => number)).toEqual(list.map((_, i) => i + 1));
          for (const item of items) expect(bytes.slice(item.from, item.to)).toEqual(item.bytes?.slice());
        },
      ),
    );
  });

  it("gives what is left of a list that breaks off", () => {
    expect(cut(bytesOf('[{"a": "],["}, {"b": '), [4]).map(text)).toEqual(['{"a": "],["}', '{"b": ']);
  });

  it("says that an item is too long, keeps none of it, and goes on", () => {
    const items = cut(bytesOf('[{"a":1},{"a":"far too long"},{"b":2}]'), [12, 20], 8);
    expect(items.map(text)).toEqual(['{"a":1}', null, '{"b":2}']);
  });
});
