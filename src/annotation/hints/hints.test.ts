import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import {
  type Author,
  applyEdit,
  type Edit,
  type Generation,
  lineThrough,
  ME,
  parseTrace,
  plainStep,
  type StepBody,
  type StepId,
  type Trace,
} from "../../trace";
import {
  addImage,
  addStep,
  anyEdit,
  built,
  derived,
  generation,
  imageId,
  judged,
  judgementId,
  source,
  stepId,
} from "../../trace/testing";
import { OWN_TAXONOMY } from "../ownTaxonomy";
import { answerHint, answerTo, HINTS_VERSION, type Hint, hintsOf, TAG_OF_HINT } from "./index";

const ask: StepBody = { kind: "problem", question: "Which letter?", images: [imageId("1")] };
const asked = (box: readonly [number, number, number, number]): StepBody => ({
  ...(ask as Extract<StepBody, { kind: "problem" }>),
  reference: { answer: "K", boxes: [{ image: imageId("1"), box: imageBox(...box) }], source: { kind: "gym" } },
});
const think = (text: string): StepBody => ({ kind: "thought", text });
const answer = (text: string): StepBody => ({ kind: "answer", text });
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

const CUT_OFF: Generation = { ...generation, unfinished: true };

/**
 * The steps of a line by their authors, named by their place, on a picture of 100 × 80 pixels: as many bodies as there are
 * authors. What is `cut` off is the last step.
 */
function lineBy(authors: readonly Author[], bodies: readonly StepBody[], cut = false): readonly Hint[] {
  const steps = authors.map((author, index): Edit => {
    const id = stepId(`${index}`);
    const parent = index === 0 ? null : stepId(`${index - 1}`);
    const body = bodies[index] ?? think("");
    const step = plainStep({ id, parent, author, atMillis: 0, body });
    const isCut = cut && index === authors.length - 1;
    return { kind: "add-step", step: isCut ? { ...step, generation: CUT_OFF } : step, index: 0 };
  });
  const trace = built(addImage(source("1")), addImage(derived("2", "1")), addImage(derived("3", "2")), ...steps);
  return hintsOf(trace, stepId(`${authors.length - 1}`));
}

const lineOf = (...bodies: readonly StepBody[]): readonly Hint[] =>
  lineBy(
    bodies.map(() => "model"),
    bodies,
  );
const told = (hints: readonly Hint[]) =>
  hints.map(({ target, evidence }) => ["step" in target ? target.step : "", evidence.kind].join(" "));

