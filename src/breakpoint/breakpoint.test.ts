import { describe, expect, it } from "vitest";
import { createDialect, createNativeDialect, FOREIGN_SYSTEMS } from "../dialect";
import { imageBox } from "../geometry";
import type { StepBody, StepId } from "../trace";
import { addImage, addStep, built, derived, imageId, source, stepId } from "../trace/testing";
import {
  type Breakpoint,
  CONDITION_KINDS,
  type Condition,
  figureOf,
  hitsAt,
  parseBreakpoints,
  parseWatches,
  USUAL_CONDITIONS,
  WATCHES,
} from ".";

const ask: StepBody = { kind: "problem", question: "Which letter?", images: [imageId("1")] };
const think: StepBody = { kind: "thought", text: "look" };
const answer: StepBody = { kind: "answer", text: "K" };
const zoom = (left: number, top: number, width: number, height: number, image = "1"): StepBody => ({
  kind: "action",
  action: { kind: "zoom", image: imageId(image), box: imageBox(left, top, width, height) },
  declared: null,
});
const saw = (image: string | null, text = ""): StepBody => ({
  kind: "observation",
  image: image === null ? null : imageId(image),
  text,
});

/** A line on a picture of 100 × 80 pixels, with how likely the answer was behind some of its steps. */
function lineOf(bodies: readonly StepBody[], told: Readonly<Record<number, number>> = {}) {
  const steps = bodies.map((body, at) => addStep(`${at}`, at === 0 ? null : `${at - 1}`, body));
  const trace = built(addImage(source("1")), addImage(derived("2", "1")), addImage(derived("3", "2")), ...steps);
  const probabilities = new Map<StepId, number>(Object.entries(told).map(([at, share]) => [stepId(at), share]));
  return { trace, steps: [...trace.steps.values()], probabilities };
}

const set = (condition: Condition): Breakpoint => ({ id: condition.kind, condition, isOn: true });
const met = (condition: Condition, ...line: Parameters<typeof lineOf>) => hitsAt([set(condition)], lineOf(...line));

