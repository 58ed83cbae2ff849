import type { Action, ImageId } from "../../../action";
import { must } from "../../../base";
import { imageBox, imagePoint } from "../../../geometry";
import {
  applyEdit,
  type Edit,
  emptyTrace,
  type ImageRecord,
  type Judgement,
  type JudgementTarget,
  type JudgementValue,
  NOTHING_SAID,
  type StepBody,
  type Trace,
} from "../../../trace";
import { derived, imageId, judgementId, source, step, stepId, traceId } from "../../../trace/testing";
import type { ExportInput } from "../../contract/form";
import type { PictureSource } from "../../contract/pictures";
import { exportInput } from "../../lines/exportInput";

// A run with everything that annotation tools are given: a crop and a box in it, a picture rotated by 30° and a box in
// that, a line, a point, a person's own box, and judgements of every kind by two raters.

export const PICTURE = imageId("1");
export const CROP = imageId("2");
export const ROTATED = imageId("3");

const action = (of: Action, declared: Extract<StepBody, { kind: "action" }>["declared"] = null): StepBody => ({
  kind: "action",
  action: of,
  declared,
});
const observation = (image: ImageId): StepBody => ({ kind: "observation", image, text: "" });

const sized = (record: ImageRecord, width: number, height: number): ImageRecord => ({ ...record, width, height });

const STEPS: readonly (readonly [id: string, parent: string | null, body: StepBody, author?: "human"])[] = [
  [
    "p",
    null,
    {
      kind: "problem",
      question: "Where is the cat?",
      images: [PICTURE],
      reference: {
        answer: "left",
        boxes: [{ image: PICTURE, box: imageBox(12, 24, 10, 10) }],
        source: { kind: "hand" },
      },
    },
  ],
  ["t", "p", { kind: "thought", text: "Look 👀 closer: naïve" }],
  [
    "z",
    "t",
    action(
      { kind: "zoom", image: PICTURE, box: imageBox(10, 20, 30, 40) },
      { space: "permille", numbers: [100, 250, 400, 750] },
    ),
  ],
  ["o", "z", observation(CROP)],
  ["b", "o", action({ kind: "box", image: CROP, box: imageBox(2.5, 4, 10, 12), label: "cat" })],
  [
    "l",
    "b",
    action({
      kind: "line",
      image: PICTURE,
      points: [imagePoint(0, 0), imagePoint(50, 40), imagePoint(100, 0)],
    }),
  ],
  ["n", "l", action({ kind: "point", image: PICTURE, at: imagePoint(12.5, 30), label: "nose" })],
  ["h", "n", action({ kind: "box", image: PICTURE, box: imageBox(90, 70, 20, 20), label: "dog" }), "human"],
  ["a", "h", { kind: "answer", text: "left" }],
  ["r", "p", action({ kind: "rotate", image: PICTURE, degrees: 30 })],
  ["ro", "r", observation(ROTATED)],
  ["rb", "ro", action({ kind: "box", image: ROTATED, box: imageBox(60, 50, 8, 6), label: "cat" })],
  ["ra", "rb", { kind: "answer", text: "right" }],
];

const judged = (id: string, rater: string, target: JudgementTarget, value: Partial<JudgementValue>): Judgement => ({
  id: judgementId(id),
  rater: { id: rater, name: rater },
  target,
  value: { ...NOTHING_SAID, ...value },
  basis: { kind: "hand" },
  atMillis: 1_700_000_000_000,
});

const TAG = { taxonomy: "sightline-failures", version: "1", tag: "localisation" };

export const JUDGEMENTS: readonly Judgement[] = [
  judged("j1", "ana", { kind: "step", step: stepId("z") }, { verdict: "correct" }),
  judged("j2", "ben", { kind: "step", step: stepId("z") }, { verdict: "wrong", tags: [TAG], firstError: true }),
  judged("j3", "ana", { kind: "words", step: stepId("t"), of: "text", from: 8, to: 14 }, { note: "=1+1" }),
  judged("j4", "ana", { kind: "region", image: PICTURE, box: imageBox(-5, 10, 25, 20) }, { verdict: "wrong" }),
  judged("j5", "ben", { kind: "link", cause: stepId("z"), effect: stepId("a") }, { note: "so it was" }),
  judged("j6", "ben", { kind: "missing-step", after: stepId("o"), words: "read the sign" }, {}),
  judged("j7", "ana", { kind: "trace" }, { verdict: "unsure", note: '"quoted", and\nmore' }),
];

export function sampleTrace(judgements: readonly Judgement[] = JUDGEMENTS, more: readonly Edit[] = []): Trace {
  const images = [source("1"), sized(derived("2", "1"), 30, 40), sized(derived("3", "1"), 128, 120)];
  const edits: readonly Edit[] = [
    ...images.map((image): Edit => ({ kind: "add-image", image })),
    ...STEPS.map(
      ([id, parent, body, author], index): Edit => ({
        kind: "add-step",
        step: { ...step(id, parent, body), ...(author ? { author } : {}) },
        index,
      }),
    ),
    ...judgements.map((judgement): Edit => ({ kind: "add-judgement", judgement })),
    {
      kind: "add-score",
      score: {
        name: "confidence",
        value: 0.75,
        about: { kind: "step", step: stepId("z") },
        source: { kind: "log", field: "confidence" },
      },
      index: 0,
    },
    ...more,
  ];
  return edits.reduce<Trace>((trace, edit) => must(applyEdit(trace, edit)), emptyTrace(traceId("sample"), "Sample"));
}

/** A tool called on the crop, and what it found there: a box, one that lies askew, a line, and a box it is not sure of. */
export const TOOL_CALL: readonly Edit[] = (
  [
    ["f", "o", action({ kind: "tool", image: CROP, tool: "find-objects", region: null, words: "" })],
    [
      "fo",
      "f",
      {
        kind: "observation",
        image: null,
        text: "cat, dog",
        found: [
          { outline: corners(2, 4, 12, 16), words: "cat", confidence: 0.9 },
          {
            outline: [imagePoint(10, 5), imagePoint(15, 10), imagePoint(10, 15), imagePoint(5, 10)],
            words: "a  dog\n",
            confidence: 0.5,
          },
          { outline: [imagePoint(0, 0), imagePoint(20, 20)], words: "", confidence: null },
        ],
      },
    ],
  ] as const
).map(([id, parent, body]) => ({ kind: "add-step", step: step(id, parent, body), index: Number.MAX_SAFE_INTEGER }));

function corners(left: number, top: number, right: number, bottom: number) {
  return [imagePoint(left, top), imagePoint(right, top), imagePoint(right, bottom), imagePoint(left, bottom)];
}

/** Pictures of the sizes that the trace says, without pixels. */
export const sizesOnly: PictureSource = {
  async find(image, trace) {
    const record = trace.images.get(image);
    if (!record) return null;
    return { width: record.width, height: record.height, png: async () => new Uint8Array() };
  },
};

/** All lines of these traces, or those of the first that end in `leaves`. */
export const sampleInput = (
  traces: readonly Trace[] = [sampleTrace()],
  leaves: readonly string[] | null = null,
  pictures: PictureSource = sizesOnly,
): Promise<ExportInput> =>
  exportInput(
    {
      traces: traces.map((trace) => ({ trace, leaves: leaves?.map(stepId) ?? null })),
      dialect: null,
      rater: null,
    },
    pictures,
  );
