import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox, imagePoint } from "../geometry";
import { applyEdit, type Edit, type EditRefusal } from "./edit";
import type { JudgementId } from "./ids";
import { type Judgement, type JudgementTarget, type JudgementValue, ME, NOTHING_SAID, nameOfTarget } from "./judgement";
import { judgeStep, judgeTarget, markFirstError } from "./judgeStep";
import { judgementsAbout, judgementsOf, judgementsOn, ownJudgement, ownJudgementAbout } from "./judging";
import type { Reference } from "./reference";
import {
  addJudgement,
  addScore,
  addStep,
  anyEdit,
  batch,
  expectLawful,
  expectRefused,
  imageId,
  judged,
  judgementId,
  score,
  step,
  stepId,
  trunk,
} from "./testing";
import type { Trace } from "./trace";

const words = (from: number, to: number, of: "raw" | "text" = "text", id = "look"): JudgementTarget => ({
  kind: "words",
  step: stepId(id),
  of,
  from,
  to,
});
const region = (digit: string): JudgementTarget => ({
  kind: "region",
  image: imageId(digit),
  box: imageBox(1, 2, 3, 4),
});
const link = (cause: string, effect: string): JudgementTarget => ({
  kind: "link",
  cause: stepId(cause),
  effect: stepId(effect),
});
const missing = (after: string): JudgementTarget => ({
  kind: "missing-step",
  after: stepId(after),
  words: "It never looked at the sign.",
});
const change = (id: string, said: Partial<JudgementValue>): Edit => ({
  kind: "change-judgement",
  id: judgementId(id),
  value: { ...NOTHING_SAID, ...said },
  atMillis: 1_800_000_000_000,
});
const remove = (id: string): Edit => ({ kind: "remove-judgement", id: judgementId(id) });
const removeStep = (id: string): Edit => ({ kind: "remove-step", id: stepId(id) });
const refer = (id: string, reference: Reference | null): Edit => ({
  kind: "set-reference",
  id: stepId(id),
  reference,
});
const RIGHT: Reference = {
  answer: "K",
  boxes: [{ image: imageId("1"), box: imageBox(1, 2, 3, 4) }],
  points: [{ image: imageId("1"), at: imagePoint(5, 6) }],
  source: { kind: "log", field: "ground_truth" },
};

describe("accepted judgements, scores and references", () => {
  it.each<[string, Edit]>([
    ["[G1] of the whole trace", addJudgement("j", { kind: "trace" }, { note: "Lucky." })],
    ["[G1] of a step", addJudgement("j", "zoom", { verdict: "neutral", firstError: true, decisive: true })],
    ["[G1] with tags", addJudgement("j", "zoom", { tags: [{ taxonomy: "looks", version: "2", tag: "too-small" }] })],
    ["[G1] by another rater", addJudgement("j", "zoom", { verdict: "wrong" }, { rater: { id: "ann", name: "Ann" } })],
    [
      "[G1] by a check",
      addJudgement("j", "zoom", {}, { basis: { kind: "check", name: "outside-image", version: "1" } }),
    ],
    ["[G2] of words", addJudgement("j", words(0, 4))],
    ["[G2] of raw words", addJudgement("j", words(7, 11, "raw"))],
    ["[G2] of a question", addJudgement("j", words(0, 5, "text", "ask"))],
    ["[G1] of a region", addJudgement("j", region("1"))],
    ["[G1] of a link", addJudgement("j", link("zoom", "answer"))],
    ["[G1] of a step that is missing", addJudgement("j", missing("saw"))],
    ["[G3] another value", change("mine", { verdict: "correct", note: "After all." })],
    ["[G3] an empty value", change("mine", {})],
    ["taken away", remove("theirs")],
    ["[G4] a judged step with all that was said of it", batch(remove("words"), remove("mine"), remove("theirs"))],
    ["[G5] a score before others", addScore(score("answer", false), 0)],
    ["[G5] a score of a step", addScore({ ...score("zoom"), about: { kind: "step", step: stepId("zoom") } })],
    ["[G5] a score taken away", { kind: "remove-score", index: 0 }],
    ["[G6] a reference", refer("ask", RIGHT)],
    ["[G6] another reference, and none", batch(refer("ask", RIGHT), refer("ask", null))],
  ])("%s", (_, edit) => {
    expectLawful(judged, edit);
  });

  it("[G3] keep whose they are, what they are about and on what basis", () => {
    const before = judged.judgements.get(judgementId("mine"));
    const after = must(applyEdit(judged, change("mine", { verdict: "unsure" }))).judgements.get(judgementId("mine"));
    expect(after).toEqual({
      ...before,
      value: { ...NOTHING_SAID, verdict: "unsure" },
      atMillis: 1_800_000_000_000,
    });
  });

  it("[G4] can be taken away together with their step", () => {
    const ready = must(applyEdit(judged, batch(addStep("new", "answer"), addJudgement("of new", "new"))));
    expectLawful(ready, batch(remove("of new"), removeStep("new")));
  });
});

