import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breathe, breatherEvery } from "./breathe";
import { hexOfWord } from "./hex";
import { joinBytes } from "./joinBytes";
import { jsonNumber, jsonText } from "./jsonText";
import { firstTwo, keysOf } from "./list";
import { err, mapResult, must, ok, type Result } from "./result";
import { createRng } from "./rng";
import { unlessStopped } from "./unlessStopped";
import { unreachable } from "./unreachable";

const draws = (seed: number | string, count = 5): number[] => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

it.each([
  ["takes a turn where the last is long ago", 0, true],
  ["takes none where it has just been", 60_000, false],
])("%s", async (_, millis, expected) => {
  const pause = breatherEvery(millis);
  let others = false;
  void breathe().then(() => {
    others = true;
  });
  await pause();
  expect(others).toBe(expected);
});

it("writes a word as its hexadecimal digits", () => {
  fc.assert(fc.property(fc.nat(2 ** 32 - 1), (word) => hexOfWord(word) === word.toString(16).padStart(8, "0")));
  expect([hexOfWord(0), hexOfWord(-1), hexOfWord(2 ** 31)]).toEqual(["00000000", "ffffffff", "80000000"]);
});

it("tells a value of foreign JSON in words and as a number, whatever its fields are called", () => {
  const own: unknown = JSON.parse('{"toString":false,"valueOf":1}');
  expect([own, [own], "a", 7, null, true].map(jsonText)).toEqual([
    '{"toString":false,"valueOf":1}',
    '[{"toString":false,"valueOf":1}]',
    "a",
    "7",
    "null",
    "true",
  ]);
  expect(["12", 3, own, [4], null].map(jsonNumber)).toEqual([12, 3, Number.NaN, Number.NaN, Number.NaN]);
});

it("joins the pieces of a large file in their order, and lets others have their turn in between", async () => {
  const pieces = [0, 1, 2].map((at) => new Uint8Array(3 << 20).fill(at));
  let isJoined = false;
  const others = breathe().then(() => isJoined);
  const joined = await joinBytes([...pieces, new Uint8Array()]);
  isJoined = true;
  expect(await others).toBe(false);
  expect([joined.length, joined[0], joined[(3 << 20) - 1], joined[3 << 20], joined.at(-1)]).toEqual([
    9 << 20,
    0,
    0,
    1,
    2,
  ]);
  expect(await joinBytes([])).toEqual(new Uint8Array());
});

it("lets go of a work that is told to stop, and gives what it comes to where it is not", async () => {
  const never = new AbortController().signal;
  expect(await unlessStopped(Promise.resolve([1]), never)).toEqual([1]);
  await expect(unlessStopped(Promise.reject(new Error("broken")), never)).rejects.toThrow("broken");
  const stop = new AbortController();
  const stopped = unlessStopped(new Promise<object>(() => {}), stop.signal);
  stop.abort();
  expect(await stopped).toBeNull();
  // What fails after that is nobody's failure.
  expect(await unlessStopped(Promise.reject(new Error("late")), stop.signal)).toBeNull();
});

describe("random numbers", () => {
  // Gym problems, training data and golden tests are all named by their seeds: these must never change.
  it("are the same for the same seed, everywhere and for ever (golden)", () => {
    expect(draws(0)).toMatchInlineSnapshot(`
      [
        0.10563159035518765,
        0.7533433067146689,
        0.3670629463158548,
        0.31606097146868706,
        0.7310629275161773,
      ]
    `);
    expect(draws("find/7")).toMatchInlineSnapshot(`
      [
        0.01764038414694369,
        0.02750413352623582,
        0.20359563920646906,
        0.3241423675790429,
        0.3277817030902952,
      ]
    `);
    expect(createRng(1).shuffle([1, 2, 3, 4, 5, 6, 7, 8])).toMatchInlineSnapshot(`
      [
        3,
        1,
        4,
        8,
        5,
        7,
        2,
        6,
      ]
    `);
    expect(draws(7)).toEqual(draws("7"));
  });

  it("fork into streams that do not move each other", () => {
    const [one, other] = [createRng(3), createRng(3)];
    one.fork("colours").next();
    expect(one.next()).toBe(other.next());
    expect(createRng(3).fork("a").next()).not.toBe(createRng(3).fork("b").next());
    expect(createRng(3).fork("a").next()).toBe(createRng("3/a").next());
  });

  it("lie where they are asked to", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, span) => {
        const rng = createRng(seed);
        for (let i = 0; i < 50; i++) {
          const drawn = rng.int(low, low + span);
          expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + span).toBe(true);
          const next = rng.next();
          expect(next >= 0 && next < 1).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("are spread evenly, and reach both ends", () => {
    const rng = createRng("spread");
    const counts = new Map<number, number>();
    for (let i = 0; i < 60_000; i++) {
      const drawn = rng.int(1, 6);
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    // Five standard deviations of 10,000 ± 91.
    for (let side = 1; side <= 6; side++) expect(Math.abs((counts.get(side) ?? 0) - 10_000)).toBeLessThan(460);
  });

  it("shuffle without loss, and pick only what is there", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer(), { minLength: 1 }), (seed, list) => {
        const copy = [...list];
        expect(createRng(seed).shuffle(list).toSorted()).toEqual(list.toSorted());
        expect(list).toEqual(copy);
        expect(list).toContain(createRng(seed).pick(list));
      }),
    );
    expect(() => createRng(1).pick([])).toThrow("empty list");
  });
});

describe("lists", () => {
  it("give the keys of a table and the first two of a list", () => {
    expect(keysOf({ a: 1, b: 2 })).toEqual(["a", "b"]);
    expect(firstTwo([1, 2, 3])).toEqual([1, 2]);
    expect(() => firstTwo([1])).toThrow("no first two");
  });
});

describe("results", () => {
  it("carry a value or a refusal", () => {
    const refused: Result<number, "no"> = err("no");
    expect(mapResult(ok(2), (value) => value + 1)).toEqual(ok(3));
    expect(mapResult(refused, (value) => value + 1)).toBe(refused);
    expect(must(ok(5))).toBe(5);
    expect(() => must(refused)).toThrow('Refused: "no"');
  });

  it("throw where a case is not known", () => {
    expect(() => unreachable("surprise" as never)).toThrow("surprise");
  });
});
