import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { emptyTrace, encodeTrace, type TraceId } from "../trace";
import { FAMILY_CARDS, gymProblem, SEED_LIMIT, seedInRange } from "./gym";
import { MODEL_CARDS } from "./models";
import { cardForRepository } from "./repository";
import { openSample } from "./sample";

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

describe("gymProblem", () => {
  it("keeps to seeds that no model was trained on", () => {
    fc.assert(
      fc.property(fc.double(), (seed) => {
        const kept = seedInRange(seed);
        expect(Number.isInteger(kept) && kept >= 0 && kept < SEED_LIMIT).toBe(true);
      }),
    );
  });

  it.each(FAMILY_CARDS.map(({ family }) => family))("makes a %s problem", (family) => {
    expect(gymProblem(family, 7)).toMatchObject({ family, seed: 7 });
  });
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
    [{}, 404, "unreachable"],
  ])("says why it cannot be read: %j", async (trace, status, code) => {
    expect(await openSample(sample, answering(trace, status))).toMatchObject({ ok: false, error: { code } });
  });
});
