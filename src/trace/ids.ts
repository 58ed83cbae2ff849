import type { Brand } from "../base";

export type TraceId = Brand<string, "TraceId">;
export type StepId = Brand<string, "StepId">;
export type JudgementId = Brand<string, "JudgementId">;
