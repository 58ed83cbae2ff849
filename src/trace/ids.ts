import type { Brand } from "../base";

export type TraceId = Brand<string, "TraceId">;
export type StepId = Brand<string, "StepId">;
export type JudgementId = Brand<string, "JudgementId">;

// A brand says which kind of thing a name is the name of, and nothing about its letters: any text may become one. Here
// alone, so that a name of one kind does not become that of another on the way.
export const stepIdFrom = (text: string): StepId => text as StepId;
export const traceIdFrom = (text: string): TraceId => text as TraceId;
export const judgementIdFrom = (text: string): JudgementId => text as JudgementId;