describe("a run stops", () => {
  it("at a crop that is smaller than so many pixels of the picture, also in a crop of a crop", () => {
    const condition = { kind: "tiny-crop", side: 20 } as const;
    expect(met(condition, [ask, zoom(0, 0, 40, 19)])[0]?.figures).toEqual([19]);
    expect(met(condition, [ask, zoom(0, 0, 40, 20)])).toEqual([]);
    // The cut of 50 × 40 is shown as 100 × 80: 30 pixels of it are 15 of the picture.
    expect(met(condition, [ask, zoom(0, 0, 50, 40), saw("2"), zoom(0, 0, 40, 30, "2")])[0]?.figures).toEqual([15]);
  });

  it("at a crop that reaches outside, at the same action again, at an error, at words that cannot be read", () => {
    expect(met({ kind: "outside" }, [ask, zoom(80, 10, 40, 40)])).toHaveLength(1);
    expect(met({ kind: "outside" }, [ask, zoom(10, 10, 40, 40)])).toEqual([]);
    expect(met({ kind: "same-action" }, [ask, zoom(10, 10, 40, 40), saw("2"), zoom(10, 10, 40, 40)])).toHaveLength(1);
    expect(met({ kind: "same-action" }, [ask, zoom(10, 10, 40, 40), saw("2"), zoom(60, 10, 40, 40)])).toEqual([]);
    expect(met({ kind: "tool-error" }, [ask, zoom(10, 10, 40, 40), saw(null, "Error: no")])).toHaveLength(1);
    expect(met({ kind: "tool-error" }, [ask, zoom(10, 10, 40, 40), saw("2")])).toEqual([]);
    const broken: StepBody = { kind: "unparsed", text: "<act>zo", code: "broken-tag", at: 0 };
    expect(met({ kind: "broken-tag" }, [ask, broken])).toHaveLength(1);
    expect(met({ kind: "broken-tag" }, [ask, think])).toEqual([]);
  });

  it("where the answer fell or rose by so much since it was last asked, and not where it was asked once", () => {
    const line = [ask, think, zoom(10, 10, 40, 40), saw("2")];
    const told = { 1: 0.8, 3: 0.5 };
    expect(met({ kind: "answer-falls", by: 0.3 }, line, told)[0]?.figures).toEqual([0.8, 0.5]);
    expect(met({ kind: "answer-falls", by: 0.31 }, line, told)).toEqual([]);
    expect(met({ kind: "answer-rises", by: 0 }, line, told)).toEqual([]);
    expect(met({ kind: "answer-rises", by: 0.3 }, line, { 0: 0.1, 1: 0.2, 3: 0.5 })[0]?.figures).toEqual([0.2, 0.5]);
    expect(met({ kind: "answer-rises", by: 0 }, line, { 3: 0.5 })).toEqual([]);
    // The figures of an earlier step are no news of this one.
    expect(met({ kind: "answer-falls", by: 0.1 }, line, { 0: 0.9, 1: 0.2 })).toEqual([]);
  });

  it("at a look that shows a region, or at an answer that comes without one", () => {
    const region = { image: imageId("1"), box: imageBox(10, 10, 20, 20) };
    const [at, past] = [zoom(5, 5, 40, 40), zoom(50, 40, 40, 40)];
    expect(met({ kind: "looked-at", ...region }, [ask, at])).toHaveLength(1);
    expect(met({ kind: "looked-at", ...region }, [ask, past])).toEqual([]);
    expect(met({ kind: "not-looked-at", ...region }, [ask, past, saw("2"), answer])).toHaveLength(1);
    expect(met({ kind: "not-looked-at", ...region }, [ask, past, saw("2")])).toEqual([]);
    expect(met({ kind: "not-looked-at", ...region }, [ask, at, saw("2"), answer])).toEqual([]);
    const elsewhere = { image: imageId("9"), box: region.box };
    expect(met({ kind: "not-looked-at", ...elsewhere }, [ask, past, saw("2"), answer])).toEqual([]);
  });

  it("at nothing that is switched off, and at all that is met", () => {
    const line = lineOf([ask, zoom(90, 70, 40, 40), saw("2"), zoom(90, 70, 40, 40)]);
    const all = [set({ kind: "outside" }), set({ kind: "same-action" })];
    expect(hitsAt(all, line).map(({ breakpoint }) => breakpoint.id)).toEqual(["outside", "same-action"]);
    expect(
      hitsAt(
        all.map((each) => ({ ...each, isOn: false })),
        line,
      ),
    ).toEqual([]);
  });

  it.each(["native", ...FOREIGN_SYSTEMS.names])("at an error in the words of every system: %s", (name) => {
    const system = FOREIGN_SYSTEMS.names.find((each) => each === name);
    const dialect = system ? createDialect(system) : createNativeDialect({ instructions: "", marksObserved: false });
    const broken: StepBody = { kind: "unparsed", text: "<act>zo", code: "broken-tag", at: 0 };
    for (const [said, error] of [
      [zoom(0, 0, 40, 40), { kind: "refused" }],
      [broken, { kind: "unparsed", code: "broken-tag" }],
      [zoom(0, 0, 40, 40), { kind: "impossible", code: "outside" }],
      [zoom(0, 0, 40, 40), { kind: "impossible", code: "too-small" }],
    ] as const)
      expect(met({ kind: "tool-error" }, [ask, said, saw(null, dialect.toolError(error))])).toHaveLength(1);
  });
});

describe("what is watched", () => {
  it("is told of the line so far, and of nothing where there is nothing", () => {
    const line = lineOf([ask, zoom(0, 0, 50, 40), saw("2"), zoom(0, 0, 50, 40), saw("2")], { 0: 0.1, 2: 0.6 });
    expect(Object.fromEntries(WATCHES.map((watch) => [watch, figureOf(watch, line)]))).toEqual({
      answer: 0.6,
      confidence: null,
      looks: 2,
      "smallest-crop": 40,
      seen: 0.25,
      repeats: 1,
      tokens: 0,
    });
    expect(figureOf("smallest-crop", lineOf([ask]))).toBeNull();
    expect(figureOf("answer", lineOf([ask]))).toBeNull();
  });
});

describe("what a browser kept", () => {
  const region = { image: imageId("1"), box: imageBox(1, 2, 3, 4) };
  const every = CONDITION_KINDS.map((kind) =>
    set(kind === "looked-at" || kind === "not-looked-at" ? { kind, ...region } : USUAL_CONDITIONS[kind]),
  );

  it("is read back as it was, for every kind of condition", () => {
    expect(parseBreakpoints(JSON.parse(JSON.stringify(every)))).toEqual(every);
    expect(parseWatches(["seen", "answer", "seen"])).toEqual(["answer", "seen"]);
  });

  it.each([[null], [{}], ["x"], [[{ id: "a", condition: { kind: "no-such" }, isOn: true }]], [[null, 3]]])(
    "is left out where it makes no sense: %j",
    (value) => {
      expect(parseBreakpoints(value)).toEqual([]);
    },
  );

  it("keeps what is good of a list that holds something else", () => {
    const wild = { id: "a", condition: { kind: "answer-falls", by: 7 }, isOn: true };
    expect(parseBreakpoints([wild, ...every])).toEqual(every);
  });
});
