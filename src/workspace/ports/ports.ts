import type { StoreApi } from "zustand/vanilla";
import type { Action, ImageId } from "../../action";
import type { Result } from "../../base";
import type { ModelCard } from "../../catalog";
import type { Dialect, DialectName, LogRecord, Turn } from "../../dialect";
import type { RecordEntry, RecordFilter, Unread } from "../../opening";
import type { Pixels } from "../../pixels";
import type { RunModel, SeenImage } from "../../runner";
import type { Journal, Place, Session } from "../../session";
import type { EditLog, ImageRecord, Trace, TraceId } from "../../trace";

// What the app needs of the edges it never sees. The composition root fits the engine, the raster and the storage
// to these shapes and hands them in as one value.

/** Something went wrong in a way that a person can be told: a kebab-case code with words, and a detail. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

export type Backend = "auto" | "webgpu" | "wasm";

export interface LoadProgress {
  readonly phase: "fetching" | "preparing" | "testing";
  /** The file on its way; empty where none is. */
  readonly file: string;
  readonly loadedBytes: number;
  /** 0 where it is not known. */
  readonly totalBytes: number;
}

/** A model that is ready to run. */
export interface ReadyModel {
  readonly card: ModelCard;
  readonly run: RunModel;
  readonly dialect: Dialect;
  readonly facts: {
    /** `server`: outside the page, where nothing else here is known. */
    readonly backend: "webgpu" | "wasm" | "server";
    readonly threads: number;
    readonly contextLength: number;
    readonly bytes: number;
    /** Why a better backend was not used; empty where the best one was. */
    readonly fallbackReason: string;
  };
  /** Of a model that a server runs. */
  readonly server?: ServerFacts;
  /** Exactly what the vision encoder is given for an image. */
  see(image: ImageId): Promise<Result<EncoderView, Failure>>;
  /** The prompt as sent, whole, and cut into tokens. */
  render(turns: readonly Turn[], open: boolean): Promise<Result<RenderedPrompt, Failure>>;
  memory(): Promise<ModelMemory>;
  forget(): Promise<void>;
}

export interface EncoderView {
  /** Row by row, the whole image last where it is cut into tiles. */
  readonly tiles: readonly Pixels[];
  readonly rows: number;
  readonly columns: number;
  /** Side of a patch in pixels of a tile. */
  readonly patchSize: number;
  readonly tokensPerTile: number;
}

export interface RenderedPrompt {
  readonly text: string;
  readonly pieces: readonly { readonly id: number; readonly text: string }[];
}

export interface ModelMemory {
  readonly kvBytes: number;
  readonly kvBudgetBytes: number;
  readonly visionBytes: number;
  readonly visionBudgetBytes: number;
}

export interface Models {
  load(
    card: ModelCard,
    options: { backend: Backend; onProgress(progress: LoadProgress): void; signal: AbortSignal },
  ): Promise<Result<ReadyModel, Failure>>;
  unload(): Promise<void>;
  /** Told when a loaded model is gone, as after a lost GPU. Returns the way to stop listening. */
  onLost(listener: (failure: Failure) => void): () => void;
  /** A card for model files on the person's disk. */
  cardForFolder(
    name: string,
    files: readonly { readonly path: string; readonly file: Blob }[],
  ): Result<ModelCard, Failure>;
}

/** How a server goes on from words that the model has begun: in their place, from a last message, or when asked to. */
export type Continuation = "in-place" | "prefill" | "asked";

export interface ServerFacts {
  readonly flavour: string;
  readonly baseUrl: string;
  readonly continues: Continuation;
  /** Settings that the server turned down by name; they are left out since. */
  refusedFields(): readonly string[];
}

/** A kind of server, and where it listens as a rule. */
export interface ServerPreset {
  readonly flavour: string;
  /** Empty for any other that speaks the protocol. */
  readonly name: string;
  readonly baseUrl: string;
  readonly continues: Continuation;
  readonly tellsProbabilities: boolean;
}

export interface ServerAddress {
  readonly flavour: string;
  /** As a person typed it. */
  readonly baseUrl: string;
  /** Empty takes the key that is known for this address. */
  readonly key: string;
}

export interface ServerReport {
  readonly firstTokenMillis: number;
  readonly tellsProbabilities: boolean;
  readonly refusedFields: readonly string[];
  /** Why pictures are turned down; null where they are taken. */
  readonly imageFailure: Failure | null;
}

