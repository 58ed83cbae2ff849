import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { FAMILIES, TRAPS } from "../gym";
import { emptyTrace, encodeTrace, type TraceId } from "../trace";
import { FAMILY_CARDS, SORT_CARDS, TRAP_CARDS } from "./families";
import { gymProblem } from "./gym";
import { parseGymName, pictureNames, printGymName, SEED_LIMIT, seedInRange } from "./gymName";
import { MODEL_CARDS } from "./models";
import { cardForRepository, parseMirror } from "./repository";
import { openSample } from "./sample";
import { LEVELS } from "./sorts";

describe("model cards", () => {
  it("have ids of their own and words in both languages", () => {
    expect(new Set(MODEL_CARDS.map(({ id }) => id)).size).toBe(MODEL_CARDS.length);
    for (const { says } of MODEL_CARDS) expect(says.en.length * says.zh.length).toBeGreaterThan(0);
  });

  it("begin with the one that ships with the page", () => {
    expect(MODEL_CARDS[0]).toMatchObject({ source: { kind: "bundled" }, speaksNative: true });
  });
});

describe("cardForRepository", () => {
  it.each([
    "HuggingFaceTB/SmolVLM-256M-Instruct",
    " huggingfacetb/smolvlm-256m-instruct ",
    "https://huggingface.co/HuggingFaceTB/SmolVLM-256M-Instruct/tree/main",
  ])("knows %s", (typed) => {
    expect(must(cardForRepository(typed)).name).toBe("SmolVLM 256M");
  });

  it("makes a card for one it does not know", () => {
    const card = must(cardForRepository("somebody/a.model_1"));
    expect(card.source).toEqual({ kind: "hub", repository: "somebody/a.model_1", revision: "main" });
    expect(card.speaksNative).toBe(false);
  });

  it.each(["", "one", "a/b/c", "../b", "a/..", "a/b..c", "a/b?c", "a b/c", "https://example.org/a/b"])(
    "refuses %j",
    (typed) => {
      expect(cardForRepository(typed).ok).toBe(false);
    },
  );

  it("never lets a name out of its path", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const card = cardForRepository(typed);
        if (!card.ok || card.value.source.kind !== "hub") return;
        const address = new URL(`https://host.test/${card.value.source.repository}/resolve/main/config.json`);
        expect(address.pathname.split("/")).toHaveLength(6);
      }),
    );
  });
});

describe("parseMirror", () => {
  it.each([
    ["", ""],
    [" https://huggingface.co/ ", ""],
    ["https://mirror.test", "https://mirror.test"],
    ["http://10.0.0.2:8080/hub//", "http://10.0.0.2:8080/hub"],
  ])("takes %j for %j", (typed, address) => {
    expect(must(parseMirror(typed))).toBe(address);
  });

  it.each([
    "mirror.test",
    "ftp://mirror.test",
    "https://me:secret@mirror.test",
    "https://mirror.test?a=1",
    "javascript:0",
  ])("refuses %j", (typed) => {
    expect(parseMirror(typed).ok).toBe(false);
  });
});

describe("gymProblem", () => {
  it("keeps to seeds that no model was trained on", () => {
    fc.assert(
      fc.property(fc.double(), (seed) => {
        const kept = seedInRange(seed);
        expect(Number.isInteger(kept) && kept >= 0 && kept < SEED_LIMIT).toBe(true);
      }),
    );
  });

  it.each(FAMILY_CARDS.map(({ family }) => family))("makes a %s problem", async (family) => {
    const named = { family, seed: 7, difficulty: 3 } as const;
    expect(await gymProblem(named)).toMatchObject(named);
    expect(await gymProblem({ ...named, seed: 7 + SEED_LIMIT })).toMatchObject(named);
  });
});

describe("cards of the gym", () => {
  it("have a card for every sort, and words in both languages", () => {
    expect(FAMILY_CARDS.map(({ family }) => family)).toEqual(FAMILIES);
    expect(TRAP_CARDS.map(({ family }) => family)).toEqual(TRAPS);
    for (const { title, says } of SORT_CARDS)
      for (const words of [title, says]) expect(words.en && words.zh).toBeTruthy();
  });

  it.each(TRAP_CARDS.map(({ family }) => family))("make a problem with the trap %s", async (family) => {
    const named = { family, seed: 7, difficulty: 3 } as const;
    const problem = await gymProblem(named);
    expect(problem).toMatchObject({ seed: 7, difficulty: 3 });
    expect(FAMILIES).toContain(problem.family);
  });
});

describe("the name of a gym problem", () => {
  const name = fc.record({
    family: fc.constantFrom(...SORT_CARDS.map(({ family }) => family)),
    seed: fc.nat(SEED_LIMIT - 1),
    difficulty: fc.constantFrom(...LEVELS),
  });

  it("is read back from the name of any of its pictures", () => {
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 6 }), (name, pictures) => {
        const names = pictureNames(name, pictures);
        expect(new Set(names).size).toBe(pictures);
        for (const told of [...names, printGymName(name)]) expect(parseGymName(told)).toEqual(name);
      }),
    );
  });

  it("tells the level, and is of the second where it tells none", () => {
    expect(pictureNames({ family: "find", seed: 7, difficulty: 3 }, 1)).toEqual(["find-7-level-3.png"]);
    expect(pictureNames({ family: "track", seed: 7, difficulty: 3 }, 2)[1]).toBe("track-7-level-3-frame-2.png");
    expect(parseGymName("find-7")).toEqual({ family: "find", seed: 7, difficulty: 2 });
  });

  it.each(["cat.png", "find-", "chess-3", "find-99999999", "find-7-level-6", "find-7-level-0", "toString-7", ""])(
    "is not read out of %j",
    (other) => {
      expect(parseGymName(other)).toBeNull();
    },
  );
});

describe("openSample", () => {
  const sample = { tracePath: "t.json", picturePaths: ["p.png"] };
  const answering =
    (trace: unknown, status = 200) =>
    async (path: string) =>
      path === "t.json" ? Response.json(trace, { status }) : new Response("bytes");

  it("hands over the trace and its pictures", async () => {
    const trace = encodeTrace(emptyTrace("t1" as TraceId, "one"));
    const opened = must(await openSample(sample, answering(trace)));
    expect(opened.trace.title).toBe("one");
    expect(await opened.pictures[0]?.text()).toBe("bytes");
  });

  it.each([
    [{ format: "sightline-trace", version: 999 }, 200, "newer-version"],
    [{ hello: "world" }, 200, "not-a-trace"],
    [{}, 404, "part-unreachable"],
  ])("says why it cannot be read: %j", async (trace, status, code) => {
    expect(await openSample(sample, answering(trace, status))).toMatchObject({ ok: false, error: { code } });
  });
});
