import { describe, expect, it } from "vitest";
import type { Action } from "../action";
import { imageBox } from "../geometry";
import { actionsShown } from "./shows";
import { addImage, addStep, built, imageId, source, stepId, zoomIn } from "./testing";
import type { StepBody, Trace } from "./trace";

const act = (action: Action): StepBody => ({ kind: "action", action, declared: null });
const zoom = act(zoomIn("1"));
const mark = act({ kind: "highlight", image: imageId("1"), box: imageBox(1, 2, 3, 4) });
const frames = act({ kind: "select-frames", image: imageId("1"), more: [imageId("1")] });
const program = (readings: number): StepBody =>
  act({ kind: "program", image: imageId("1"), language: "python", source: "x", readings });
const thought: StepBody = { kind: "thought", text: "So." };
const told: StepBody = { kind: "observation", image: null, text: "error" };
const sawOf = (...ids: readonly string[]): StepBody => ({
  kind: "observation",
  image: imageId("1"),
  text: "",
  shows: ids.map(stepId),
});
const saw: StepBody = { kind: "observation", image: imageId("1"), text: "" };

/** A line of these bodies below a problem, named by their places. */
const line = (...bodies: readonly StepBody[]): Trace =>
  built(
    addImage(source("1")),
    addStep("ask", null, { kind: "problem", question: "?", images: [imageId("1")] }),
    ...bodies.map((body, i) => addStep(String(i), i === 0 ? "ask" : String(i - 1), body)),
  );

const shownBy = (trace: Trace, id: string): string[] => {
  const step = trace.steps.get(stepId(id));
  return step ? actionsShown(trace, step).map((action) => action.id as string) : [];
};

describe("[N5] what an observation shows", () => {
  it.each<[string, StepBody[], Record<string, string[]>]>([
    ["the action before it", [zoom, saw], { 1: ["0"] }],
    ["each of several views in turn", [zoom, zoom, saw, saw], { 2: ["0"], 3: ["1"] }],
    ["all marks of a turn at once", [mark, mark, saw], { 2: ["0", "1"] }],
    ["the last where there is but one", [mark, zoom, saw], { 2: ["1"] }],
    ["marks and then the view", [mark, zoom, mark, saw, saw], { 3: ["0", "2"], 4: ["1"] }],
    ["the choice of frames, each of them", [frames, saw, saw], { 1: ["0"], 2: ["0"] }],
    ["what was read out of a program", [program(1), zoom, saw], { 2: ["1"] }],
    ["a program, where nothing was", [mark, program(0), saw], { 2: ["1"] }],
    ["the call after which the model talked on", [zoom, thought, saw], { 2: ["0"] }],
    ["no call of an earlier turn", [zoom, saw, thought, saw], { 3: [] }],
    ["nothing that stands before a wrong call", [zoom, thought, told], { 2: [] }],
    ["what it names, whatever stands before it", [zoom, mark, zoom, sawOf("0")], { 3: ["0"] }],
    ["nothing where what it names is no action", [zoom, thought, sawOf("1", "gone")], { 2: [] }],
    ["nothing, where nothing was asked for", [saw], { 0: [] }],
  ])("%s", (_, bodies, expected) => {
    const trace = line(...bodies);
    for (const [id, ids] of Object.entries(expected)) expect(shownBy(trace, id)).toEqual(ids);
  });
});
