import type { ImageId } from "../../action";
import type { Result } from "../../base";
import type { ImageRecord } from "../../trace";
import type { Failure } from "./failure";

/** What programs may be written in to be run here. SVG and HTML are drawn. */
export const PROGRAM_LANGUAGES = ["python", "javascript", "svg", "html"] as const;
export type ProgramLanguage = (typeof PROGRAM_LANGUAGES)[number];

/** Where programs are run: apart from the page, without network, storage or any sight of the trace. */
export interface Programs {
  /** An interpreter with no variables yet. Fetches what it needs when it is first asked for. */
  open(language: ProgramLanguage, signal: AbortSignal): Promise<Result<ProgramKernel, Failure>>;
}

/** A picture as a program finds it. */
export interface PictureForProgram {
  readonly image: ImageId;
  readonly path: string;
  readonly variables: readonly string[];
  /** Whether it is opened where a path names no other. */
  readonly isDefault: boolean;
}

/** What came of a program that ended by itself. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** What the interpreter says where the program failed; null where it did not. */
  readonly failure: string | null;
  /** Which limit of its output it met; null where none. */
  readonly limit: string | null;
  /** Its pictures, kept, in the order in which they were shown. */
  readonly pictures: readonly ImageRecord[];
  /** Codes of what was done otherwise than by the real libraries. */
  readonly notes: readonly string[];
}

/** An interpreter with what the programs before left in it. One that was stopped is gone, with its variables. */
export interface ProgramKernel {
  readonly alive: boolean;
  /** False where the picture's pixels cannot be had. */
  give(picture: PictureForProgram): Promise<boolean>;
  /** Forgets variables, files and pictures, as if it were new. */
  reset(): void;
  run(source: string, showsLast: boolean, signal: AbortSignal): Promise<Result<ProgramOutput, Failure>>;
  close(): void;
}
