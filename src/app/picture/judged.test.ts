import { describe, expect, it } from "vitest";
import { chainAlong, OWN_TAXONOMY } from "../../annotation";
import { imageBox } from "../../geometry";
import { sceneAt } from "../../stage";
import { type JudgementTarget, lineTo, ME, type StepBody } from "../../trace";
import { addImage, addJudgement, addStep, built, derived, imageId, source, stepId } from "../../trace/testing";
import { en } from "../words/en";
import { judgedOn } from "./judged";

const zoomTo = (on: string, left: number, top: number, width: number, height: number): StepBody => ({
  kind: "action",
  action: { kind: "zoom", image: imageId(on), box: imageBox(left, top, width, height) },
  declared: null,
});
const region = (on: string, left: number): JudgementTarget => ({
  kind: "region",
  image: imageId(on),
  box: imageBox(left, 4, 20, 10),
});
const link = (cause: string, effect: string) =>
  ({ kind: "link", cause: stepId(cause), effect: stepId(effect) }) as const;

// A crop of the picture at twice its size, a box in that crop, and an answer that lies nowhere.
const trace = built(
  addImage(source("1")),
  addImage({ ...derived("2", "1"), width: 80, height: 40 }),
  addStep("p", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
  addStep("z", "p", zoomTo("1", 10, 20, 40, 20)),
  addStep("s", "z", { kind: "observation", image: imageId("2"), text: "" }),
  addStep("b", "s", {
    kind: "action",
    action: { kind: "box", image: imageId("2"), box: imageBox(20, 10, 20, 10), label: "" },
    declared: null,
  }),
  addStep("x", "b", { kind: "answer", text: "K" }),
  addJudgement("own", region("1", 30), { verdict: "wrong", tags: [{ taxonomy: "t", version: "1", tag: "blurred" }] }),
  addJudgement("in crop", region("2", 40), { note: "Here." }),
  addJudgement("theirs", region("1", 50), {}, { rater: { id: "ann", name: "Ann" } }),
  addJudgement("led", link("z", "b"), { verdict: "wrong" }),
  addJudgement("answered", link("b", "x"), { verdict: null }),
  addJudgement("nowhere", link("p", "x")),
);
const line = lineTo(trace, stepId("x"));

function judgedAt(step: string, { cropItself = false, subject = null as JudgementTarget | null } = {}) {
  const index = line.findIndex(({ id }) => id === step);
  const scene = sceneAt(trace, line, index, { cropItself, draft: null });
  const chain = chainAlong(trace, line, ME.id);
  return judgedOn(scene, { trace, line, index, chain, subject, taxonomy: OWN_TAXONOMY, rater: ME.id }, en);
}

describe("what was judged on the picture", () => {
  it("are the person's own regions, with a sign for the verdict before the words", () => {
    expect(judgedAt("p")).toEqual([
      { id: "own", kind: "region", box: imageBox(30, 4, 20, 10), verdict: "wrong", chosen: false, words: "✗ blurred" },
    ]);
  });

  it("has the regions of a crop where they lie in the picture, and in its own pixels by itself", () => {
    const boxes = (cropItself: boolean) =>
      judgedAt("s", { cropItself }).flatMap((mark) => (mark.kind === "region" ? [[mark.id, mark.box]] : []));
    expect(boxes(false)).toEqual([
      ["own", imageBox(30, 4, 20, 10)],
      ["in crop", imageBox(30, 22, 10, 5)],
    ]);
    expect(boxes(true)).toEqual([["in crop", imageBox(40, 4, 20, 10)]]);
  });

  it("joins the places of cause and effect from the cause on, those in crops as they lie in the picture", () => {
    const links = (step: string) => judgedAt(step).filter(({ kind }) => kind === "link");
    expect(links("p")).toEqual([]);
    expect(links("s")).toEqual([
      {
        id: "led",
        kind: "link",
        from: imageBox(10, 20, 40, 20),
        to: imageBox(20, 25, 10, 5),
        verdict: "wrong",
        chosen: false,
        words: "✗ 2 → 4 Box",
      },
    ]);
  });

  it("ends short where the effect has no place, and is left out where neither has", () => {
    const links = judgedAt("x").filter(({ kind }) => kind === "link");
    expect(links.map(({ id }) => id)).toEqual(["led", "answered"]);
    expect(links[1]).toMatchObject({ from: imageBox(20, 25, 10, 5), to: null, words: "4 → 5 Answer" });
  });

  it("knows which of them the next verdict is about", () => {
    const chosen = judgedAt("x", { subject: link("z", "b") }).filter((mark) => mark.chosen);
    expect(chosen.map(({ id }) => id)).toEqual(["led"]);
  });
});
