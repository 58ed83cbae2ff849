import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { changeTaxonomy, nextEdition, type TaxonomyChange } from "./editTaxonomy";
import { OWN_TAXONOMY } from "./ownTaxonomy";
import {
  encodeTaxonomy,
  flawOf,
  parseTaxonomy,
  type TagMove,
  type Taxonomy,
  type TaxonomyTag,
  tagOf,
  tagToday,
} from "./taxonomy";

const tag = (key: string, parent: string | null = null): TaxonomyTag => ({
  key,
  name: key,
  definition: `About ${key}.`,
  example: "",
  source: "",
  parent,
});
const SMALL: Taxonomy = { id: "team", edition: 1, title: "Ours", tags: [tag("a"), tag("b"), tag("c", "b")], moves: [] };
const change = (taxonomy: Taxonomy, ...changes: readonly TaxonomyChange[]): Taxonomy =>
  changes.reduce((before, one) => must(changeTaxonomy(before, one)), taxonomy);
const file = (over: object) => JSON.parse(JSON.stringify({ ...encodeTaxonomy(SMALL), ...over }));

describe("the file", () => {
  it.each([OWN_TAXONOMY, SMALL])("of $title comes back as it was", (taxonomy) => {
    expect(must(parseTaxonomy(JSON.parse(JSON.stringify(encodeTaxonomy(taxonomy)))))).toEqual(taxonomy);
  });

  it("needs key, name and definition of each tag only", () => {
    const bare = file({ tags: [{ key: "a", name: "A", definition: "" }] });
    expect(must(parseTaxonomy(bare)).tags).toEqual([{ ...tag("a"), name: "A", definition: "" }]);
  });

  const move = (from: string, to: string | null, edition = 1): TagMove => ({ edition, from, to });
  it.each<[string, unknown, object]>([
    ["a later version of the form", file({ version: 2 }), { code: "newer-version", version: 2 }],
    ["a key twice", file({ tags: [tag("a"), tag("a")] }), { code: "same-key-twice", key: "a" }],
    ["a parent that is nowhere", file({ tags: [tag("a", "z")] }), { code: "no-such-tag", key: "z" }],
    ["a tag that is its own parent", file({ tags: [tag("a", "a")] }), { code: "cycle", keys: ["a"] }],
    ["parents in a ring", file({ tags: [tag("a", "b"), tag("b", "a")] }), { code: "cycle", keys: ["a", "b"] }],
    ["two moves of one tag", file({ moves: [move("x", "a"), move("x", "b")] }), { code: "same-key-twice", key: "x" }],
    ["a move to nowhere", file({ moves: [move("x", "y")] }), { code: "no-such-tag", key: "y" }],
    ["a move of the future", file({ moves: [move("x", "a", 2)] }), { code: "move-of-a-later-edition", key: "x" }],
    ["a key with a space", file({ tags: [tag("a b")] }), { code: "not-a-taxonomy", place: "tags[0].key" }],
    ["no tags", file({ tags: [] }), { code: "not-a-taxonomy", place: "tags" }],
    ["another file", { format: "sightline-trace", version: 9 }, { code: "not-a-taxonomy", place: "format" }],
    ["nothing", null, { code: "not-a-taxonomy", place: "" }],
  ])("is refused with %s", (_, value, refusal) => {
    expect(parseTaxonomy(value)).toMatchObject({ ok: false, error: refusal });
  });
});

