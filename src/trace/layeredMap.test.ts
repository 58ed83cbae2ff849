import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withEntry, withoutEntry } from "./layeredMap";

/** Everything that can be asked of a map, asked of both. */
function expectSame(layered: ReadonlyMap<number, string>, plain: ReadonlyMap<number, string>): void {
  const byKey = (list: Iterable<[number, string]>) => [...list].sort(([a], [b]) => a - b);
  expect(layered.size).toBe(plain.size);
  expect(byKey(layered)).toEqual(byKey(plain));
  expect(byKey(layered.entries())).toEqual(byKey(plain));
  expect([...layered.keys()].sort()).toEqual([...plain.keys()].sort());
  expect([...layered.values()].sort()).toEqual([...plain.values()].sort());
  const visited: [number, string][] = [];
  layered.forEach((value, key) => {
    visited.push([key, value]);
  });
  expect(byKey(visited)).toEqual(byKey(plain));
  for (let key = -5; key < 20; key++) {
    expect(layered.get(key)).toBe(plain.get(key));
    expect(layered.has(key)).toBe(plain.has(key));
  }
}

const large = new Map(Array.from({ length: 1500 }, (_, key) => [key, `${key}`]));

describe("[E10] a map in layers", () => {
  it("answers as a plain one does, through any changes", () => {
    const change = fc.tuple(fc.integer({ min: -5, max: 20 }), fc.option(fc.string({ maxLength: 2 })));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let layered: ReadonlyMap<number, string> = large;
        const plain = new Map(large);
        for (const [key, value] of changes) {
          layered = value === null ? withoutEntry(layered, key) : withEntry(layered, key, value);
          if (value === null) plain.delete(key);
          else plain.set(key, value);
        }
        expectSame(layered, plain);
      }),
      { numRuns: 30 },
    );
  });

  it("melts its layer and loses nothing", () => {
    let layered: ReadonlyMap<number, string> = large;
    const plain = new Map(large);
    for (let i = 0; i < 1200; i++) {
      const key = (i * 7) % 2500;
      layered = i % 3 ? withEntry(layered, key, `${i}`) : withoutEntry(layered, key);
      if (i % 3) plain.set(key, `${i}`);
      else plain.delete(key);
    }
    expectSame(layered, plain);
  });

  it("leaves earlier versions alone", () => {
    const first = withEntry(large, 3, "changed");
    const second = withoutEntry(first, 3);
    withEntry(second, 3, "again");
    expect([large.get(3), first.get(3), second.get(3)]).toEqual(["3", "changed", undefined]);
    expect([large.size, first.size, second.size]).toEqual([1500, 1500, 1499]);
  });
});
