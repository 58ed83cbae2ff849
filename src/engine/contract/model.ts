import type { Result } from "../../base";
import type { Pixels } from "../../pixels";
import type { EngineFailure, EngineFailureCode } from "./failure";
import type { ChosenWeights, Dtype, LoadProgress, ModelSource, NetworkRole } from "./source";

/** A picture for the prompt. Equal hashes must mean equal pixels: caches go by the hash alone. */
export interface EngineImage {
  readonly hash: string;
  readonly pixels: Pixels;
}

export type PromptPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly image: EngineImage };

export interface PromptMessage {
  readonly role: "system" | "user" | "assistant";
  readonly parts: readonly PromptPart[];
  /** Ids exactly as generated, spliced in verbatim instead of tokenising the text of `parts` again. */
  readonly tokenIds?: readonly number[];
}

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  /** The k likeliest tokens stay; 0 keeps all. */
  readonly topK: number;
  /** The fewest tokens whose probabilities sum to at least this stay; 1 keeps all. */
  readonly topP: number;
  /** Tokens with at least this share of the likeliest one's probability stay; 0 keeps all. */
  readonly minP: number;
  /** Divides positive and multiplies negative logits of tokens already seen (Keskar et al. 2019); 1 is none. */
  readonly repetitionPenalty: number;
  /** The same seed after the same tokens draws the same token. */
  readonly seed: number;
}

export interface ContinueRequest {
  readonly messages: readonly PromptMessage[];
  /** True where the last message is the assistant's unfinished words, to be continued in place. */
  readonly open: boolean;
  readonly sampling: Sampling;
  readonly maxTokens: number;
  /** How many likeliest tokens to report beside each chosen one. */
  readonly alternatives: number;
}

export interface AlternativeToken {
  readonly id: number;
  readonly text: string;
  readonly logProbability: number;
}

export interface TokenReport {
  readonly id: number;
  /** Text that this token made decodable; "" while a character is still incomplete. */
  readonly text: string;
  /** Natural logarithm, of the model's own distribution before temperature and filters. */
  readonly logProbability: number;
  readonly alternatives: readonly AlternativeToken[];
}

export interface PromptReport {
  readonly kind: "prompt";
  readonly promptTokens: number;
  /** Tokens of the prompt whose keys and values were already paid for. */
  readonly reusedTokens: number;
  readonly imagesEncoded: number;
  readonly imagesReused: number;
  readonly prefillMillis: number;
  readonly timeToFirstTokenMillis?: number;
}

export type EngineEvent =
  | PromptReport
  | { readonly kind: "token"; readonly token: TokenReport }
  | {
      readonly kind: "end";
      readonly reason: "stop-token" | "length" | "context-full";
      readonly generatedTokens: number;
      readonly decodeMillis: number;
    };

/** Several continuations of one prompt, as many as there are samplings. */
export interface RolloutsRequest extends Omit<ContinueRequest, "sampling"> {
  /** One a rollout, which writes what `continue` writes with it. */
  readonly samplings: readonly Sampling[];
}

/** Rollouts are numbered as their samplings were given. */
export type RolloutEvent =
  | (PromptReport & {
      /** How many are computed at once; 1 where the network or the memory allows no more. */
      readonly together: number;
    })
  | { readonly kind: "token"; readonly rollout: number; readonly token: TokenReport }
  | {
      readonly kind: "end";
      readonly rollout: number;
      readonly reason: "stop-token" | "length" | "context-full" | "stopped";
      readonly generatedTokens: number;
      readonly decodeMillis: number;
    };

/** The prompt as it is sent. `pieces[i]` is the text of `tokenIds[i]`. */
export interface RenderedPrompt {
  readonly text: string;
  readonly tokenIds: readonly number[];
  readonly pieces: readonly string[];
}

/** What the vision encoder gets of one image. */
export interface EncoderView {
  /** The tiles, turned back from the encoder's numbers into pixels; the global view is the last. */
  readonly tiles: readonly Pixels[];
  /** 0 × 0 where the image was not cut. */
  readonly rows: number;
  readonly columns: number;
  /** Side of one patch in pixels of a tile. */
  readonly patchSize: number;
  readonly tokensPerTile: number;
}

export interface CacheState {
  readonly kvBytes: number;
  readonly kvBudgetBytes: number;
  readonly visionBytes: number;
  readonly visionBudgetBytes: number;
  readonly leafCount: number;
  /** Tokens whose keys and values are held, live buffers included. */
  readonly tokens: number;
}

