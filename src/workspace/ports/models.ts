import type { ImageId } from "../../action";
import type { Result } from "../../base";
import type { ModelCard } from "../../catalog";
import type { Dialect, Turn } from "../../dialect";
import type { Pixels } from "../../pixels";
import type { RunModel } from "../../runner";
import type { Failure } from "./failure";
import type { ServerFacts } from "./servers";

export type Backend = "auto" | "webgpu" | "wasm";

/** How a network's weights are kept; the Hub's files are named by it. */
export const DTYPES = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] as const;
export type Dtype = (typeof DTYPES)[number];

/** How a person wants models loaded. `auto` leaves it to what is found on the machine. */
export interface LoadChoice {
  readonly backend: Backend;
  readonly dtype: "auto" | Dtype;
  /** The address of a server with the Hub's paths, for whom the Hub is far or closed; empty is the Hub itself. */
  readonly mirror: string;
}

/** A model that was fetched once, and is kept in this browser. */
export interface KeptModel {
  readonly id: string;
  readonly name: string;
  /** The server it came from. */
  readonly host: string;
  readonly bytes: number;
  /** How much of that belongs to downloads that broke off. */
  readonly unfinishedBytes: number;
}

/** The weights that a network was loaded with, and why. */
export interface NetworkWeights {
  readonly network: "embedding" | "vision" | "encoder" | "decoder";
  readonly dtype: Dtype;
  readonly others: readonly Dtype[];
  /** `fastest`: what the backend computes fastest of those there are. `fits`: a faster one takes too much memory. */
  readonly reason: "asked" | "only" | "fastest" | "fits";
}

/** What loading a model would fetch and choose on this machine. */
export interface LoadPlan {
  readonly target: "webgpu" | "wasm";
  readonly networks: readonly (NetworkWeights & { readonly bytes: number })[];
  /** Of all files that would be fetched. */
  readonly bytes: number;
  /** At most, while it is loaded. */
  readonly memoryBytes: number;
  readonly byDtype: readonly { readonly dtype: Dtype; readonly bytes: number }[];
  /** What the machine has, as far as the browser tells; 0 where it does not. */
  readonly machineBytes: number;
}

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
    readonly weights: readonly NetworkWeights[];
    /** Why a better backend was not used, as a code; empty where the best one was. */
    readonly fallbackReason: string;
  };
  /** What it was loaded from, each file with what tells it apart; null where nobody tells. */
  readonly files: readonly { readonly path: string; readonly hash: string }[] | null;
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
  /** Asks where the model's files are how large they are, and fetches none; null where nobody says. */
  plan(card: ModelCard, options: LoadChoice & { signal: AbortSignal }): Promise<Result<LoadPlan | null, Failure>>;
  load(
    card: ModelCard,
    options: LoadChoice & { onProgress(progress: LoadProgress): void; signal: AbortSignal },
  ): Promise<Result<ReadyModel, Failure>>;
  /**
   * A model to be asked beside the one that is loaded, as a judge is. One of a server leaves the page as it is; one in
   * the page takes the place of any other there, and so goes only beside one of a server.
   */
  loadBeside(
    card: ModelCard,
    options: LoadChoice & { onProgress(progress: LoadProgress): void; signal: AbortSignal },
  ): Promise<Result<ReadyModel, Failure>>;
  unload(): Promise<void>;
  /** What was fetched and is kept, the largest first. */
  kept(): Promise<readonly KeptModel[]>;
  /** Removes a kept model's files; where it is loaded it stays so until it is unloaded. */
  discard(id: string): Promise<void>;
  /** Told when a loaded model is gone, as after a lost GPU. Returns the way to stop listening. */
  onLost(listener: (failure: Failure) => void): () => void;
  /** A card for model files on the person's disk. */
  cardForFolder(
    name: string,
    files: readonly { readonly path: string; readonly file: Blob }[],
  ): Result<ModelCard, Failure>;
}
