import type { ImageId } from "../../action";
import { imageBox } from "../../geometry";
import type { Edit, StepBody, StepId, Trace } from "../../trace";
import { addImage, addJudgement, built, derived, generation, imageId, source, step, stepId } from "../../trace/testing";
import type { ExportInput } from "../contract/form";
import type { ExportPicture, PictureSource } from "../contract/pictures";
import type { ExportPlan, ExportTarget } from "../contract/target";
import { exportInput } from "../lines/exportInput";
import { planExport } from "../planExport";
import { TRAINING_TARGETS } from "../targets";

/** A step in its own words; a thought that says its id where no body is given. */
export const says = (id: string, parent: string | null, raw: string, body: StepBody, more: object = {}): Edit => ({
  kind: "add-step",
  step: { ...step(id, parent, body), raw, generation: { ...generation, tokens: [] }, ...more },
  index: Number.MAX_SAFE_INTEGER,
});

export const thinks = (id: string, parent: string, text: string, more: object = {}): Edit =>
  says(id, parent, `<think>${text}</think>`, { kind: "thought", text }, more);

export const answers = (id: string, parent: string, text: string, more: object = {}): Edit =>
  says(id, parent, `<answer>${text}</answer>`, { kind: "answer", text }, more);

/** A zoom into a quarter of the image "1", which is 100 × 80. */
export const zooms = (id: string, parent: string, more: object = {}): Edit =>
  says(
    id,
    parent,
    "<act>zoom 10 25 40 75</act>",
    {
      kind: "action",
      action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 20, 30, 40) },
      declared: { space: "percent", numbers: [10, 25, 40, 75] },
    },
    more,
  );

export const shows = (id: string, parent: string, digit: string, text = ""): Edit =>
  says(id, parent, "", { kind: "observation", image: imageId(digit), text });

export const asks = (
  question = "Which letter?",
  answer: string | null = "K",
  more: Partial<Extract<StepBody, { kind: "problem" }>> = {},
): Edit =>
  says("ask", null, "", {
    kind: "problem",
    question,
    images: [imageId("1")],
    ...(answer === null ? {} : { reference: { answer, source: { kind: "hand" } } }),
    ...more,
  });

/** What was asked and looked at, as edits, for examples that go on differently. */
export const QUESTION: readonly Edit[] = [addImage(source("1")), addImage(derived("3", "1")), asks()];

/**
 *     ask ─ look ─ zoom ─ saw ─ read ─ right
 *       └── guess ─ wrong
 */
export const EXAMPLE: readonly Edit[] = [
  ...QUESTION,
  thinks("look", "ask", "It is small."),
  zooms("zoom", "look"),
  shows("saw", "zoom", "3"),
  thinks("read", "saw", "A K."),
  answers("right", "read", "K"),
  thinks("guess", "ask", "Looks like an X."),
  answers("wrong", "guess", "X"),
];

export const example: Trace = built(...EXAMPLE);

/** Every model step of the example judged. */
export const JUDGED: readonly Edit[] = [
  ...EXAMPLE,
  ...["look", "zoom", "read", "right"].map((id) => addJudgement(`j-${id}`, id)),
  addJudgement("j-guess", "guess", { verdict: "wrong", firstError: true }),
  addJudgement("j-wrong", "wrong", { verdict: "wrong" }),
];

export const judgedExample: Trace = built(...JUDGED);

/** All pictures at the sizes that their traces say, but those that are named. */
export const picturesBut = (...missing: readonly ImageId[]): PictureSource => ({
  find: async (id, trace) => {
    const record = trace.images.get(id);
    return record && !missing.includes(id) ? pictureOf(record.width, record.height) : null;
  },
});

const pictureOf = (width: number, height: number): ExportPicture => ({
  width,
  height,
  png: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, width, height]),
});

/** Lines of traces as writers take them: all of each, or the one that ends in `leaf`. */
export const inputOf = (
  traces: readonly Trace[],
  leaf: StepId | string | null = null,
  /** What a search that a reward judged found steps worth, by their names. */
  scores: Readonly<Record<string, number>> = {},
): Promise<ExportInput> =>
  exportInput(
    {
      traces: traces.map((trace) => ({ trace, leaves: leaf === null ? null : [stepId(leaf)] })),
      dialect: null,
      rater: null,
      stepScores: () =>
        new Map(Object.entries(scores).map(([id, score]) => [stepId(id), { score, visits: 4, by: "gym-reward" }])),
    },
    picturesBut(),
  );

/** The text of a file of a plan. */
export function textIn({ files }: ExportPlan, path: string): string {
  const file = files.find((each) => each.path === path);
  if (file?.kind !== "text") throw new Error(`No text at ${path}: ${files.map((each) => each.path).join(", ")}`);
  return file.text;
}

export const linesIn = (plan: ExportPlan, path: string): readonly unknown[] =>
  textIn(plan, path)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

export const codesOf = (told: readonly { readonly code: string }[]): readonly string[] => told.map(({ code }) => code);

/** The target of a trainer by its name; throws where there is none. */
export const targetNamed = (name: string): ExportTarget => {
  const target = TRAINING_TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`No target ${name}`);
  return target;
};

/** What a trainer's target makes of one trace: of its line to `leaf`, or of all that it keeps. */
export const planned = async (name: string, edits: readonly Edit[], leaf: string | null = null): Promise<ExportPlan> =>
  planExport(targetNamed(name), await inputOf([built(...edits)], leaf));
