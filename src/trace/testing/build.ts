import type { Action, ImageId } from "../../action";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type Edit } from "../edit";
import type { Generation } from "../generation";
import type { JudgementId, StepId, TraceId } from "../ids";
import { type Judgement, type JudgementTarget, type JudgementValue, ME, NOTHING_SAID } from "../judgement";
import type { LogEntry } from "../log";
import type { KeptScore } from "../reference";
import { emptyTrace, type ImageRecord, plainStep, type Step, type StepBody, type Trace } from "../trace";

// Builders for tests. Short names give whole, valid values: a step "a", an image "1".

export const stepId = (name: string): StepId => name as StepId;

export const judgementId = (name: string): JudgementId => name as JudgementId;

export const traceId = (name: string): TraceId => name as TraceId;

/** The image id whose every digit is `digit`. */
export const imageId = (digit: string): ImageId => digit.repeat(64) as ImageId;

/** A source image of 100 × 80 pixels. */
export const source = (digit: string): ImageRecord => ({
  id: imageId(digit),
  width: 100,
  height: 80,
  name: `${digit}.png`,
  origin: { kind: "source" },
});

export const derived = (digit: string, from: string): ImageRecord => ({
  ...source(digit),
  name: "",
  origin: { kind: "derived", from: imageId(from) },
});

export const produced = (digit: string, by: string): ImageRecord => ({
  ...source(digit),
  origin: { kind: "produced", by: stepId(by) },
});

export const zoomIn = (digit: string): Action => ({
  kind: "zoom",
  image: imageId(digit),
  box: imageBox(10, 20, 30, 40),
});

export const generation: Generation = {
  model: "gym",
  sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 7 },
  tokens: [{ id: 3, text: "hm", logProbability: -0.25, alternatives: [{ id: 4, text: "ha", logProbability: -1.5 }] }],
  cost: { promptTokens: 9, reusedTokens: 4, timeToFirstTokenMillis: 12, decodeMillis: 3, generatedTokens: 1 },
  unfinished: false,
  conditions: { tools: "allowed", limits: { turns: 8, tokensPerTurn: 100 }, interventions: [] },
};

/** A step below `parent`; a thought of its own name where no body is given. */
export function step(id: string, parent: string | null, body: StepBody = { kind: "thought", text: id }): Step {
  return plainStep({
    id: stepId(id),
    parent: parent === null ? null : stepId(parent),
    author: body.kind === "problem" ? "import" : "model",
    atMillis: 1_700_000_000_000,
    body,
    raw: body.kind === "thought" ? `<think>${body.text}</think>` : "",
    generation: body.kind === "thought" ? generation : null,
  });
}

export const addImage = (image: ImageRecord): Edit => ({ kind: "add-image", image });

/** Adds `step(…)`, last among its siblings unless an index is given. */
export const addStep = (id: string, parent: string | null, body?: StepBody, index = Number.MAX_SAFE_INTEGER): Edit => ({
  kind: "add-step",
  step: step(id, parent, body),
  index,
});

/** A judgement by hand of the person at this browser: that a step is right, unless told otherwise. */
export const judgement = (
  id: string,
  target: JudgementTarget | string,
  said: Partial<JudgementValue> = { verdict: "correct" },
  given: Partial<Pick<Judgement, "rater" | "basis" | "atMillis">> = {},
): Judgement => ({
  id: judgementId(id),
  rater: ME,
  target: typeof target === "string" ? { kind: "step", step: stepId(target) } : target,
  value: { ...NOTHING_SAID, ...said },
  basis: { kind: "hand" },
  atMillis: 1_700_000_000_000,
  ...given,
});

export const addJudgement = (...given: Parameters<typeof judgement>): Edit => ({
  kind: "add-judgement",
  judgement: judgement(...given),
});

/** What a log said of the line that ends at `leaf`. */
export const score = (leaf: string, value: KeptScore["value"] = 1): KeptScore => ({
  name: "acc",
  value,
  about: { kind: "line", leaf: stepId(leaf) },
  source: { kind: "log", field: "acc" },
});

export const addScore = (of: KeptScore, index = Number.MAX_SAFE_INTEGER): Edit => ({
  kind: "add-score",
  score: of,
  index,
});

export const batch = (...edits: readonly Edit[]): Edit => ({ kind: "batch", edits });

export const entry = (edit: Edit, group: string | null = null): LogEntry => ({
  edit,
  author: { kind: "model" },
  name: "run",
  atMillis: 1_700_000_000_000,
  group,
});

export const built = (...edits: readonly Edit[]): Trace =>
  must(applyEdit(emptyTrace(traceId("t"), "a trace"), batch(...edits)));

/**
 * A small trace with everything in it: two images, a fork, a zoom that was looked at, an answer.
 *
 *     ask ─ look ─ zoom ─ saw ─ answer
 *              └── other
 */
export const trunk: Trace = built(
  addImage(source("1")),
  addImage(source("2")),
  addImage(derived("3", "1")),
  addStep("ask", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
  addStep("look", "ask"),
  addStep("zoom", "look", {
    kind: "action",
    action: zoomIn("1"),
    declared: { space: "percent", numbers: [10, 25, 40, 75] },
  }),
  addStep("other", "look"),
  addStep("saw", "zoom", { kind: "observation", image: imageId("3"), text: "" }),
  addStep("answer", "saw", { kind: "answer", text: "K" }),
);

/** The trunk with two judgements of its zoom, one of its first words, and two scores. */
export const judged: Trace = must(
  applyEdit(
    trunk,
    batch(
      addJudgement("mine", "zoom", { verdict: "wrong", note: "Too low." }),
      addJudgement("theirs", "zoom", { verdict: "correct" }, { rater: { id: "ann", name: "Ann" } }),
      addJudgement("words", { kind: "words", step: stepId("look"), of: "text", from: 0, to: 4 }, { note: "Vague." }),
      addScore(score("answer")),
      addScore(score("answer", "right")),
    ),
  ),
);

/** A line that forks below its second step, into two branches of two steps. */
export const forked: Trace = built(
  addStep("p", null),
  addStep("a", "p"),
  addStep("b", "a"),
  addStep("c", "b"),
  addStep("d", "a"),
  addStep("e", "d"),
);
