import type { ImageId } from "../../action";
import type { DialectName, LogRecord } from "../../dialect";
import type { RecordReport } from "../../opening";
import type { TraceId } from "../../trace";
import type { AmbiguousPicture, Pictures } from "../logs/pictures";
import type { Failure, OpenLog } from "../ports/ports";

/** What is known of the open document beside the trace itself. */
export interface DocumentState {
  /** Null while it is not on the shelf: nothing was changed yet, or keeping it failed. */
  readonly keptAs: TraceId | null;
  /** The code of why putting it on the shelf failed; null where it did not, or was not tried yet. */
  readonly unkept: Failure["code"] | null;
  readonly losses: readonly string[];
  readonly missing: readonly ImageId[];
  /** Another tab wrote something that is not shown here yet. */
  readonly stale: boolean;
  /** Codes of what was done to a picture that a person gave. */
  readonly imageNotes: readonly string[];
  readonly opening: boolean;
  /** Where the document came from, if that was another system's log. */
  readonly imported: Imported | null;
}

/** A record of a log, what became of it, and the pictures that a person has given for it. */
export interface Imported {
  readonly record: LogRecord;
  readonly report: RecordReport;
  /** The system that a person says it is of; null where its words were asked. */
  readonly system: DialectName | null;
  readonly pictures: Pictures;
  /** Names that fit several of the pictures. */
  readonly ambiguous: readonly AmbiguousPicture[];
  readonly log: OpenLog;
}

export const NO_DOCUMENT: DocumentState = {
  keptAs: null,
  unkept: null,
  losses: [],
  missing: [],
  stale: false,
  imageNotes: [],
  opening: true,
  imported: null,
};

/** How to open what was open last: a kept trace by its name, anything else by how it is made. */
export type LastOpen =
  | { readonly kind: "trace"; readonly id: TraceId }
  | { readonly kind: "gym"; readonly family: string; readonly seed: number; readonly level: number }
  | { readonly kind: "sample"; readonly id: string };

export function parseLastOpen(value: unknown): LastOpen | null {
  if (typeof value !== "object" || value === null || !("kind" in value)) return null;
  const { kind, id, family, seed, level = 2 } = value as Record<string, unknown>;
  if (kind === "trace" && typeof id === "string") return { kind, id: id as TraceId };
  if (kind === "sample" && typeof id === "string") return { kind, id };
  if (kind === "gym" && typeof family === "string" && typeof seed === "number" && typeof level === "number")
    return { kind, family, seed, level };
  return null;
}