describe("an edition", () => {
  it("keeps what judgements of the one before name", () => {
    const second = change(nextEdition(SMALL), { kind: "rename", key: "a", to: "d" });
    expect(tagToday(second, tagOf(SMALL, "a"))?.key).toBe("d");
    expect(tagToday(SMALL, tagOf(SMALL, "a"))?.key).toBe("a");
    const third = change(nextEdition(second), { kind: "merge", key: "d", into: "c" });
    expect(tagToday(third, tagOf(SMALL, "a"))?.key).toBe("c");
    const fourth = change(nextEdition(third), { kind: "remove", key: "c" });
    expect(tagToday(fourth, tagOf(SMALL, "a"))).toBeNull();
  });

  it("lets two tags change names with each other", () => {
    const moves: TagMove[] = [
      { edition: 2, from: "a", to: "b" },
      { edition: 2, from: "b", to: "a" },
    ];
    const swapped = must(parseTaxonomy(file({ edition: 2, moves })));
    expect(tagToday(swapped, tagOf(SMALL, "a"))?.key).toBe("b");
    expect(tagToday(swapped, tagOf(SMALL, "b"))?.key).toBe("a");
  });

  it("may use a name again that an older one moved away from", () => {
    const second = change(
      nextEdition(SMALL),
      { kind: "rename", key: "a", to: "d" },
      { kind: "add", tag: tag("a") },
      { kind: "describe", key: "a", said: { definition: "Another." } },
    );
    expect(tagToday(second, tagOf(SMALL, "a"))?.key).toBe("d");
    expect(tagToday(second, tagOf(second, "a"))?.definition).toBe("Another.");
  });

  it("forgets a name that was given and taken back", () => {
    const there = change(nextEdition(SMALL), { kind: "rename", key: "a", to: "d" });
    const back = change(there, { kind: "rename", key: "d", to: "a" });
    expect(tagToday(back, tagOf(SMALL, "a"))?.key).toBe("a");
  });

  it("gives the parts of a tag that goes to where it goes", () => {
    expect(change(SMALL, { kind: "merge", key: "b", into: "a" }).tags).toContainEqual(tag("c", "a"));
    expect(change(SMALL, { kind: "merge", key: "b", into: "c" }).tags).toContainEqual(tag("c"));
    expect(change(SMALL, { kind: "remove", key: "b" }).tags).toContainEqual(tag("c"));
    expect(change(SMALL, { kind: "rename", key: "b", to: "e" }).tags).toContainEqual(tag("c", "e"));
  });

  it("puts a tag before another, or last", () => {
    const keys = (taxonomy: Taxonomy) => taxonomy.tags.map(({ key }) => key);
    expect(keys(change(SMALL, { kind: "move", key: "c", before: "a" }))).toEqual(["c", "a", "b"]);
    expect(keys(change(SMALL, { kind: "move", key: "a", before: null }))).toEqual(["b", "c", "a"]);
  });

  it.each<[TaxonomyChange, string]>([
    [{ kind: "add", tag: tag("a") }, "same-key-twice"],
    [{ kind: "rename", key: "a", to: "b" }, "same-key-twice"],
    [{ kind: "rename", key: "z", to: "y" }, "no-such-tag"],
    [{ kind: "merge", key: "a", into: "z" }, "no-such-tag"],
    [{ kind: "merge", key: "a", into: "a" }, "cycle"],
    [{ kind: "move", key: "a", before: "z" }, "no-such-tag"],
    [{ kind: "describe", key: "b", said: { parent: "c" } }, "cycle"],
  ])("refuses %j", (refused, code) => {
    expect(changeTaxonomy(SMALL, refused)).toMatchObject({ ok: false, error: { code } });
  });

  it("leaves tags of another taxonomy, of a later edition and of no edition as they were given", () => {
    expect(tagToday(SMALL, { ...tagOf(SMALL, "a"), taxonomy: "other" })).toBeNull();
    expect(tagToday(SMALL, { ...tagOf(SMALL, "a"), version: "2" })).toBeNull();
    expect(tagToday(SMALL, { ...tagOf(SMALL, "a"), version: "draft" })).toBeNull();
  });
});

it("stays without a flaw, and never loses what was judged but by taking it away, through any changes", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "e");
  const anyChange: fc.Arbitrary<TaxonomyChange | "next"> = fc.oneof(
    fc.record({ kind: fc.constant("add" as const), tag: fc.tuple(key, fc.option(key)).map(([k, p]) => tag(k, p)) }),
    fc.record({ kind: fc.constant("rename" as const), key, to: key }),
    fc.record({ kind: fc.constant("merge" as const), key, into: key }),
    fc.record({ kind: fc.constant("remove" as const), key }),
    fc.record({ kind: fc.constant("move" as const), key, before: fc.option(key) }),
    fc.constant("next" as const),
  );
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
      let now = nextEdition(SMALL);
      // What each tag of each published edition stands for now, followed by hand.
      let alive = new Map(SMALL.tags.map(({ key }) => [`1:${key}`, key as string | null]));
      for (const one of changes) {
        if (one === "next") {
          for (const { key } of now.tags) alive.set(`${now.edition}:${key}`, key);
          now = nextEdition(now);
          continue;
        }
        const before = now;
        const after = changeTaxonomy(now, one);
        if (!after.ok) continue;
        now = after.value;
        const moved = (key: string): string | null => {
          if (one.kind === "rename" && key === one.key) return one.to;
          if (one.kind === "merge" && key === one.key) return one.into;
          return one.kind === "remove" && key === one.key ? null : key;
        };
        alive = new Map([...alive].map(([judged, at]) => [judged, at === null ? null : moved(at)]));
        expect(flawOf(now)).toBeNull();
        expect(before.edition).toBe(now.edition);
      }
      for (const [judged, at] of alive) {
        const [edition = "", key = ""] = judged.split(":");
        expect(tagToday(now, { taxonomy: "team", version: edition, tag: key })?.key ?? null).toBe(at);
      }
    }),
  );
});
