import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binary,
  cast,
  concatenate,
  flatOf,
  fromFlat,
  type Index,
  matmul,
  put,
  reduce,
  reshape,
  solve,
  sorted,
  take,
  transpose,
} from ".";

const counted = (...shape: number[]) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return fromFlat(
    Array.from({ length: size }, (_, i) => i),
    shape,
    "int64",
  );
};
const from = (start: number | null, to: number | null, step: number | null = null): Index => ({
  kind: "slice",
  from: start,
  to,
  step,
});
const at = (place: number): Index => ({ kind: "number", at: place });

describe("views and copies", () => {
  it("cuts rows and columns, backwards too, without copying", () => {
    const array = counted(3, 4);
    const view = take(array, [from(null, null, -1), from(1, 3)]);
    expect([view.shape, flatOf(view)]).toEqual([
      [3, 2],
      [9, 10, 5, 6, 1, 2],
    ]);
    put(view, [at(0), at(0)], fromFlat([99], [], "int64"));
    expect(flatOf(array)[9]).toBe(99);
  });

  it("chooses by places and by a mask, where numpy puts the axes", () => {
    const array = counted(2, 3, 4);
    const places: Index = { kind: "array", array: fromFlat([2, 0], [2], "int64") };
    expect(take(array, [{ kind: "ellipsis" }, places]).shape).toEqual([2, 3, 2]);
    expect(take(array, [places, from(null, 1)].toReversed()).shape).toEqual([1, 2, 4]);
    const mask: Index = { kind: "array", array: binary("greater", array, { weak: 20, isFloat: false }) };
    expect(flatOf(take(array, [mask]))).toEqual([21, 22, 23]);
  });

  it("puts a part of an array into another part of it", () => {
    const array = counted(5);
    put(array, [from(1, null)], take(array, [from(null, -1)]));
    expect(flatOf(array)).toEqual([0, 0, 1, 2, 3]);
  });

  it("gives back the same values after any reshape and double transposition", () => {
    const shape = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(shape, (sides) => {
        const array = counted(...sides);
        expect(flatOf(transpose(transpose(array)))).toEqual(flatOf(array));
        expect(flatOf(reshape(transpose(array), [-1]))).toEqual(flatOf(transpose(array)));
      }),
    );
  });
});

describe("types", () => {
  it("wraps what does not fit, and refuses a number that cannot be one", () => {
    const bytes = fromFlat([250, 10], [2], "uint8");
    expect(flatOf(binary("add", bytes, fromFlat([10, 10], [2], "uint8")))).toEqual([4, 20]);
    expect(() => binary("add", bytes, { weak: 300, isFloat: false })).toThrow(/out of bounds for uint8/);
    expect(binary("add", bytes, { weak: 0.5, isFloat: true }).dtype).toBe("float64");
    expect(binary("multiply", bytes, fromFlat([-1], [1], "int8")).dtype).toBe("int16");
  });

  it("refuses shapes that do not fit each other", () => {
    expect(() => binary("add", counted(2, 3), counted(2))).toThrow(/could not be broadcast/);
    expect(() => cast(reshape(counted(4), [3, -1]), "uint8")).toThrow(/cannot reshape/);
  });
});

describe("sums and systems", () => {
  it("reduces along axes, and keeps them where asked", () => {
    const array = counted(2, 3);
    expect(flatOf(reduce("sum", array, [0]))).toEqual([3, 5, 7]);
    expect(reduce("mean", array, [1], true).shape).toEqual([2, 1]);
    expect(flatOf(reduce("argmax", array, null))).toEqual([5]);
  });

  it("solves what it multiplied", () => {
    const matrix = fromFlat([2, 1, 1, 3], [2, 2], "float64");
    const known = fromFlat([1, 2], [2], "float64");
    const found = flatOf(solve(matrix, matmul(matrix, known)));
    expect(found.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2]);
    expect(() => solve(fromFlat([1, 2, 2, 4], [2, 2], "float64"), known)).toThrow(/Singular/);
  });

  it("sorts along an axis and lays behind one another", () => {
    expect(flatOf(sorted(fromFlat([3, 1, 2, 0], [2, 2], "int64"), 0))).toEqual([2, 0, 3, 1]);
    expect(flatOf(concatenate([counted(1, 2), counted(1, 2)], 1))).toEqual([0, 1, 0, 1]);
  });
});