describe("hints about words", () => {
  it.each([
    "After zooming in, I see a K.",
    "We have cropped the sign and it reads K.",
    "In the zoomed-in image there is a K.",
    "放大后可以看到 K。",
  ])("a look told as done that never happened: %s", (text) => {
    const [hint] = lineOf(ask, think(text), answer("K"));
    if (hint?.evidence.kind !== "claimed-look" || hint.target.kind !== "words") throw new Error("no such hint");
    expect(text.slice(hint.target.from, hint.target.to)).toBe(hint.evidence.words);
  });

  it.each(["Let me zoom in on the sign.", "I will crop it.", "Zooming in may help."])(
    "one that is announced: %s",
    (text) => {
      expect(told(lineOf(ask, think(text), zoom(10, 10, 40, 40), saw("2"), answer("K")))).toEqual([]);
    },
  );

  it("a claim behind an action may be true", () => {
    expect(
      told(lineOf(ask, zoom(10, 10, 40, 40), saw("2"), think("After zooming in I see a K."), answer("K"))),
    ).toEqual([]);
  });

  it.each(["Error: the box is outside the image", "Traceback (most recent call last)", "错误：坐标无效"])(
    "a tool's error that is ignored: %s",
    (text) => {
      expect(told(lineOf(ask, zoom(10, 10, 40, 40), saw(null, text), think("Fine."), answer("K")))).toEqual([
        "4 error-ignored",
      ]);
      const again = lineOf(ask, zoom(10, 10, 40, 40), saw(null, text), zoom(10, 10, 40, 40), saw("2"), answer("K"));
      expect(told(again)).toEqual(["3 error-ignored", "3 repeated"]);
      expect(
        told(lineOf(ask, zoom(10, 10, 40, 40), saw(null, text), zoom(50, 10, 40, 40), saw("2"), answer("K"))),
      ).toEqual([]);
    },
  );

  it("a tool that answers in words has not failed", () => {
    expect(told(lineOf(ask, zoom(10, 10, 40, 40), saw(null, "The sign reads K."), answer("K")))).toEqual([]);
  });

  it("an answer that is not what was concluded", () => {
    const looked = [ask, zoom(10, 10, 40, 40), saw("2")];
    expect(told(lineOf(...looked, think("It is tall. So the answer is J."), answer("K")))).toEqual([
      "4 answer-against-words",
    ]);
    expect(told(lineOf(...looked, think("答案是 J"), answer("K")))).toEqual(["4 answer-against-words"]);
    for (const words of ["The answer is K.", "The answer is the letter.", "I see a K.", 'The answer is "k"'])
      expect(told(lineOf(...looked, think(words), answer("It is K.")))).toEqual([]);
  });

  it("words that could not be read, and a line without an answer", () => {
    const unread: StepBody = { kind: "unparsed", text: "<zoom", code: "unclosed-tag", at: 0 };
    expect(told(lineOf(ask, unread, answer("K")))).toEqual(["1 unread-action"]);
    expect(told(lineOf(ask, zoom(10, 10, 40, 40), saw("2"), think("Hm.")))).toEqual(["3 no-answer"]);
    expect(told(lineOf(ask))).toEqual([]);
  });

  it("no end of a line that nobody let the model go on from", () => {
    const seen = [ask, think("Closer."), zoom(10, 10, 40, 40), saw("2")];
    // What a person asked to see is written down as the model's side of the trace.
    expect(told(lineBy(["human", "model", "human", "model"], seen))).toEqual([]);
    expect(told(lineBy(["human", "model", "human"], seen))).toEqual([]);
    // It was stopped where it was due to speak; another system's log ends where that system did.
    expect(told(lineBy(["human", "model", "model", "model"], seen))).toEqual([]);
    expect(told(lineBy(["import", "import", "import", "import"], seen))).toEqual(["3 no-answer"]);
    expect(told(lineBy(["human", "model"], seen))).toEqual(["1 no-answer"]);
  });

  it("no end of a line whose last words were cut short", () => {
    const said = [ask, think("Closer, at the")];
    expect(told(lineBy(["human", "model"], said))).toEqual(["1 no-answer"]);
    expect(told(lineBy(["human", "model"], said, true))).toEqual([]);
  });
});

describe("hints about looks", () => {
  it("none at all, where there is a picture", () => {
    expect(told(lineOf(ask, think("Easy."), answer("K")))).toEqual(["2 no-look"]);
    expect(told(lineOf({ kind: "problem", question: "2 + 2?", images: [] }, answer("4")))).toEqual([]);
  });

  it("the same again, or nearly", () => {
    const hints = lineOf(
      ask,
      zoom(10, 10, 40, 40),
      saw("2"),
      zoom(10, 10, 40, 41),
      saw("2"),
      zoom(10, 10, 40, 40),
      answer("K"),
    );
    expect(hints.map(({ evidence }) => evidence)).toEqual([
      { kind: "repeated", first: "1", times: 2 },
      { kind: "repeated", first: "1", times: 3 },
    ]);
  });

  it("too small, outside, and all of the picture", () => {
    expect(told(lineOf(ask, zoom(10, 10, 5, 40), answer("K")))).toEqual(["1 tiny"]);
    expect(lineOf(ask, zoom(80, 10, 40, 40), answer("K"))[0]?.evidence).toEqual({ kind: "outside", inside: 0.5 });
    expect(told(lineOf(ask, zoom(0, 0, 100, 79), answer("K")))).toEqual(["1 nothing-new"]);
    expect(told(lineOf(ask, zoom(200, 10, 40, 40), answer("K")))).toEqual(["1 outside"]);
  });

  it("a crop of a crop that shows no less of it", () => {
    // The cut of 50 × 40 is shown as an image of 100 × 80.
    const hints = lineOf(ask, zoom(0, 0, 50, 40), saw("2"), zoom(0, 0, 99, 80, "2"), saw("3"), answer("K"));
    expect(told(hints)).toEqual(["3 nothing-new", "3 nothing-new"]);
    expect(told(lineOf(ask, zoom(0, 0, 50, 40), saw("2"), zoom(20, 20, 50, 40, "2"), saw("3"), answer("K")))).toEqual(
      [],
    );
  });

  it("beside the region that the reference names, through crops as well", () => {
    const [hint] = lineOf(asked([70, 50, 20, 20]), zoom(0, 0, 40, 40), saw("2"), answer("K"));
    expect(hint?.evidence).toEqual({ kind: "beside-reference", overlap: 0, centreInside: false, covered: 0 });
    expect(told(lineOf(asked([20, 10, 10, 10]), zoom(0, 0, 50, 40), saw("2"), answer("K")))).toEqual([]);
    // On the picture, the second crop is [25, 20, 35, 30]: beside [5, 5, 10, 10], which the first one holds.
    const inCrop = lineOf(
      asked([5, 5, 10, 10]),
      zoom(0, 0, 50, 40),
      saw("2"),
      zoom(50, 40, 30, 30, "2"),
      saw("3"),
      answer("K"),
    );
    expect(told(inCrop)).toEqual(["3 beside-reference"]);
  });

  it("a point on the region, and one beside it", () => {
    const point = (x: number, y: number): StepBody => ({
      kind: "action",
      action: { kind: "point", image: imageId("1"), at: { x, y } } as never,
      declared: null,
    });
    expect(told(lineOf(asked([70, 50, 20, 20]), point(75, 55), answer("K")))).toEqual([]);
    expect(told(lineOf(asked([70, 50, 20, 20]), point(5, 5), answer("K")))).toEqual(["1 beside-reference"]);
  });
});

