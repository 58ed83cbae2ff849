import type { Spin } from "../../gym";
import type { Failure } from "../ports";

export const EXPORT_SCOPES = ["line", "trace", "log", "judged", "kept", "made"] as const;
/**
 * What is exported: the line in sight, all lines of the open trace, the judged runs of the log that is listed, every kept
 * trace that was judged, every kept trace, all problems that the flywheel made last.
 */
export type ExportScope = (typeof EXPORT_SCOPES)[number];

/** The export that is being written, or the last one. It goes on while its dialog is closed. */
export type Exporting =
  | { readonly kind: "none" }
  | { readonly kind: "writing"; readonly done: number; readonly total: number; readonly stop: () => void }
  | { readonly kind: "saved"; readonly name: string; readonly bytes: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What a person chose to export. */
export interface ExportState {
  /** A target by its name; the first of them where null. */
  readonly target: string | null;
  readonly scope: ExportScope;
  /** What the flywheel made last and a person wants exported: enough to make it again. Null before that. */
  readonly made: Spin | null;
  /** Whether annotation tools are given what tools found. */
  readonly toolMarks: boolean;
  readonly exporting: Exporting;
}

export const NO_EXPORT: ExportState = {
  target: null,
  scope: "trace",
  made: null,
  toolMarks: true,
  exporting: { kind: "none" },
};
