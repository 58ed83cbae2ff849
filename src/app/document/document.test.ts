import { describe, expect, it } from "vitest";
import { gymProblem } from "../../catalog";
import type { Journal } from "../../session";
import { addImage, addStep, built, entry, imageId, source } from "../../trace/testing";
import { fileName, gymProblemOf, judgeAnswer, looksLikeTrace, parseGymName, printGymName } from ".";
import { createLateJournal } from "./lateJournal";
import { parseLastOpen } from "./state";

const noted = (into: string[]): Journal => ({
  commit: ({ name }) => into.push(name),
  undo: () => into.push("undo"),
  redo: () => into.push("redo"),
  place: () => into.push("place"),
});

describe("a late journal", () => {
  const edit = entry(addStep("a", null));
  const place = { step: null, preferred: new Map() };

  it("keeps nothing for looking around", () => {
    let kept = 0;
    const journal = createLateJournal(async () => {
      kept += 1;
      return null;
    });
    journal.place(place);
    expect(kept).toBe(0);
  });

  it("keeps once, and hands on in order what was written meanwhile", async () => {
    const written: string[] = [];
    let kept = 0;
    const journal = createLateJournal(async () => {
      kept += 1;
      await Promise.resolve();
      return noted(written);
    });
    journal.commit(edit);
    journal.undo();
    journal.place(place);
    expect(written).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve));
    journal.redo();
    expect(written).toEqual([edit.name, "undo", "place", "redo"]);
    expect(kept).toBe(1);
  });
});

describe("a late journal where keeping fails", () => {
  it("tries again at the next change and has forgotten nothing", async () => {
    const written: string[] = [];
    const tries: (Journal | null)[] = [null, noted(written)];
    const journal = createLateJournal(async () => tries.shift() ?? null);
    journal.commit(entry(addStep("a", null)));
    await new Promise((resolve) => setTimeout(resolve));
    expect(written).toEqual([]);
    journal.undo();
    await new Promise((resolve) => setTimeout(resolve));
    expect(written).toEqual(["run", "undo"]);
  });
});

describe("a gym problem in a trace", () => {
  const about = (name: string, question: string) =>
    built(
      addImage({ ...source("1"), name }),
      addStep("p", null, { kind: "problem", question, images: [imageId("1")] }),
    );
  const { question, truth } = gymProblem("find", 7);

  it("is known by the name of its picture, written and read back", () => {
    expect(parseGymName(printGymName("count", 12))).toEqual({ family: "count", seed: 12 });
    for (const other of ["cat.png", "find-", "chess-3", "find-99999999"]) expect(parseGymName(other)).toBeNull();
  });

  it("has an answer that can be checked", () => {
    const problem = gymProblemOf(about("find-7", question));
    expect(judgeAnswer(problem, truth)).toBe(true);
    expect(judgeAnswer(problem, truth === "K" ? "L" : "K")).toBe(false);
  });

  it("is not believed where the question is another", () => {
    expect(judgeAnswer(gymProblemOf(about("find-7", "Is this a cat?")), truth)).toBeNull();
  });
});

describe("files", () => {
  it("are named after the trace, for every system", () => {
    expect(fileName("Which letter: K/L?")).toBe("Which-letter-K-L");
    expect(fileName("…??")).not.toBe("");
    expect(fileName("红色的圆")).toBe("红色的圆");
  });

  it("are taken for traces by their name or their kind", () => {
    expect(looksLikeTrace(new Blob([]), "run.sightline.zip")).toBe(true);
    expect(looksLikeTrace(new Blob([], { type: "application/zip" }), "run")).toBe(true);
    expect(looksLikeTrace(new Blob([], { type: "image/png" }), "cat.png")).toBe(false);
  });
});

describe("what was open last", () => {
  it("is read back, or not at all", () => {
    expect(parseLastOpen({ kind: "gym", family: "find", seed: 3 })).toEqual({ kind: "gym", family: "find", seed: 3 });
    for (const nonsense of [null, {}, { kind: "trace" }, { kind: "gym", family: "find", seed: "3" }])
      expect(parseLastOpen(nonsense)).toBeNull();
  });
});