describe("refused judgements, scores and references", () => {
  it.each<[string, Edit, EditRefusal]>([
    ["one twice", addJudgement("mine", "look"), "judgement-exists"],
    ["[G1] of a step that is not there", addJudgement("j", "nowhere"), "no-such-step"],
    ["[G1] of a link to nothing", addJudgement("j", link("zoom", "nowhere")), "no-such-step"],
    ["[G1] of a step missing behind nothing", addJudgement("j", missing("nowhere")), "no-such-step"],
    ["[G1] of an image that is not there", addJudgement("j", region("9")), "no-such-image"],
    ["[G2] of words past the end", addJudgement("j", words(0, 5)), "no-such-words"],
    ["[G2] of no words", addJudgement("j", words(2, 2)), "no-such-words"],
    ["[G2] of words before the first", addJudgement("j", words(-1, 2)), "no-such-words"],
    ["[G2] of half a unit", addJudgement("j", words(0, 1.5)), "no-such-words"],
    ["[G2] of an action's text", addJudgement("j", words(0, 1, "text", "zoom")), "no-such-words"],
    ["a change of nothing", change("nobody's", {}), "no-such-judgement"],
    ["nothing taken away", remove("nobody's"), "no-such-judgement"],
    ["[G5] a score of nothing", addScore(score("nowhere")), "no-such-step"],
    ["[G5] a score that is not there", { kind: "remove-score", index: 2 }, "no-such-score"],
    ["[G6] a reference of a thought", refer("look", RIGHT), "not-a-problem"],
    ["[G6] a reference of nothing", refer("nowhere", RIGHT), "no-such-step"],
    [
      "[G6] a reference on an image that is not there",
      refer("ask", { points: [{ image: imageId("9"), at: imagePoint(0, 0) }], source: { kind: "gym" } }),
      "no-such-image",
    ],
    ["[G4] a step with a score", removeStep("answer"), "step-is-scored"],
  ])("%s", (_, edit, code) => expectRefused(judged, edit, code));

  it.each<[string, JudgementTarget]>([
    ["a judged step", { kind: "step", step: stepId("answer") }],
    ["judged words", words(0, 1, "text", "answer")],
    ["one end of a link", link("zoom", "answer")],
    ["what a missing step would follow", missing("answer")],
  ])("[G4] taking away %s", (_, target) => {
    expectRefused(must(applyEdit(trunk, addJudgement("j", target))), removeStep("answer"), "step-is-judged");
  });

  it.each<[string, Edit]>([
    ["judged", addJudgement("j", region("2"))],
    [
      "referred to",
      refer("ask", { boxes: [{ image: imageId("2"), box: imageBox(0, 0, 1, 1) }], source: { kind: "gym" } }),
    ],
  ])("[E7] taking away an image that is %s", (_, edit) => {
    expectRefused(must(applyEdit(trunk, edit)), { kind: "remove-image", id: imageId("2") }, "image-in-use");
  });
});

