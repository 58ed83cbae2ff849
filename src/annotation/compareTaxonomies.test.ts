import { describe, expect, it } from "vitest";
import { must } from "../base";
import { changedUses, compareTaxonomies, relationOf } from "./compareTaxonomies";
import { changeTaxonomy, nextEdition, type TaxonomyChange } from "./editTaxonomy";
import { OWN_TAXONOMY } from "./ownTaxonomy";
import { offeredTags, type Taxonomy, type TaxonomyTag, tagOf } from "./taxonomy";

const tag = (key: string): TaxonomyTag => ({ key, name: key, definition: "", example: "", source: "", parent: null });
const FIRST: Taxonomy = { id: "team", edition: 1, title: "Ours", tags: ["a", "b", "c", "d", "e"].map(tag), moves: [] };
const changed = (taxonomy: Taxonomy, ...changes: readonly TaxonomyChange[]): Taxonomy =>
  changes.reduce((before, one) => must(changeTaxonomy(before, one)), nextEdition(taxonomy));
const SECOND = changed(
  FIRST,
  { kind: "rename", key: "a", to: "alpha" },
  { kind: "merge", key: "b", into: "c" },
  { kind: "retire", key: "d" },
  { kind: "remove", key: "e" },
  { kind: "add", tag: tag("f") },
  { kind: "describe", key: "c", said: { definition: "More." } },
);

describe("a taxonomy to the one in hand", () => {
  const fork = changed(FIRST, { kind: "rename", key: "a", to: "first" });
  it.each([
    ["same", FIRST, structuredClone(FIRST)],
    ["newer", FIRST, SECOND],
    ["older", SECOND, FIRST],
    ["newer", FIRST, changed(SECOND, { kind: "rename", key: "alpha", to: "beta" })],
    ["apart", SECOND, fork],
    ["apart", SECOND, changed(fork, { kind: "add", tag: tag("z") })],
    // A tag that is gone without a move was never taken away by anybody: another list under the same name.
    ["apart", FIRST, { ...nextEdition(FIRST), tags: [tag("a")] }],
    ["other", FIRST, OWN_TAXONOMY],
  ] as const)("is %s", (relation, hand, given) => expect(relationOf(hand, given)).toBe(relation));
});

describe("what would be otherwise", () => {
  it("is told tag by tag", () => {
    const { added, renamed, merged, retired, restored, removed, described } = compareTaxonomies(FIRST, SECOND);
    const keys = (tags: readonly TaxonomyTag[]) => tags.map(({ key }) => key);
    expect({ added: keys(added), retired: keys(retired), restored: keys(restored), removed: keys(removed) }).toEqual({
      added: ["f"],
      retired: ["d"],
      restored: [],
      removed: ["e"],
    });
    expect(renamed.map(({ from, to }) => [from.key, to.key])).toEqual([["a", "alpha"]]);
    expect(merged.map(({ from, into }) => [from.key, into.key])).toEqual([["b", "c"]]);
    expect(described.map(({ before, after }) => [before.definition, after.definition])).toEqual([["", "More."]]);
    expect(Object.values(compareTaxonomies(FIRST, FIRST)).flat()).toEqual([]);
  });

  it("is told with the judgements that it is about", () => {
    const judged = [tagOf(FIRST, "a"), tagOf(FIRST, "b"), tagOf(FIRST, "b"), tagOf(FIRST, "c"), tagOf(FIRST, "e")];
    expect(
      changedUses(FIRST, SECOND, judged).map(({ tag, times, after }) => [tag.tag, times, after?.key ?? null]),
    ).toEqual([
      ["b", 2, "c"],
      ["a", 1, "alpha"],
      ["e", 1, null],
    ]);
    // An edition that is taken back knows nothing of what was judged by the later one.
    expect(changedUses(SECOND, FIRST, [tagOf(SECOND, "alpha")])).toMatchObject([{ times: 1, after: null }]);
  });

  it("keeps a tag that is retired, and offers it no more until it is brought back", () => {
    expect(offeredTags(SECOND).map(({ key }) => key)).toEqual(["alpha", "c", "f"]);
    const back = must(changeTaxonomy(SECOND, { kind: "restore", key: "d" }));
    expect(back.tags.find(({ key }) => key === "d")).toEqual(tag("d"));
    expect(compareTaxonomies(SECOND, back).restored).toEqual([tag("d")]);
  });
});
