/** Suffixes of the weight files on the Hub, as transformers.js names them. */
export type Dtype = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "q4f16" | "bnb4";

/** The three networks of a vision-language model in this layout. */
export type NetworkRole = "embed_tokens" | "vision_encoder" | "decoder_model_merged";

export type DtypeChoice = Dtype | Partial<Record<NetworkRole, Dtype>>;

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
