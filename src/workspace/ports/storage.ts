import type { StoreApi } from "zustand/vanilla";
import type { ImageId } from "../../action";
import type { Result } from "../../base";
import type { Journal, Place } from "../../session";
import type { EditLog, Stray, Trace, TraceFacts, TraceId } from "../../trace";
import type { Failure } from "./failure";

export interface TraceSummary {
  readonly id: TraceId;
  readonly title: string;
  readonly updatedMillis: number;
  readonly stepCount: number;
  readonly thumbnail: Blob | null;
  readonly removed: boolean;
  /** The run of a log, or of a batch, that it was made of. */
  readonly run?: string;
  /** What is known of it without opening it; left out for one that was kept by an older page. */
  readonly facts?: TraceFacts;
}

/** A run of which a trace is kept. */
export interface KeptRun {
  readonly run: string;
  readonly trace: TraceId;
  readonly facts: TraceFacts | null;
}

/** A trace taken out of storage, with the lock to write it, if no other tab holds that. */
export interface OpenTrace {
  readonly log: EditLog;
  /** The run that it was made of; left out where it was made of none. */
  readonly run?: string;
  readonly place: Place | null;
  readonly journal: Journal;
  /** Codes of what could not be read back; empty as a rule. */
  readonly losses: readonly string[];
  /** What was left out, as it is about something that is not there; left out where nothing was. */
  readonly strays?: readonly Stray[];
  readonly writable: boolean;
  /** Told when the write lock changes hands, or another tab wrote something (then the trace is worth opening again). */
  onChange(listener: (change: "lost-write-lock" | "others-wrote") => void): () => void;
  takeOver(): Promise<void>;
  close(): void;
}

/** The trace in a file, its images kept. */
export interface UnpackedFile {
  readonly trace: Trace;
  /** Images that it names and the file does not hold. */
  readonly missing: readonly ImageId[];
  /** What the file says of steps and images that it does not hold; left out where that is nothing. */
  readonly strays?: readonly Stray[];
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
  /** Begins to keep a trace that is not in storage yet; `run` is what it was made of, by which it is found again. */
  keep(trace: Trace, run?: string | null): Promise<Result<OpenTrace, Failure>>;
  /** Every run of which a trace is kept, once. */
  runs(): Promise<readonly KeptRun[]>;
  /** The trace that was made of a run; null where none is kept. */
  traceOfRun(run: string): Promise<TraceId | null>;
  setThumbnail(id: TraceId, thumbnail: Blob): Promise<void>;
  remove(id: TraceId): Promise<void>;
  restore(id: TraceId): Promise<void>;
  /** One file that holds the trace and its images, but for those that can be made again; without any where so asked. */
  pack(trace: Trace, options?: { readonly pictures: boolean }): Promise<Result<Blob, Failure>>;
  unpack(file: Blob): Promise<Result<UnpackedFile, Failure>>;
  readonly saveStatus: StoreApi<SaveStatus>;
  flush(): Promise<void>;
  setting(key: string): Promise<unknown>;
  setSetting(key: string, value: unknown): Promise<void>;
}
