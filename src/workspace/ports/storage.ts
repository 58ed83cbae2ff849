import type { StoreApi } from "zustand/vanilla";
import type { ImageId } from "../../action";
import type { Result } from "../../base";
import type { Journal, Place } from "../../session";
import type { EditLog, Trace, TraceId } from "../../trace";
import type { Failure } from "./failure";

export interface TraceSummary {
  readonly id: TraceId;
  readonly title: string;
  readonly updatedMillis: number;
  readonly stepCount: number;
  readonly thumbnail: Blob | null;
  readonly removed: boolean;
}

/** A trace taken out of storage, with the lock to write it, if no other tab holds that. */
export interface OpenTrace {
  readonly log: EditLog;
  readonly place: Place | null;
  readonly journal: Journal;
  /** Codes of what could not be read back; empty as a rule. */
  readonly losses: readonly string[];
  readonly writable: boolean;
  /** Told when the write lock changes hands, or another tab wrote something (then the trace is worth opening again). */
  onChange(listener: (change: "lost-write-lock" | "others-wrote") => void): () => void;
  takeOver(): Promise<void>;
  close(): void;
}

export type SaveStatus =
  | { readonly kind: "saved"; readonly atMillis: number }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly code: string };

export interface TraceStorage {
  recent(): Promise<readonly TraceSummary[]>;
  /** A kept trace as it was last written, without a lock and not to be changed. */
  read(id: TraceId): Promise<Result<Trace, Failure>>;
  open(id: TraceId): Promise<Result<OpenTrace, Failure>>;
  /** Begins to keep a trace that is not in storage yet. */
  keep(trace: Trace): Promise<Result<OpenTrace, Failure>>;
  setThumbnail(id: TraceId, thumbnail: Blob): Promise<void>;
  remove(id: TraceId): Promise<void>;
  restore(id: TraceId): Promise<void>;
  /** One file that holds the trace and its images, but for those that can be made again. */
  pack(trace: Trace): Promise<Result<Blob, Failure>>;
  /** The trace in a file, its images kept; `missing` are images it names and does not hold. */
  unpack(file: Blob): Promise<Result<{ readonly trace: Trace; readonly missing: readonly ImageId[] }, Failure>>;
  readonly saveStatus: StoreApi<SaveStatus>;
  flush(): Promise<void>;
  setting(key: string): Promise<unknown>;
  setSetting(key: string, value: unknown): Promise<void>;
}
