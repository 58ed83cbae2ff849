import type { ToolName } from "../action";
import type { Result } from "../base";
import type { Pixels } from "../pixels";
import type { ToolArguments, ToolFailureCode } from "./call";
import type { Found } from "./found";

// What crosses the worker's boundary: a call with its number, and its answer.

export interface ToolAsk {
  readonly id: number;
  readonly name: ToolName;
  readonly args: ToolArguments;
  readonly image: Pixels;
}

export interface ToolAnswer {
  readonly id: number;
  readonly answer: Result<Found, ToolFailureCode>;
}
