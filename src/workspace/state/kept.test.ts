import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, FRESH_VIEW, parseKept, printKept } from ".";

describe("the kept part of the view", () => {
  it("comes back from what was written, as JSON would give it", () => {
    const view = { ...FRESH_VIEW, theme: "dark", language: "zh", layout: { tree: 20, picture: 80 } } as const;
    expect(parseKept(JSON.parse(JSON.stringify(printKept(view))))).toEqual(printKept(view));
  });

  it("knows that the one first hint of an older page was followed, and which of today's were", () => {
    expect(parseKept({ hintSeen: true }).hintsUsed).toEqual(["walk"]);
    expect(parseKept({ hintSeen: false }).hintsUsed).toEqual([]);
    expect(parseKept({ hintSeen: true, hintsUsed: ["drag"] }).hintsUsed).toEqual(["drag"]);
    expect(parseKept({ hintsUsed: ["fly"] }).hintsUsed).toEqual([]);
  });

  it("writes nothing of the moment", () => {
    expect(Object.keys(printKept(FRESH_VIEW))).not.toContain("playing");
  });

  it("takes the default for a field that makes no sense, and keeps the others", () => {
    const kept = parseKept({ theme: "purple", speed: 4, settings: { backend: "cloud" }, language: 7 });
    expect(kept).toMatchObject({ theme: "system", speed: 4, language: null, settings: { backend: "auto" } });
  });

  it("keeps settings that were written before weights could be chosen", () => {
    const { dtype: _, ...older } = { ...FRESH_VIEW.settings, siblings: 5, backend: "wasm" as const };
    expect(parseKept({ settings: older }).settings).toEqual({ ...older, dtype: "auto", mirror: "" });
  });

  it("remembers models on servers, and none at an address that is no address", () => {
    const served = [{ flavour: "vllm", baseUrl: "http://localhost:8000/v1", model: "m" }];
    expect(parseKept({ served })).toMatchObject({ served });
    expect(parseKept({ served: [{ flavour: "vllm", baseUrl: "nowhere", model: "m" }] })).toMatchObject({ served: [] });
  });

  it("remembers by what the branches are scored", () => {
    const branchReward = { name: "mine", file: '{"kind":"sum"}' };
    expect(parseKept({ branchReward })).toMatchObject({ branchReward });
    expect(parseKept({ branchReward: "mine" })).toMatchObject({ branchReward: null });
  });

  it("reads the settings as an older page wrote them", () => {
    const { refuseActions: _, ...others } = DEFAULT_SETTINGS;
    expect(parseKept({ settings: { ...others, blindfolded: true } }).settings).toEqual({
      ...DEFAULT_SETTINGS,
      refuseActions: true,
    });
  });

  it("takes nothing from what is no object", () => {
    for (const nonsense of [null, 3, "view", []]) expect(parseKept(nonsense)).toEqual(printKept(FRESH_VIEW));
  });
});
