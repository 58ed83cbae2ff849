/** How the weights of a network are kept; the Hub's files are named by them, as transformers.js names them. */
export const DTYPES = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] as const;

export type Dtype = (typeof DTYPES)[number];

/** The networks of a vision-language model in this layout; `encoder_model` reads the prompt where the decoder does not. */
export type NetworkRole = "embed_tokens" | "vision_encoder" | "encoder_model" | "decoder_model_merged";

/** One for all networks that have a file of it, or one for some of them. */
export type DtypeChoice = Dtype | Partial<Record<NetworkRole, Dtype>>;

/** Which weights a network was loaded with, and why. */
export interface ChosenWeights {
  readonly dtype: Dtype;
  /** The dtypes that there were files of besides; empty where nobody says what there is. */
  readonly others: readonly Dtype[];
  /**
   * `asked`: a person asked for it. `only`: there is no other. `fastest`: of those there are, what the backend computes
   * fastest. `fits`: a faster one takes more memory than WASM has.
   */
  readonly reason: "asked" | "only" | "fastest" | "fits";
}

export interface FolderFile {
  /** Relative to the model's folder, with forward slashes. */
  readonly path: string;
  readonly file: Blob;
}

/** Where a model's files come from. */
export type ModelSource =
  | { readonly kind: "bundled"; readonly url: string; readonly name: string }
  | {
      readonly kind: "hub";
      /** "owner/name". */
      readonly repo: string;
      readonly revision?: string;
      readonly dtype?: DtypeChoice;
      /** Another server with the Hub's paths; "https://huggingface.co" by default. */
      readonly hubUrl?: string;
    }
  | {
      readonly kind: "folder";
      readonly name: string;
      readonly files: readonly FolderFile[];
      readonly dtype?: DtypeChoice;
    };

export interface LoadProgress {
  readonly phase: "files" | "sessions" | "self-test";
  /** The file that moves, in phase "files". */
  readonly file?: string;
  readonly loadedBytes: number;
  /** Null while a server does not say. */
  readonly totalBytes: number | null;
}
