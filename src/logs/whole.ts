import type { LogSource } from "../opening";
import type { ArchiveMember } from "./archive";

/** A file whose records are listed one after the other. */
export interface LogFile {
  readonly name: string;
  /** The size of what is read, unpacked. */
  readonly bytes: number;
  /** Given by itself: then a person means it, whatever is in it. */
  readonly alone: boolean;
  /** Its first bytes, or those of what is packed in it, by which it is known when it is opened again. */
  beginning(): Promise<string>;
  open(): LogSource;
}

/** An archive that is one log, with the pictures that it holds beside its words. */
export interface WholeLog {
  readonly log: Omit<LogFile, "alone" | "beginning">;
  /** The member by which one such archive is told from another. */
  readonly tellsApart: ArchiveMember | undefined;
  readonly pictures: readonly ArchiveMember[];
}