describe("reading judgements", () => {
  const idsOf = (trace: Trace, id: string) => judgementsOf(trace, stepId(id)).map((judgement) => judgement.id);

  it("finds those about a step by whichever part of it", () => {
    const linked = must(
      applyEdit(judged, batch(addJudgement("cause", link("zoom", "answer")), addJudgement("self", link("saw", "saw")))),
    );
    expect(idsOf(linked, "zoom")).toEqual(["mine", "theirs", "cause"]);
    expect(idsOf(linked, "answer")).toEqual(["cause"]);
    expect(idsOf(linked, "saw")).toEqual(["self"]);
    expect(idsOf(linked, "ask")).toEqual([]);
  });

  it("gives the very same lists as long as no judgement changes", () => {
    const titled = must(applyEdit(judged, { kind: "entitle", title: "other" }));
    expect(judgementsOf(titled, stepId("zoom"))).toBe(judgementsOf(judged, stepId("zoom")));
    expect(judgementsOf(titled, stepId("ask"))).toBe(judgementsOf(judged, stepId("saw")));
  });

  it("tells a rater's own of a step as a whole, the last one where there are several", () => {
    expect(ownJudgement(judged, stepId("zoom"), ME.id)?.value).toMatchObject({ verdict: "wrong", note: "Too low." });
    expect(ownJudgement(judged, stepId("zoom"), "ann")?.value.verdict).toBe("correct");
    expect(ownJudgement(judged, stepId("look"), ME.id)).toBeNull();
    const basis = { kind: "check", name: "no-look", version: "1" } as const;
    const hinted = addJudgement("hint", "zoom", {}, { basis, atMillis: 1_900_000_000_000 });
    expect(ownJudgement(must(applyEdit(judged, hinted)), stepId("zoom"), ME.id)?.value.note).toBe("Too low.");
    const twice = addJudgement("later", "zoom", { verdict: "unsure" }, { atMillis: 1_900_000_000_000 });
    expect(ownJudgement(must(applyEdit(judged, twice)), stepId("zoom"), ME.id)?.id).toBe("later");
  });

  it("stays right through any edits", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => {
        const trace = edits.reduce((before, edit) => {
          const after = applyEdit(before, edit);
          return after.ok ? after.value : before;
        }, judged);
        for (const id of trace.steps.keys()) {
          const about = [...trace.judgements.values()].filter(({ target }) =>
            Object.values(target).some((named) => named === id),
          );
          expect(new Set(judgementsOf(trace, id))).toEqual(new Set(about));
        }
      }),
    );
  });
});

describe("[G7] judging a step by hand", () => {
  let count = 0;
  const by = { rater: ME, atMillis: 5, nextJudgementId: () => judgementId(`new ${++count}`) };
  const say = (trace: Trace, id: string, said: Partial<JudgementValue>) => judgeStep(trace, stepId(id), said, by);

  it("adds a judgement, changes what was said, and takes it away once it is empty", () => {
    const added = expectLawful(trunk, say(trunk, "zoom", { verdict: "wrong" }) ?? batch());
    expect(ownJudgement(added, stepId("zoom"), ME.id)).toMatchObject({
      rater: ME,
      basis: { kind: "hand" },
      atMillis: 5,
    });
    const noted = expectLawful(added, say(added, "zoom", { note: "Too low." }) ?? batch());
    expect(ownJudgement(noted, stepId("zoom"), ME.id)?.value).toMatchObject({ verdict: "wrong", note: "Too low." });
    const half = expectLawful(noted, say(noted, "zoom", { verdict: null }) ?? batch());
    expect(half.judgements.size).toBe(1);
    const none = expectLawful(half, say(half, "zoom", { note: "" }) ?? batch());
    expect(none.judgements.size).toBe(0);
  });

  it("is no edit where nothing changes", () => {
    expect(say(trunk, "zoom", { verdict: null, note: "" })).toBeNull();
    expect(say(judged, "zoom", { verdict: "wrong", note: "Too low." })).toBeNull();
    expect(say(judged, "zoom", { tags: [] })).toBeNull();
  });

  it("leaves what others say of the step, and tags it was given otherwise", () => {
    const tagged = must(
      applyEdit(trunk, addJudgement("j", "zoom", { tags: [{ taxonomy: "looks", version: "1", tag: "late" }] })),
    );
    const after = must(applyEdit(tagged, say(tagged, "zoom", { verdict: "wrong" }) ?? batch()));
    expect(ownJudgement(after, stepId("zoom"), ME.id)?.value).toMatchObject({
      verdict: "wrong",
      tags: [{ tag: "late" }],
    });
  });
});

