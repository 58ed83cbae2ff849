import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { encodeTrace, parseTrace, type Token, type Trace } from "../../trace";
import {
  addImage,
  addJudgement,
  addStep,
  batch,
  built,
  generation,
  imageId,
  source,
  step,
  stepId,
  trunk,
} from "../../trace/testing";
import { contentsOf } from "./contents";
import { SENSITIVE_KINDS, type SensitiveKind } from "./kinds";
import { leftBehind } from "./leftBehind";
import { withhold } from "./withhold";

const PATH = "/home/ada/secret project/run.jsonl";
const EMAIL = "ada@example.org";
const KEY = "sk-proj-abcdefghijklmnop1234";

const tokens = (...texts: readonly string[]): readonly Token[] =>
  texts.map((text, id) => ({
    id,
    text,
    logProbability: -1,
    alternatives: [{ id: 90 + id, text: "other", logProbability: -2 }],
  }));

/** A trace with something of every kind in every place where it may stand. */
const told: Trace = built(
  addImage({ ...source("1"), name: PATH }),
  addStep("p", null, {
    kind: "problem",
    question: `What is in ${PATH}?`,
    images: [imageId("1")],
    instructions: `You are helpful. Use ${KEY} and write to ${EMAIL} where anything is unclear.`,
    reference: { answer: EMAIL, source: { kind: "log", field: "answer" } },
  }),
  batch({
    kind: "add-step",
    index: 9,
    step: {
      ...step("t", "p", { kind: "thought", text: `the key ${KEY} opens it` }),
      raw: `<think>the key ${KEY} opens it</think>`,
      title: `branch of ${EMAIL}`,
      generation: {
        ...generation,
        model: "/models/private/m-7b",
        tokens: tokens("<think>", "the", " key ", "sk-proj-", "abcdefgh", "ijklmnop1234", " opens it", "</think>"),
      },
    },
  }),
  addStep("/home/ada/log/3", "t", { kind: "observation", image: null, text: `saved by ${EMAIL}`, shows: [] }),
  addStep("a", "/home/ada/log/3", { kind: "answer", text: "http://10.0.0.7:8000/x" }),
  addJudgement(
    "j1",
    "t",
    { verdict: "wrong", note: `Ada says: see ${PATH}, or ask at length in the usual place` },
    {
      rater: { id: "Ada Lovelace", name: "Ada Lovelace" },
    },
  ),
  addJudgement("j2", { kind: "words", step: stepId("t"), of: "raw", from: 7, to: 10 }),
  addJudgement(
    "j3",
    { kind: "missing-step", after: stepId("t"), words: "Ada Lovelace would have looked" },
    { note: "" },
  ),
  addJudgement("j4", "a", { note: "nothing but a note" }),
  {
    kind: "add-chapter",
    index: 0,
    chapter: {
      id: "c",
      elsewhere: null,
      step: stepId("t"),
      view: null,
      caption: `Ask ${EMAIL}`,
      question: "Where is it?",
      notes: "Say nothing of the budget at this place, whoever asks",
    },
  },
  {
    kind: "add-search",
    search: { id: "s", root: stepId("t"), plan: `{"prompt":"ask ${EMAIL}"}`, events: [`{"k":"${KEY}"}`] },
  },
);

const textOf = (trace: Trace): string => JSON.stringify(encodeTrace(trace));
const withheld = (...kinds: readonly SensitiveKind[]): Trace => withhold(told, new Set(kinds));

