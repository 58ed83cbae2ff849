import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import type { Chapter, Trace, TraceId } from "../../trace";
import { addImage, addStep, built, derived, imageId, source, stepId, traceId } from "../../trace/testing";
import { en } from "../words/en";
import { headingOf, saidOver } from "./shots";
import { scenesOfStory, tracesToldOf } from "./story";

const bare = built(
  addImage(source("1")),
  addImage({ ...derived("2", "1"), width: 40, height: 20 }),
  addStep("p", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
  addStep("z", "p", {
    kind: "action",
    action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 10, 40, 20) },
    declared: null,
  }),
  addStep("s", "z", { kind: "observation", image: imageId("2"), text: "<image>" }),
  addStep("x", "s", { kind: "answer", text: "K" }),
);

const chapter = (step: string, said: Partial<Chapter> = {}): Chapter => ({
  id: `of ${step} ${JSON.stringify(said)}`,
  elsewhere: null,
  step: stepId(step),
  view: null,
  caption: "",
  question: "",
  notes: "for nobody else",
  ...said,
});

const telling = (...story: readonly Chapter[]): Trace => ({ ...bare, story });
const scenesOf = (trace: Trace, others: ReadonlyMap<TraceId, Trace> = new Map()) => scenesOfStory(trace, others).scenes;

describe("the scenes of a story", () => {
  it("come in the order of the chapters, whatever the order on the line", () => {
    const scenes = scenesOf(telling(chapter("x"), chapter("p")));
    expect(scenes.map(({ number, step }) => [number, step.id])).toEqual([
      [1, "x"],
      [2, "p"],
    ]);
  });

  it("say what a person says of them, else the words of the step, and never what is for the speaker", () => {
    const scenes = scenesOf(telling(chapter("x", { caption: "Found it." }), chapter("p")));
    expect(scenes.map((scene) => saidOver(scene, en))).toEqual(["Found it.", "Which letter?"]);
  });

  it("ask before they show, and give nothing away", () => {
    const [asked, shown] = scenesOf(telling(chapter("z", { question: "Where would you look?" })));
    expect(asked && [headingOf(asked, en, "Question"), saidOver(asked, en), asked.scene.marks]).toEqual([
      "Question",
      "Where would you look?",
      [],
    ]);
    expect(shown?.scene.marks).toHaveLength(1);
  });

  it("are looked at from where a person put them: in the picture, or at the crop itself", () => {
    const box = imageBox(5, 5, 10, 10);
    const from = (image: string) => chapter("s", { view: { image: imageId(image), box } });
    const seen = scenesOf(telling(from("1"), from("2"))).map(({ scene }) => [scene.image?.id, scene.region]);
    expect(seen).toEqual([
      [imageId("1"), box],
      [imageId("2"), box],
    ]);
  });

  it("tell of other traces, and count those that nobody has", () => {
    const elsewhere = (id: string) => ({ trace: traceId(id), title: id });
    const home = telling(
      chapter("p", { elsewhere: elsewhere("other") }),
      chapter("p", { elsewhere: elsewhere("lost") }),
      chapter("gone", { elsewhere: elsewhere("other") }),
    );
    expect(tracesToldOf(home)).toEqual(["other", "lost"]);
    const { scenes, missing } = scenesOfStory(home, new Map([[traceId("other"), { ...bare, id: traceId("other") }]]));
    expect(scenes.map(({ trace, number }) => [trace.id, number])).toEqual([["other", 1]]);
    expect(missing).toBe(2);
  });
});
