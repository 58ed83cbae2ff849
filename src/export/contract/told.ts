import type { StepId, TraceId } from "../../trace";
import type { ReasonCode } from "./reasons";

/** Where in the input something stands. */
export interface ExportPlace {
  readonly trace: TraceId;
  /** The leaf of the line. */
  readonly line: StepId;
  readonly step?: StepId;
}

/** Something that did not go into the export whole. */
export interface Told {
  readonly code: ReasonCode;
  readonly at: ExportPlace;
  /** Figures or words of this one case; empty where the code says all. */
  readonly detail: string;
}
