import fc from "fast-check";
import { expect, it } from "vitest";
import { WrappedCutter } from "./cutWrapped";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/** The items and what stands beside them, where the text comes in pieces of this length. None of them is too long. */
function cut(text: string, length: number) {
  const bytes = bytesOf(text);
  const cutter = new WrappedCutter(["results", "data"], bytes.length);
  const cuts: { number: number; text: string; isThere: boolean }[] = [];
  const take = (items: Iterable<{ number: number; from: number; to: number; bytes: Uint8Array | null }>): void => {
    for (const { number, from, to, bytes: held } of items) {
      const there = textOf(bytes.subarray(from, to));
      cuts.push({ number, text: textOf(held), isThere: there === textOf(held) });
    }
  };
  for (let at = 0; at < bytes.length; at += length) take(cutter.push(bytes.subarray(at, at + length)));
  take(cutter.end());
  return { name: cutter.name, cuts, beside: textOf(cutter.beside()) };
}

it("cuts the items of the list that is called so, wherever the pieces end", () => {
  const text =
    '{"model": "a [ \\" results", "more": {"results": [0]}, "results" : [{"a": "]"}, [1], "x"], "data": [{"b": 2}]}';
  for (let length = 1; length <= text.length; length++) {
    const { name, cuts, beside } = cut(text, length);
    expect(name).toBe("results");
    expect(cuts).toEqual([
      { number: 1, text: '{"a": "]"}', isThere: true },
      { number: 2, text: "[1]", isThere: true },
      { number: 3, text: '"x"', isThere: true },
    ]);
    expect(JSON.parse(beside)).toEqual({
      model: 'a [ " results',
      more: { results: [0] },
      results: [],
      data: [{ b: 2 }],
    });
  }
});

it("has no list where none is called so, or where it is no list", () => {
  for (const text of ['{"rows": [1]}', '{"results": {"a": [1]}}', '[{"results": [1]}]', '"results"'])
    expect(cut(text, 3)).toEqual({ name: null, cuts: [], beside: text });
});

it("gives what is there of a list that breaks off", () => {
  expect(cut('{"data": [{"a": 1}, {"b": ', 4).cuts.map(({ text }) => text)).toEqual(['{"a": 1}', '{"b": ']);
});

it("cuts what JSON holds, and nothing else", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 9 }),
      (list, others, length) => {
        const { results: _, data: __, ...beside } = others;
        const text = JSON.stringify({ ...beside, results: list });
        const { cuts, beside: rest } = cut(text, length);
        expect(cuts.filter(({ text: item }) => item !== "").map(({ text: item }) => JSON.parse(item))).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
        expect(JSON.parse(rest)).toEqual(JSON.parse(JSON.stringify({ ...beside, results: [] })));
      },
    ),
    { numRuns: 200 },
  );
});