/** Why the graphics device is not used: there is none, or loading on it failed. */
export type FallbackReason = EngineFailureCode | "no-adapter" | "no-device";

/** What a loaded model is, for the screen. */
export interface LoadedModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly backend: "webgpu" | "wasm";
  /** Why WebGPU is not used although it was wanted. */
  readonly fallbackReason?: FallbackReason;
  readonly threads: number;
  readonly contextLength: number;
  readonly bytes: number;
  /** What it was loaded from: paths in its folder with what tells each file apart. */
  readonly files: readonly { readonly path: string; readonly hash: string }[];
  readonly weights: Readonly<Partial<Record<NetworkRole, ChosenWeights>>>;
  readonly staticKv: boolean;
  /** Whether several continuations of a prompt are computed in one pass. */
  readonly batches: boolean;
  /** Side of the square the vision encoder reads, in pixels. */
  readonly tileSize: number;
  readonly patchSize: number;
  readonly tokensPerTile: number;
  readonly stopTokenIds: readonly number[];
  /** Text of every added token by id, so that the screen can show it as a chip. */
  readonly specialTokens: Readonly<Record<number, string>>;
}

/** A loaded model. Its calls throw `EngineError`, or an `AbortError` where the signal was raised. */
export interface EngineModel {
  readonly card: LoadedModel;
  continue(request: ContinueRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
  /**
   * What the model thinks of words it did not choose: one report for each token of `continuation`, with the likeliest
   * other one beside it.
   */
  score(messages: readonly PromptMessage[], continuation: string, signal: AbortSignal): Promise<readonly TokenReport[]>;
  /**
   * Continues one prompt several times, in step where the network takes a batch.
   *
   * @param each stops one rollout, by its number; the others go on
   */
  rollouts(
    request: RolloutsRequest,
    signal: AbortSignal,
    each?: readonly (AbortSignal | undefined)[],
  ): AsyncIterable<RolloutEvent>;
  /**
   * Scores several continuations of one prompt, each as `score` would.
   *
   * @param ending words that all of them end with and that tell none of them from another, as the mark that closes an
   * answer: tokens wholly within it are neither computed nor reported, unless without them one continuation would be
   * the beginning of another. None where it is left out.
   */
  scoreAll(
    messages: readonly PromptMessage[],
    continuations: readonly string[],
    signal: AbortSignal,
    ending?: string,
  ): Promise<readonly (readonly TokenReport[])[]>;
  render(messages: readonly PromptMessage[], open: boolean): Promise<RenderedPrompt>;
  encoderView(image: EngineImage): Promise<EncoderView>;
  cacheState(): Promise<CacheState>;
  /** Off: every prompt is computed from nothing. The tokens that come out are the same. */
  setCacheEnabled(enabled: boolean): Promise<void>;
  clearCache(): Promise<void>;
}

export interface LoadOptions {
  readonly backend: "auto" | "webgpu" | "wasm";
  onProgress(progress: LoadProgress): void;
  readonly signal: AbortSignal;
}

/** What loading would fetch and choose on this machine. */
export interface LoadPlan {
  readonly target: "webgpu" | "wasm";
  readonly networks: readonly {
    readonly role: NetworkRole;
    readonly weights: ChosenWeights;
    /** Of its files. */
    readonly bytes: number;
  }[];
  /** Of all files of all networks. */
  readonly bytes: number;
  /** At most, while it is loaded. */
  readonly memoryBytes: number;
  /** The same sum for each dtype that some network has files of; networks that lack it keep their own. */
  readonly byDtype: readonly { readonly dtype: Dtype; readonly bytes: number }[];
}

export interface Engine {
  /**
   * Asks for a model's list of files and nothing else. Null where nobody says what there is, or how large it is.
   */
  plan(
    source: ModelSource,
    options: Pick<LoadOptions, "backend" | "signal">,
  ): Promise<Result<LoadPlan | null, EngineFailure>>;
  /** Loads a model in place of the one loaded before. */
  load(source: ModelSource, options: LoadOptions): Promise<Result<EngineModel, EngineFailure>>;
  unload(): Promise<void>;
  /** Told when a loaded model stops working by itself. Returns how to stop listening. */
  onLost(listener: (failure: EngineFailure) => void): () => void;
  /** For tests: destroys the graphics device as a driver loseDevice would. */
  loseDevice(): Promise<void>;
  dispose(): void;
}
