import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { encodeTrace, parseTrace } from "../../trace";
import { finderOf } from "./find";
import { leftBehind } from "./leftBehind";
import { withhold } from "./withhold";
import { stringsIn } from "./words";

const found = (text: string, ...own: readonly string[]): readonly string[] =>
  finderOf(["own"], own)(text).map(({ from, to }) => text.slice(from, to));

describe("a person's own words", () => {
  it("are found as words, in upper and lower case, and across any space", () => {
    const text = "Ada’s note: ADA and ada_2, not adapt, nor Canada. Ada \n Lovelace, Adas.";
    expect(found(text, "Ada")).toEqual(["Ada", "ADA", "ada", "Ada"]);
    expect(found(text, "ada lovelace")).toEqual(["Ada \n Lovelace"]);
  });

  it("are found anywhere in scripts without spaces, and beside them", () => {
    expect(found("据李明说，小李明明知道Ada在", "李明", "Ada")).toEqual(["李明", "李明", "Ada"]);
  });

  it("go on to the edge of a word where a star says so, and hold any sign as itself", () => {
    expect(found("proj-atlas, proj-9, my-proj", "proj-*")).toEqual(["proj-atlas", "proj-9"]);
    expect(found("node7.corp x.corp", "*.corp")).toEqual(["node7.corp", "x.corp"]);
    expect(found("a+b (c) [d] \\e", "a+b", "(c)", "[d]", "\\e")).toEqual(["a+b", "(c)", "[d]", "\\e"]);
  });

  it("are none where they are one letter or stars alone", () => {
    expect(found("a b c * ** 。", "a", "*", "**", " ", "")).toEqual([]);
  });

  it("take no long time on any list and text", () => {
    for (const [own, shred] of [
      ["*a*", "a"],
      ["a b a b a b", "a "],
      ["*ab", "a-"],
    ] as const) {
      const start = process.cpuUsage();
      found(shred.repeat(200_000 / shred.length), own);
      expect([own, process.cpuUsage(start).user / 1000 < 5000]).toEqual([own, true]);
    }
  });
});

const FOLDERS = ["public/samples", "src/trace/fixtures/version-1"].map((path) =>
  join(import.meta.dirname, "../../..", path),
);
const EXAMPLES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const trace = parseTrace(JSON.parse(readFileSync(join(folder, name), "utf8")));
      return trace.ok ? [{ name, trace: trace.value }] : [];
    }),
);

/** Every word of an example, those of the file's own closed lists among them. */
const wordsOf = (text: string): readonly string[] => [...new Set(text.match(/[\p{L}\p{N}_-]{2,}/gu))];

it.each(EXAMPLES)("whatever word of $name is listed, the trace still reads and has it no more", ({ trace }) => {
  const kinds = new Set(["own"] as const);
  const words = wordsOf(JSON.stringify(encodeTrace(trace)));
  fc.assert(
    fc.property(fc.subarray([...words], { minLength: 1, maxLength: 5 }), (own) => {
      const left = withhold(trace, kinds, own);
      expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(left)))))).toEqual(left);
      expect(leftBehind(trace, left, kinds, own)).toEqual([]);
      const strings = stringsIn(JSON.parse(JSON.stringify(encodeTrace(left))));
      expect(strings.filter((text) => found(text, ...own).length > 0)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
