import type { LogSource } from "../opening";
import type { ArchiveMember } from "./archive";

/** A file whose records are listed one after the other. */
export interface LogFile {
  readonly name: string;
  /** The size of what is read, unpacked. */
  readonly bytes: number;
  /** Given by itself: then a person means it, whatever is in it. */
  readonly alone: boolean;
  open(): LogSource;
}

/** An archive that is one log, with the pictures that it holds beside its words. */
export interface WholeLog {
  readonly log: Omit<LogFile, "alone">;
  readonly pictures: readonly ArchiveMember[];
}
