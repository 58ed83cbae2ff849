// What a workspace needs of the edges that it never sees. The composition root fits the engine, the raster, the storage,
// the log reader and the page to these shapes and hands them in as one value.
//
//   edge      a part of the program that touches the world: a worker, a disk, a server, the page
//   port      the shape in which a workspace needs an edge
//   failure   something that went wrong and that a person can be told, by a code
//
// Say "edge", not "service"; say "failure", not "error": an error is thrown and is a bug.
import type { Films } from "./films";
import type { Images } from "./images";
import type { Logs } from "./logs";
import type { Models } from "./models";
import type { Ambient, Page } from "./page";
import type { Programs } from "./programs";
import type { Servers } from "./servers";
import type { TraceStorage } from "./storage";
import type { Tools } from "./tools";

export type { Failure } from "./failure";
export { FILM_CONTAINERS, type FilmContainer, type FilmForm, type FilmFrames, type Films } from "./films";
export type { Images } from "./images";
export { LANGUAGES, type Language, languageFor } from "./language";
export type { ListOfRuns, Logs, OpenLog } from "./logs";
export {
  type Backend,
  DTYPES,
  type Dtype,
  type EncoderView,
  type KeptModel,
  type LoadChoice,
  type LoadPlan,
  type LoadProgress,
  type ModelMemory,
  type Models,
  type NetworkWeights,
  type ReadyModel,
  type RenderedPrompt,
} from "./models";
export type { Ambient, FileWish, Page, ZippedFile } from "./page";
export {
  type PictureForProgram,
  PROGRAM_LANGUAGES,
  type ProgramKernel,
  type ProgramLanguage,
  type ProgramOutput,
  type Programs,
} from "./programs";
export type {
  Continuation,
  ServerAddress,
  ServerFacts,
  ServerPreset,
  ServerReport,
  ServerRequest,
  Servers,
} from "./servers";
export type { KeptRun, OpenTrace, SaveStatus, TraceStorage, TraceSummary } from "./storage";
export type { Tools } from "./tools";

/** Everything that a workspace is handed. */
export interface Edges {
  readonly models: Models;
  readonly servers: Servers;
  readonly images: Images;
  readonly tools: Tools;
  readonly films: Films;
  readonly storage: TraceStorage;
  readonly logs: Logs;
  readonly page: Page;
  readonly programs: Programs;
  readonly ambient: Ambient;
}
