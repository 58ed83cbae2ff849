import type { StoreApi } from "zustand/vanilla";
import type { ImageId } from "../../action";
import type { GymName } from "../../catalog";
import type { DialectName, LogRecord } from "../../dialect";
import type { PictureNames, RecordReport } from "../../opening";
import type { Trace, TraceId } from "../../trace";
import type { Failure, OpenLog } from "../ports";

/** What is known of the open document beside the trace itself. */
export interface DocumentState {
  /** Null while it is not in storage: nothing was changed yet, or keeping it failed. */
  readonly keptAs: TraceId | null;
  /** The code of why putting it there failed; null where it did not, or was not tried yet. */
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

/** The pictures that were given with a log, or for it since. */
export interface Pictures {
  readonly names: PictureNames;
  /** By path. */
  readonly files: ReadonlyMap<string, () => Promise<Blob | null>>;
  /** Of names that fit several pictures, or none: the path that a person chose, by the name in the log. */
  readonly chosen: ReadonlyMap<string, string>;
}

/** A name in a log that fits several pictures. */
export interface AmbiguousPicture {
  readonly name: string;
  readonly paths: readonly string[];
}

/**
 * Opens and keeps documents. Every way in goes through here; a way that fails leaves the open one as it is. What is
 * open and cannot be kept is no failure to open: it is told apart, and tried again.
 */
export interface Documents {
  readonly store: StoreApi<DocumentState>;
  /** What was open last; a first visit opens on the first sample, or on a problem where that cannot be had. */
  openFirst(): Promise<Failure | null>;
  openSample(id: string): Promise<Failure | null>;
  openGym(name: GymName): Promise<Failure | null>;
  /** A run of the model on a gym problem that was made beside the open trace; kept from now on. */
  openRun(trace: Trace, name: GymName): Promise<Failure | null>;
  openPicture(file: Blob, name: string, question: string): Promise<Failure | null>;
  openKept(id: TraceId): Promise<Failure | null>;
  openFile(file: Blob): Promise<Failure | null>;
  /** A trace that was made of another system's log. */
  openImported(trace: Trace, imported: Imported): Promise<void>;
  takeOver(): Promise<void>;
  dismiss(what: "losses" | "missing" | "imageNotes" | "imported"): void;
}
