import { describe, expect, it } from "vitest";
import { encodeTaxonomy, nextEdition, OWN_TAXONOMY, type Taxonomy } from "../../annotation";
import { openGiven } from "../files/open";
import { workspaceWith } from "../testing";
import {
  changeDraft,
  discardDraft,
  draftOf,
  offerTaxonomyFile,
  saveTaxonomy,
  takeTaxonomy,
  undoDraft,
} from "./taxonomies";

const file = (value: unknown, name = "ours.json"): File => new File([JSON.stringify(value)], name);
const TEAM: Taxonomy = { ...OWN_TAXONOMY, id: "team", title: "Ours" };

describe("the draft of a taxonomy", () => {
  it("leaves the edition in hand until it is put to use", () => {
    const workspace = workspaceWith();
    expect(changeDraft(workspace, { kind: "rename", key: "loop", to: "round" }).ok).toBe(true);
    expect(workspace.view.getState().taxonomy).toBe(OWN_TAXONOMY);
    takeTaxonomy(workspace, draftOf(workspace));
    const { taxonomy, taxonomyDraft } = workspace.view.getState();
    expect([taxonomy.edition, taxonomy.moves, taxonomyDraft]).toEqual([
      2,
      [{ edition: 2, from: "loop", to: "round" }],
      null,
    ]);
  });

  it("is taken back change by change, to there being none", () => {
    const workspace = workspaceWith();
    changeDraft(workspace, { kind: "retire", key: "loop" });
    const first = draftOf(workspace);
    changeDraft(workspace, { kind: "entitle", title: "Ours" });
    undoDraft(workspace);
    expect(workspace.view.getState().taxonomyDraft).toEqual(first);
    undoDraft(workspace);
    expect(workspace.view.getState().taxonomyDraft).toBeNull();
    undoDraft(workspace);
    expect(draftOf(workspace)).toEqual(nextEdition(OWN_TAXONOMY));
  });

  it("that was begun before a reload is undone to what it was then", () => {
    const begun = { ...nextEdition(OWN_TAXONOMY), title: "Begun" };
    const workspace = workspaceWith({}, { taxonomyDraft: begun });
    changeDraft(workspace, { kind: "retire", key: "loop" });
    undoDraft(workspace);
    expect(workspace.view.getState().taxonomyDraft).toEqual(begun);
    discardDraft(workspace);
    expect(workspace.view.getState().taxonomyDraft).toBeNull();
  });

  it("is no other for a change that cannot be made", () => {
    const workspace = workspaceWith();
    const refused = changeDraft(workspace, { kind: "rename", key: "loop", to: "format" });
    expect(refused).toEqual({ ok: false, error: { code: "same-key-twice", key: "format" } });
    expect(changeDraft(workspace, { kind: "rename", key: "loop", to: "A loop" })).toMatchObject({
      error: { code: "bad-key" },
    });
    expect(workspace.view.getState().taxonomyDraft).toBeNull();
  });
});

describe("a taxonomy file", () => {
  it("is shown before it is taken, also where it is dropped anywhere", async () => {
    const workspace = workspaceWith();
    expect(await openGiven(workspace, [{ path: "ours.json", file: file(encodeTaxonomy(TEAM)) }])).toBeNull();
    expect(workspace.review.getState()).toMatchObject({ tab: "taxonomy", offered: TEAM, refusal: null });
    expect(workspace.view.getState()).toMatchObject({ dialog: "review", taxonomy: OWN_TAXONOMY });
    takeTaxonomy(workspace, TEAM);
    expect(workspace.view.getState().taxonomy).toBe(TEAM);
    expect(workspace.review.getState().offered).toBeNull();
  });

  it("comes back as it was saved", async () => {
    const saved: File[] = [];
    const workspace = workspaceWith(
      { page: { saveFile: (blob, name) => void saved.push(new File([blob], name)) } },
      { taxonomy: TEAM },
    );
    saveTaxonomy(workspace);
    expect(saved.map(({ name }) => name)).toEqual(["team-1.taxonomy.json"]);
    const other = workspaceWith();
    for (const one of saved) await offerTaxonomyFile(other, one);
    expect(other.review.getState().offered).toEqual(TEAM);
  });

  const tags = OWN_TAXONOMY.tags.slice(0, 2);
  const [one, two] = tags;
  it.each<[string, File, string]>([
    ["words", new File(["hello"], "a.json"), "not-json"],
    ["half a file", new File([JSON.stringify(encodeTaxonomy(TEAM)).slice(0, 200)], "a.json"), "not-json"],
    ["another list", file({ tags: [] }), "not-a-taxonomy"],
    ["a later version", file({ ...encodeTaxonomy(TEAM), version: 9 }), "newer-version"],
    ["one key twice", file({ ...encodeTaxonomy(TEAM), tags: [one, one] }), "same-key-twice"],
    [
      "a ring",
      file({
        ...encodeTaxonomy(TEAM),
        tags: [
          { ...one, parent: two?.key },
          { ...two, parent: one?.key },
        ],
      }),
      "cycle",
    ],
    ["five megabytes", new File([" ".repeat(5 * 2 ** 20)], "a.json"), "too-large"],
  ])("of %s is refused with a reason, and changes nothing", async (_, given, code) => {
    const workspace = workspaceWith({}, { taxonomy: TEAM });
    await offerTaxonomyFile(workspace, given);
    expect(workspace.review.getState()).toMatchObject({ offered: null, refusal: { code } });
    expect(workspace.view.getState().taxonomy).toBe(TEAM);
  });

  it("that is refused is forgotten for one that is not", async () => {
    const workspace = workspaceWith();
    await offerTaxonomyFile(workspace, new File(["hello"], "a.json"));
    await offerTaxonomyFile(workspace, file(encodeTaxonomy(TEAM)));
    expect(workspace.review.getState()).toMatchObject({ offered: TEAM, refusal: null });
  });
});
