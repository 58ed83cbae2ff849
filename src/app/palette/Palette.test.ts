import { describe, expect, it } from "vitest";
import { workspaceWith } from "../../workspace/testing";
import { loadWords } from "../words";
import { commandsFor, rank } from "./Palette";

const entries = ["Run from this step", "Next step", "Show 1:1", "Stop the model"];
const found = (typed: string) => rank(entries, typed, (entry) => entry);

describe("rank", () => {
  it("keeps everything, in order, where nothing is typed", () => {
    expect(found("")).toEqual(entries);
  });

  it("asks for every word, anywhere", () => {
    expect(found("step run")).toEqual(["Run from this step"]);
    expect(found("xyz")).toEqual([]);
  });

  it("puts first what begins with it", () => {
    expect(found("st")).toEqual(["Stop the model", "Run from this step", "Next step"]);
  });
});

describe("commands", () => {
  const named = (typed: string, language: "en" | "zh") =>
    commandsFor(typed, workspaceWith(), language).map(({ id }) => id);

  it("are found by what other programs call them", () => {
    expect(named("ocr", "en")).toEqual(["read-text"]);
    expect(named("shortcuts", "en")).toEqual(["keys"]);
    expect(named("reward", "en")).toEqual(["scores"]);
  });

  it("are found in Chinese and by their English names there", async () => {
    await loadWords("zh");
    expect(named("评分", "zh")).toEqual(["scores"]);
    expect(named("settings", "zh")).toEqual(["settings"]);
  });
});
