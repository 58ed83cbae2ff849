import type { Result } from "../../base";
import type { GivenFile } from "../../opening";
import type { SessionClockAndIds } from "../../session";
import type { TraceId } from "../../trace";
import type { Failure } from "./failure";
import type { Language } from "./language";

/** The clock, the ids and the chance of a workspace: given, so that a test can give its own. */
export interface Ambient extends SessionClockAndIds {
  nextTraceId(): TraceId;
  /** From 0 up to 1. */
  random(): number;
}

/** Which files a person is asked for: one, several, or a folder. */
export interface FileWish {
  /** As the `accept` attribute of a file field says it; any file where it is left out. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly folder?: boolean;
}

/** A file on its way into a zip. */
export interface ZippedFile {
  /** With `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The page around a workspace, as far as more than panels needs it. */
export interface Page {
  /** The languages that the browser asks pages for, the first the best. */
  readonly languages: readonly string[];
  /** Relative addresses are read from here. */
  readonly baseUrl: string;
  /** Which of the two a person sees now, whatever was chosen. */
  colourScheme(): "light" | "dark";
  /** Null where the person gave none. */
  askForFiles(wish: FileWish): Promise<readonly File[] | null>;
  /** The files behind handles that were kept, folders walked through; null where the person does not allow it. */
  filesOfHandles(handles: readonly FileSystemHandle[]): Promise<readonly GivenFile[] | null>;
  /** Hands a file to the person: into their downloads, as a rule. */
  saveFile(file: Blob, name: string): void;
  /**
   * Packs files into a zip, one by one as they come, and hands it to the person: as a rule nothing of it is held in
   * memory. Nothing is handed over where `files` or the disk fails, or `signal` stops it: then it rejects, or says why not.
   */
  saveZip(
    files: AsyncIterable<ZippedFile>,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<{ readonly bytes: number }, Failure>>;
  /** Fills the screen with the page, or leaves that. Rejects where the browser does not let it. */
  toggleFullScreen(): Promise<void>;
  /** Leaves it where it is on. */
  leaveFullScreen(): void;
  /** The script that plays a trace in a page of its own. Rejects where it cannot be had. */
  playerScript(): Promise<string>;
  /** Fetches what a language needs to be shown in. Rejects where that cannot be had. */
  loadLanguage(language: Language): Promise<void>;
}