it("a loop over many looks is counted to its end", () => {
  const hints = lineOf(ask, ...Array.from({ length: 2000 }, (_, i) => zoom((i % 5) * 10, 0, 30, 30)), answer("K"));
  expect(hints.at(-1)?.evidence).toEqual({ kind: "repeated", first: "5", times: 400 });
  expect(hints).toHaveLength(1995);
});

describe("what a person does with a hint", () => {
  const trace = built(addImage(source("1")), addStep("ask", null, ask), addStep("say", "ask", answer("K")));
  const hint = hintsOf(trace, stepId("say"))[0] as Hint;
  const given = { rater: ME, id: judgementId("j"), atMillis: 5 };

  it.each(["accepted", "dismissed"] as const)("%s is kept with its basis", (said) => {
    const judgement = answerHint(hint, said, given, OWN_TAXONOMY);
    expect(judgement.basis).toEqual({ kind: "check", name: "no-look", version: HINTS_VERSION });
    expect(judgement.value.tags).toEqual(
      said === "accepted" ? [{ taxonomy: "sightline-failures", version: "1", tag: "bypassing" }] : [],
    );
    const after = must(applyEdit(trace, { kind: "add-judgement", judgement }));
    expect(answerTo(after, hint, ME.id)).toBe(said);
    expect(answerTo(after, hint, "ann")).toBeNull();
    expect(answerTo(trace, hint, ME.id)).toBeNull();
  });

  it("carries no tag that the team's taxonomy has not", () => {
    const bare = { ...OWN_TAXONOMY, tags: OWN_TAXONOMY.tags.filter(({ key }) => key !== "bypassing") };
    expect(answerHint(hint, "accepted", given, bare).value).toMatchObject({ verdict: "wrong", tags: [] });
  });
});

it("every hint that speaks for a tag names one of the taxonomy that comes with the page", () => {
  const keys = OWN_TAXONOMY.tags.map(({ key }) => key);
  // That an answer was lost is seen from outside: it may come of anything.
  const { "answer-lost": none, ...named } = TAG_OF_HINT;
  expect(none).toBeNull();
  expect(keys).toEqual(expect.arrayContaining(Object.values(named)));
});

it("no hint of any line through any edits names a step that is not on it", () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => {
      const trace = edits.reduce((before, edit) => {
        const after = applyEdit(before, edit);
        return after.ok ? after.value : before;
      }, judged);
      for (const id of trace.steps.keys())
        for (const { target } of hintsOf(trace, id))
          expect("step" in target && trace.steps.has(target.step)).toBe(true);
    }),
  );
});

describe("runs of the built-in model", () => {
  const open = (name: string): Trace => {
    const path = join(import.meta.dirname, `../../../public/samples/${name}.json`);
    return must(parseTrace(JSON.parse(readFileSync(path, "utf8"))));
  };
  const kinds = (name: string): readonly string[] => {
    const trace = open(name);
    return hintsOf(trace, lineThrough(trace, null).at(-1)?.id as StepId).map(({ evidence }) => evidence.kind);
  };

  it.each(["find", "count", "geometry", "maze"])("a solved one has no hint: %s", (name) => {
    expect(kinds(name)).toEqual([]);
  });
});
