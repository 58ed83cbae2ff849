import type { StoreApi } from "zustand/vanilla";
import type { ImageId } from "../../action";
import type { GymName } from "../../catalog";
import type { DialectName, LogRecord } from "../../dialect";
import type { MadeProblem } from "../../gym";
import type { OpenedBranch, PictureNames, RecordReport } from "../../opening";
import type { StepId, Stray, Trace, TraceId } from "../../trace";
import type { Failure, OpenLog } from "../ports";

/** By what a document is opened again: a kept trace by its id, anything else by how it is made. */
export type DocumentName =
  | { readonly kind: "trace"; readonly id: TraceId }
  | { readonly kind: "gym"; readonly family: string; readonly seed: number; readonly level: number }
  | { readonly kind: "sample"; readonly id: string };

/** What is known of the open document beside the trace itself. */
export interface DocumentState {
  /** Null while nothing would open it again: it is in no storage, and was not made by rule. */
  readonly name: DocumentName | null;
  /** Null while it is not in storage: nothing was changed yet, or keeping it failed. */
  readonly keptAs: TraceId | null;
  /** The code of why putting it there failed; null where it did not, or was not tried yet. */
  readonly unkept: Failure["code"] | null;
  readonly losses: readonly string[];
  readonly missing: readonly ImageId[];
  /** What its file, or its journal, said of something that is not there, and so is not in the trace. */
  readonly strays: readonly Stray[];
  /** Another tab wrote something that is not shown here yet. */
  readonly stale: boolean;
  /** Codes of what was done to a picture that a person gave. */
  readonly imageNotes: readonly string[];
  readonly opening: boolean;
  /** Where the document came from, if that was another system's log. */
  readonly imported: Imported | null;
  /** The run that it was made of, by which it is found again; null where it was made of none. */
  readonly run: string | null;
}

/** What the open trace was made of: a record of a log, or several runs of one problem, and the pictures for them. */
export interface Imported {
  readonly records: readonly [LogRecord, ...LogRecord[]];
  /** Which records of the log they are. */
  readonly indices: readonly number[];
  readonly pictures: Pictures;
  readonly log: OpenLog;
  /** How they were read, the first time and again as other systems'; each is a root of the trace. */
  readonly readings: readonly [Reading, ...Reading[]];
}

/** Records as the words of one system, and what became of them. */
export interface Reading {
  /** The problem that this reading begins with. */
  readonly root: StepId;
  /** The system that a person says they are of; null where their words were asked. */
  readonly system: DialectName | null;
  readonly report: RecordReport;
  /** Names that fit several of the pictures. */
  readonly ambiguous: readonly AmbiguousPicture[];
  /** One for each record, in their order. */
  readonly branches: readonly OpenedBranch[];
}

export const NO_DOCUMENT: DocumentState = {
  name: null,
  keptAs: null,
  unkept: null,
  losses: [],
  missing: [],
  strays: [],
  stale: false,
  imageNotes: [],
  opening: true,
  imported: null,
  run: null,
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
  openNamed(name: DocumentName): Promise<Failure | null>;
  /** One that is only the first thing on a page, which nobody asked for, stays away where something is open when it comes. */
  openSample(id: string, isFirst?: boolean): Promise<Failure | null>;
  openGym(name: GymName): Promise<Failure | null>;
  /** A run of the model on a gym problem that was made beside the open trace; kept from now on. */
  openRun(trace: Trace, name: GymName, run: string): Promise<Failure | null>;
  /** Keeps such a run without opening it, unless it is kept already. */
  keepRun(trace: Trace, name: GymName, run: string): Promise<Failure | null>;
  /** A problem that was made and checked beside the gym's families; kept once it is worked on. */
  openMade(problem: Pick<MadeProblem, "name" | "question" | "truth" | "picture">): Promise<Failure | null>;
  openPicture(file: Blob, name: string, question: string): Promise<Failure | null>;
  openKept(id: TraceId): Promise<Failure | null>;
  /** `run` is what it is found by when it is opened again; each opening is a copy of its own where it is left out. */
  openFile(file: Blob, run?: string | null): Promise<Failure | null>;
  /** A trace that was made of another system's log; `run` is what it is found by when it is opened again. */
  openImported(trace: Trace, imported: Imported, run: string | null): Promise<void>;
  /** Says where the open document came from: it was kept, and its log is open again. */
  connect(imported: Imported): void;
  takeOver(): Promise<void>;
  dismiss(what: "losses" | "missing" | "strays" | "imageNotes" | "imported"): void;
}