describe("[G7] judging a part of a step, a region, a link or what is missing", () => {
  let count = 0;
  const by = { rater: ME, atMillis: 5, nextJudgementId: () => judgementId(`part ${++count}`) };
  const say = (trace: Trace, target: JudgementTarget, said: Partial<JudgementValue>): Trace =>
    expectLawful(trace, judgeTarget(trace, target, said, by) ?? batch());
  const about = (trace: Trace, target: JudgementTarget) => ownJudgementAbout(trace, target, ME.id)?.value;
  const alone = [region("1"), link("zoom", "answer"), missing("look")];

  it.each([words(0, 4), words(7, 11, "raw"), ...alone])("keeps what is said of %o apart from the rest", (target) => {
    const wrong = say(trunk, target, { verdict: "wrong" });
    const noted = say(wrong, target, { note: "Late." });
    expect(about(noted, target)).toEqual({ ...NOTHING_SAID, verdict: "wrong", note: "Late." });
    expect(noted.judgements.size).toBe(1);
    expect(ownJudgement(noted, stepId("look"), ME.id)).toBeNull();
  });

  it.each(alone)("[G9] lets %o stand though nothing is said of it", (target) => {
    const drawn = say(trunk, target, {});
    expect(about(drawn, target)).toEqual(NOTHING_SAID);
    expect(judgeTarget(drawn, target, {}, by)).toBeNull();
    expect(about(say(say(drawn, target, { verdict: "wrong" }), target, { verdict: null }), target)).toEqual(
      NOTHING_SAID,
    );
  });

  it("takes words away of which nothing is said any more, and adds none", () => {
    expect(judgeTarget(trunk, words(0, 4), {}, by)).toBeNull();
    const wrong = say(trunk, words(0, 4), { verdict: "wrong" });
    expect(say(wrong, words(0, 4), { verdict: null }).judgements.size).toBe(0);
  });

  it("tells the regions of an image", () => {
    const drawn = say(say(trunk, region("1"), {}), region("2"), { verdict: "wrong" });
    expect(judgementsOn(drawn, imageId("2")).map(({ value }) => value.verdict)).toEqual(["wrong"]);
    expect(judgementsOn(drawn, imageId("9"))).toEqual([]);
  });

  it("names targets apart that differ in anything", () => {
    const all = [
      ...alone,
      words(0, 4),
      words(0, 4, "raw"),
      words(0, 3),
      link("answer", "zoom"),
      link('zoom","answer', ""),
      { ...missing("look"), words: "" },
      region("2"),
      { kind: "step", step: stepId("look") },
      { kind: "trace" },
    ] as const;
    expect(new Set(all.map(nameOfTarget)).size).toBe(all.length);
  });
});

describe("[G10] ten thousand judgements on one trace", () => {
  /** A map that tells how often everything in it was looked through. */
  class Counting extends Map<JudgementId, Judgement> {
    looks = 0;
    override values() {
      this.looks++;
      return super.values();
    }
  }
  const targets = Array.from({ length: 10_000 }, (_, i): JudgementTarget => {
    const box = imageBox(i % 100, Math.floor(i / 100), 1, 1);
    return i % 4 === 0 ? region("1") : { kind: "region", image: imageId("1"), box };
  });

  it("are looked through once, however many things are asked about", () => {
    const judgements = new Counting();
    for (const [i, target] of targets.entries()) {
      const id = judgementId(`j${i}`);
      judgements.set(id, { id, rater: ME, target, value: NOTHING_SAID, basis: { kind: "hand" }, atMillis: i });
    }
    const many: Trace = { ...trunk, judgements };
    for (const target of targets) ownJudgementAbout(many, target, ME.id);
    for (const id of many.steps.keys()) judgementsOf(many, id);
    expect(judgementsOn(many, imageId("1"))).toHaveLength(10_000);
    expect(judgementsAbout(many, region("1"))).toHaveLength(2500);
    expect(judgements.looks).toBe(1);
  });
});

describe("[G8] the first error", () => {
  let count = 0;
  const by = (rater = ME) => ({ rater, atMillis: 5, nextJudgementId: () => judgementId(`first ${++count}`) });
  const mark = (trace: Trace, id: string, rater = ME): Trace =>
    expectLawful(trace, markFirstError(trace, stepId(id), by(rater)) ?? batch());
  const marked = (trace: Trace, rater = ME.id): readonly string[] =>
    [...trace.steps.keys()].filter((id) => ownJudgement(trace, id, rater)?.value.firstError);

  it("moves along its line, up and down, and keeps what else was said", () => {
    const low = mark(judged, "answer");
    const high = mark(low, "zoom");
    expect(marked(high)).toEqual(["zoom"]);
    expect(ownJudgement(high, stepId("zoom"), ME.id)?.value.note).toBe("Too low.");
    expect(ownJudgement(high, stepId("answer"), ME.id)).toBeNull();
    expect(marked(mark(high, "saw"))).toEqual(["saw"]);
  });

  it("is taken back by marking again", () => {
    expect(marked(mark(mark(trunk, "zoom"), "zoom"))).toEqual([]);
  });

  it("leaves other branches and other raters alone", () => {
    const ann = { id: "ann", name: "Ann" };
    const both = mark(mark(mark(trunk, "other"), "zoom"), "answer", ann);
    expect(marked(both)).toEqual(["zoom", "other"]);
    expect(marked(both, "ann")).toEqual(["answer"]);
  });
});

it("[E8] no judgement, score or reference changes what a step said", () => {
  const after = must(applyEdit(judged, batch(refer("ask", RIGHT), addJudgement("j", "ask"))));
  expect(after.steps.get(stepId("ask"))).toEqual({
    ...judged.steps.get(stepId("ask")),
    body: {
      ...step("ask", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }).body,
      reference: RIGHT,
    },
  });
});
