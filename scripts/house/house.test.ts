import { describe, expect, it } from "vitest";
import { lengthsOf, measureHouse } from "./measure";
import { isTest, measureFile } from "./source";

const measure = (text: string, path = "part/file.ts") => measureFile({ path, text });

describe("a file", () => {
  it("counts its lines and those that only comment", () => {
    const file = measure(`// Why.\n\n/* Over\n   two lines. */\nconst a = "// not one"; // beside code\n`);
    expect(file).toMatchObject({ lines: 5, writtenLines: 4, commentLines: 3 });
  });

  it.each([
    ["a cast", "const a = b as string;", 1],
    ["a cast in angle brackets", "const a = <string>b;", 1],
    ["a cast by way of unknown, which is two", "const a = b as unknown as string;", 2],
    ["a constant", "const a = [1] as const;", 0],
    ["a renamed import", 'import { a as b } from "c"; export { b as d };', 0],
    ["a check", "const a = b satisfies string;", 0],
    ["words in a string and a comment", 'const a = "b as c"; // d as e', 0],
  ])("counts as casts: %s", (_, text, casts) => expect(measure(text).casts).toHaveLength(casts));

  it("counts any as a type, not as a word", () => {
    const file = measure("// any\nconst any = 1;\nconst list: any[] = [any];");
    expect(file.anys).toEqual([{ path: "part/file.ts", line: 3 }]);
  });

  it("names each function by its own name or by what it is given to", () => {
    const file = measure(`
function declared() {
  return [1].map((x) => x);
}
const assigned = () => {
};
const table = { method() {}, property: () => 1 };
class Thing { made = () => 2; asked() {} }
run(() => 3);
declare function elsewhere(): void;
`);
    expect(file.functions.map(({ name, lines }) => [name, lines])).toEqual([
      ["declared", 3],
      ["a callback in declared", 1],
      ["assigned", 2],
      ["method", 1],
      ["property", 1],
      ["made", 1],
      ["asked", 1],
      ["a callback in the module", 1],
    ]);
  });

  it("finds stores that are made when the file is loaded", () => {
    const file = measure(`
import { createStore } from "zustand/vanilla";
import { create } from "zustand";
export const shared = createStore<number>(() => 1);
const curried = create<number>()(() => 1);
const own = () => createStore(() => 1);
class Kept {
  readonly store = createStore(() => 1);
}
`);
    expect(file.moduleStores.map(({ line }) => line)).toEqual([4, 5]);
    expect(measure('import { create } from "./other"; create();').moduleStores).toEqual([]);
  });

  it("lists what it imports, types and late imports included", () => {
    const file = measure(`
import type { A } from "./a";
export { b } from "./b";
export * from "./c";
const d = import("./d");
type E = import("./e").E;
`);
    expect([...file.imports].sort()).toEqual(["./a", "./b", "./c", "./d", "./e"]);
  });

  it("refuses what is no TypeScript", () => {
    expect(() => measure("const = ;")).toThrow("Cannot parse part/file.ts");
  });
});

describe("a house", () => {
  it("sees knots at the top and inside one folder", () => {
    const { cycles, unitsInCycles } = measureHouse([
      { path: "app/a/one.ts", text: 'import "../b/one";' },
      { path: "app/b/one.ts", text: 'import "./two";' },
      { path: "app/b/two.ts", text: 'import type { X } from "../names";' },
      { path: "app/names.ts", text: 'export * from "./a/one";' },
      { path: "trace/index.ts", text: 'import "../base/deep/one";' },
      { path: "base/deep/one.ts", text: "" },
      { path: "base/index.ts", text: 'import "../trace"; import "zustand";' },
    ]);
    expect(cycles).toEqual([
      ["base", "trace"],
      ["app/a", "app/b", "app/names"],
    ]);
    expect(unitsInCycles).toBe(5);
  });

  it("takes figures that are there, by nearest rank", () => {
    const things = [5, 1, 9, 3].map((lines) => ({ lines }));
    expect(lengthsOf(things)).toEqual({ count: 4, median: 3, p90: 9, max: 9 });
    expect(lengthsOf([])).toEqual({ count: 0, median: 0, p90: 0, max: 0 });
  });

  it.each([
    ["app/a.test.tsx", true],
    ["trace/testing/build.ts", true],
    ["pixels/testing.ts", true],
    ["engine/fixtures/a.ts", true],
    ["app/testingGround.ts", false],
  ])("tells tests from the rest: %s", (path, test) => expect(isTest(path)).toBe(test));
});