/** Models outside the page. A key stays in memory unless a person asks for it to be kept on this machine. */
export interface Servers {
  presets(): Promise<readonly ServerPreset[]>;
  list(address: ServerAddress, signal: AbortSignal): Promise<Result<readonly string[], Failure>>;
  /** Asks the model for one word about a small picture. */
  test(address: ServerAddress, model: string, signal: AbortSignal): Promise<Result<ServerReport, Failure>>;
  /** The card of a server's model. The key is known from now on. */
  choose(address: ServerAddress, model: string, remember: boolean): Promise<Result<ModelCard, Failure>>;
  keyOf(baseUrl: string): Promise<"none" | "for-now" | "on-this-machine">;
  forgetKey(baseUrl: string): Promise<void>;
}

export interface Images {
  /** Reads and keeps a file that a person gave. `notes` are codes such as `animated` or `rotated`. */
  add(
    file: Blob,
    name: string,
  ): Promise<Result<{ readonly record: ImageRecord; readonly notes: readonly string[] }, Failure>>;
  /** Keeps pixels that were drawn, such as a gym picture. */
  addPixels(pixels: Pixels, name: string): Promise<ImageRecord>;
  bitmap(id: ImageId): Promise<ImageBitmap | null>;
  /** Performs an action, keeps the image that comes of it, and says what it is called. */
  look(action: Action): Promise<Result<SeenImage, string>>;
}

export interface TraceSummary {
  readonly id: TraceId;
  readonly title: string;
  readonly updatedMillis: number;
  readonly stepCount: number;
  readonly thumbnail: Blob | null;
  readonly removed: boolean;
}

/** A trace taken off the shelf, with the pen to write in it, if no other tab holds that. */
export interface OpenTrace {
  readonly log: EditLog;
  readonly place: Place | null;
  readonly journal: Journal;
  /** Codes of what could not be read back; empty as a rule. */
  readonly losses: readonly string[];
  readonly writable: boolean;
  /** Told when the pen changes hands, or another tab wrote something (then the trace is worth opening again). */
  onChange(listener: (change: "lost-pen" | "others-wrote") => void): () => void;
  takeOver(): Promise<void>;
  close(): void;
}

export type SaveStatus =
  | { readonly kind: "saved"; readonly atMillis: number }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly code: string };

export interface Shelf {
  recent(): Promise<readonly TraceSummary[]>;
  open(id: TraceId): Promise<Result<OpenTrace, Failure>>;
  /** Begins to keep a trace that is not on the shelf yet. */
  keep(trace: Trace): Promise<Result<OpenTrace, Failure>>;
  setThumbnail(id: TraceId, thumbnail: Blob): Promise<void>;
  remove(id: TraceId): Promise<void>;
  restore(id: TraceId): Promise<void>;
  /** One file that holds the trace and its source images. */
  pack(trace: Trace): Promise<Result<Blob, Failure>>;
  /** The trace in a file, its images kept; `missing` are images it names and does not hold. */
  unpack(file: Blob): Promise<Result<{ readonly trace: Trace; readonly missing: readonly ImageId[] }, Failure>>;
  readonly saveStatus: StoreApi<SaveStatus>;
  flush(): Promise<void>;
  setting(key: string): Promise<unknown>;
  setSetting(key: string, value: unknown): Promise<void>;
}

/** A file with the path that it had in what was dropped or picked: its bare name where it came alone. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

export interface LogProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly records: number;
  readonly unread: number;
}

export interface LogFacts {
  readonly records: number;
  /** How many pieces of the files were not understood. */
  readonly unread: number;
  /** The most frequent first. */
  readonly systems: readonly { readonly system: DialectName; readonly count: number }[];
  /** Paths of the pictures that came with the logs. */
  readonly pictures: readonly string[];
}

/** Other systems' logs that are open away from the page: what is asked for is read again from the files. */
export interface OpenLog {
  readonly facts: LogFacts;
  /** How many records fit; `rows` are then of these, in their order. */
  find(filter: RecordFilter): Promise<number>;
  rows(from: number, to: number): Promise<readonly RecordEntry[]>;
  record(index: number): Promise<LogRecord | null>;
  unread(from: number, to: number): Promise<readonly Unread[]>;
  picture(path: string): Promise<Blob | null>;
  close(): void;
}

export interface Logs {
  /** Lists the records of logs, zips and folders; pictures among the files are kept for the records that name them. */
  open(
    files: readonly GivenFile[],
    options: { onProgress(progress: LogProgress): void; signal: AbortSignal },
  ): Promise<Result<OpenLog, Failure>>;
}

/** Everything the app is handed. */
export interface Services {
  readonly session: Session;
  readonly models: Models;
  readonly servers: Servers;
  readonly images: Images;
  readonly shelf: Shelf;
  readonly logs: Logs;
  newTraceId(): TraceId;
}
