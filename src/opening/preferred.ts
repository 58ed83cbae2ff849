import { type Judgement, judgementIdFrom, NOTHING_SAID, type StepId, type TraceId } from "../trace";

/** Which of two runs of one problem a log thought the better, and the field in which this one stands. */
export type Preferred = readonly [side: "chosen" | "rejected", field: string];

/** The judgement of a log of the branch that begins with `step`. Better than another is not yet right: it is a tag. */
export function judgementOfLog(trace: TraceId, step: StepId, [side, field]: Preferred, atMillis: number): Judgement {
  return {
    id: judgementIdFrom(`${trace}/${step}/${side}`),
    rater: { id: "log", name: field },
    target: { kind: "step", step },
    value: { ...NOTHING_SAID, tags: [{ taxonomy: "preference", version: "1", tag: side }] },
    basis: { kind: "hand" },
    atMillis,
  };
}
