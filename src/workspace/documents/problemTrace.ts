import { must } from "../../base";
import type { GymProblem } from "../../gym";
import { applyEdit, emptyTrace, type ImageRecord, plainStep, type Trace } from "../../trace";
import type { Edges } from "../ports";

/** A trace that holds one problem and nothing said about it yet. */
export function problemTrace(
  ambient: Edges["ambient"],
  images: readonly ImageRecord[],
  { question, truth }: Pick<GymProblem, "question"> & Partial<Pick<GymProblem, "truth">>,
): Trace {
  const reference = truth === undefined ? {} : { reference: { answer: truth, source: { kind: "gym" as const } } };
  const step = plainStep({
    id: ambient.nextStepId(),
    parent: null,
    author: "human",
    atMillis: ambient.nowMillis(),
    body: { kind: "problem", question, images: images.map(({ id }) => id), ...reference },
  });
  const edit = {
    kind: "batch" as const,
    edits: [
      ...images.map((image) => ({ kind: "add-image" as const, image })),
      { kind: "add-step" as const, step, index: 0 },
    ],
  };
  return must(applyEdit(emptyTrace(ambient.nextTraceId(), question), edit));
}
