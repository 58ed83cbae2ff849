import { describe, expect, it } from "vitest";
import { gymProblem } from "../../catalog";
import type { Journal } from "../../session";
import { addImage, addStep, built, entry, imageId, source } from "../../trace/testing";
import { looksLikeTrace } from "../files/open";
import { fileName } from "../files/save";
import { gymNameOf, judgeOf } from ".";
import { parseLastOpen } from "./lastOpen";
import { createLateJournal } from "./lateJournal";

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
  const name = { family: "find", seed: 7, difficulty: 3 } as const;

  it("is known by the name of its picture", async () => {
    const { question, truth } = await gymProblem(name);
    const trace = about("find-7-level-3.png", question);
    expect(gymNameOf(trace)).toEqual(name);
    const judge = await judgeOf(trace);
    expect(judge?.(truth)).toEqual({ isRight: true, truth });
    expect(judge?.(truth === "K" ? "L" : "K")).toEqual({ isRight: false, truth });
  });

  it("is not believed where the question is another", async () => {
    expect(await judgeOf(about("find-7-level-3", "Is this a cat?"))).toBeNull();
    expect(await judgeOf(about("cat.png", "Is this a cat?"))).toBeNull();
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
    const gym = { kind: "gym", family: "find", seed: 3 };
    expect(parseLastOpen({ ...gym, level: 4 })).toEqual({ ...gym, level: 4 });
    expect(parseLastOpen(gym)).toEqual({ ...gym, level: 2 });
    for (const nonsense of [null, {}, { kind: "trace" }, { kind: "gym", family: "find", seed: "3" }])
      expect(parseLastOpen(nonsense)).toBeNull();
  });
});