describe("withholding", () => {
  it("changes nothing where nothing is withheld", () => {
    expect(withhold(told, new Set())).toBe(told);
    expect(withhold(trunk, new Set(SENSITIVE_KINDS.filter((kind) => kind !== "raw" && kind !== "paths")))).toEqual(
      trunk,
    );
  });

  it.each([
    ["paths", ["/home/ada", "secret project", "/models/private"]],
    ["emails", [EMAIL]],
    ["keys", [KEY, "abcdefgh", "ijklmnop1234"]],
    ["addresses", ["10.0.0.7"]],
    ["notes", ["Ada says", "nothing but a note", "would have looked", "branch of", "the budget"]],
    ["raters", ["Ada Lovelace"]],
    ["prompts", ["You are helpful"]],
    ["raw", ["<think>"]],
  ] as const)("takes %s out of every place", (kind, words) => {
    const text = textOf(withheld(kind));
    for (const word of words) {
      expect(textOf(told)).toContain(word);
      expect(text).not.toContain(word);
    }
  });

  it("leaves the steps, their order and what they show, and a trace that reads", () => {
    for (const kind of SENSITIVE_KINDS) {
      const left = withheld(kind);
      expect([...left.steps.values()].map(({ body }) => body.kind)).toEqual(
        [...told.steps.values()].map(({ body }) => body.kind),
      );
      expect(must(parseTrace(JSON.parse(textOf(left))))).toEqual(left);
    }
  });

  it("keeps the length of words, and the places in them that were judged", () => {
    const left = withheld("keys", "emails", "paths");
    for (const [id, { raw }] of told.steps)
      if (left.steps.has(id)) expect(left.steps.get(id)?.raw).toHaveLength(raw.length);
    expect(left.judgements.size).toBe(told.judgements.size);
  });

  it("masks and leaves out the tokens that a log told as those of a model that was here", () => {
    const made = told.steps.get(stepId("t"));
    if (!made?.generation) throw new Error("No tokens");
    const { generation, ...others } = made;
    const logged = { ...others, generation: null, logged: generation.tokens };
    const trace = { ...told, steps: new Map([...told.steps, [made.id, logged]]) };
    const left = (kind: SensitiveKind) => withhold(trace, new Set([kind])).steps.get(made.id);
    expect(left("keys")?.logged).toEqual(withheld("keys").steps.get(made.id)?.generation?.tokens);
    expect(left("raw")).toMatchObject({ raw: "", generation: null });
    expect(left("raw")).not.toHaveProperty("logged");
  });

  it("masks a key over the tokens that it is made of, with their numbers and what might have been said", () => {
    const { generation: made } = withheld("keys").steps.get(stepId("t"))!;
    expect(made?.tokens.map(({ text }) => text).join("")).toBe(
      `<think>the key ${"•".repeat(KEY.length)} opens it</think>`,
    );
    expect(made?.tokens.slice(3, 6).map(({ id, alternatives }) => [id, alternatives])).toEqual(Array(3).fill([-1, []]));
    expect(made?.tokens[1]).toEqual(told.steps.get(stepId("t"))?.generation?.tokens[1]);
  });

  it("keeps a judgement that says more than its note, under a number for a name", () => {
    const judgements = [...withheld("notes", "raters").judgements.values()];
    expect(judgements.map(({ id }) => id)).toEqual(["j1", "j2", "j3"]);
    expect(judgements[0]).toMatchObject({
      rater: { id: "rater-1", name: "rater 1" },
      value: { verdict: "wrong", note: "" },
    });
  });
});

describe("reading back", () => {
  it("finds nothing left behind, whatever was withheld", () => {
    for (const kind of SENSITIVE_KINDS)
      expect([kind, leftBehind(told, withheld(kind), new Set([kind]))]).toEqual([kind, []]);
    expect(leftBehind(told, withheld(...SENSITIVE_KINDS), new Set(SENSITIVE_KINDS))).toEqual([]);
  });

  it("finds everything in a trace that nothing was taken out of", () => {
    for (const kind of ["paths", "emails", "keys", "addresses", "notes", "raters", "prompts"] as const)
      expect([
        kind,
        leftBehind(told, told, new Set([kind]))
          .map(({ kind: of }) => of)
          .includes(kind),
      ]).toEqual([kind, true]);
  });

  it("finds a key that is left in the tokens alone", () => {
    const careful = withheld("keys");
    const thought = careful.steps.get(stepId("t"))!;
    const careless = {
      ...careful,
      steps: new Map([
        ...careful.steps,
        [thought.id, { ...thought, generation: told.steps.get(thought.id)!.generation }],
      ]),
    };
    expect(leftBehind(told, careless, new Set(["keys"]))).toContainEqual({ kind: "keys", words: KEY });
  });
});

describe("contents", () => {
  it("tells of each kind how often and what", () => {
    const contents = contentsOf(told, ["budget"]);
    for (const kind of SENSITIVE_KINDS) expect([kind, contents[kind].count > 0]).toEqual([kind, true]);
    expect(contents.raters).toEqual({ count: 1, examples: ["Ada Lovelace"] });
    expect(contents.emails.examples).toEqual([EMAIL]);
  });

  it("tells of nothing after everything was withheld", () => {
    const contents = contentsOf(withheld(...SENSITIVE_KINDS));
    const left = SENSITIVE_KINDS.filter((kind) => kind !== "pictures" && contents[kind].count > 0);
    // That a step is missing is still told, in words that say nothing, and that somebody judged, under a number.
    expect(left).toEqual(["notes", "raters"]);
    expect(contents.raters.examples).toEqual(["rater 1"]);
    expect(contents.notes.examples.join("")).toMatch(/^•+$/);
  });
});
