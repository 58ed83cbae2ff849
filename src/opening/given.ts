import type { DialectName } from "../dialect";
import type { LogMapping } from "./mapping/mapping";
import type { RawSpan } from "./raw/locate";

/** A file with the path that it had in what was dropped or picked: its bare name where it came alone. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
  /** Where the browser gives one: what the file, or the folder that it is in, can be opened by another day. */
  readonly handle?: FileSystemHandle;
}

/** Files to be opened, and how values of no known form in them are read, where a person has said so. */
export interface LogsGiven {
  readonly files: readonly GivenFile[];
  readonly mapping: LogMapping | null;
  /** Whether the mapping also reads what has a known form, which may have been taken for something that it is not. */
  readonly over: boolean;
}

/** How far a set of logs has been read. Sizes in bytes. */
export interface LogProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly records: number;
  readonly unread: number;
}

/** What raw text is looked at: of a record by its index in the list, or of a piece not understood by its index among those. */
export interface RawOf {
  readonly of: "record" | "unread";
  readonly index: number;
}

/** How far a search, or scoring what it found, has come: records looked at, of how many, and what it found by then. */
export interface SearchProgress {
  readonly doing: "searching" | "scoring";
  readonly done: number;
  readonly of: number;
  readonly found: number;
}

/** What is known of a raw record before any of its rows is asked for. */
export interface RawFacts {
  readonly rows: number;
  readonly characters: number;
  /** The places of each finding that was asked about. */
  readonly places: readonly (readonly RawSpan[])[];
}

/** What a set of logs came to. */
export interface LogFacts {
  readonly records: number;
  /** How many pieces of the files were not understood. */
  readonly unread: number;
  /** How many problems were run several times. */
  readonly rollouts: number;
  /** The most frequent first. */
  readonly systems: readonly { readonly system: DialectName; readonly count: number }[];
  /** Paths of the pictures that came with the logs. */
  readonly pictures: readonly string[];
}
