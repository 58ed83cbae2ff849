// The few parts of transformers.js 4.3 that the benchmark calls. Its own declarations are there only once it is installed,
// and the rest of the repository is checked without it.
declare module "@huggingface/transformers" {
  export class RawImage {
    constructor(data: Uint8ClampedArray, width: number, height: number, channels: number);
  }
  export class BaseStreamer {
    put(value: unknown): void;
    end(): void;
  }
  export interface ModelInputs {
    readonly [name: string]: unknown;
  }
  export interface Processor {
    (text: string, images: readonly RawImage[]): Promise<ModelInputs>;
    /** LFM2-VL's takes them in this order. */
    (images: readonly RawImage[], text: string): Promise<ModelInputs>;
    apply_chat_template(messages: readonly object[], options: { readonly add_generation_prompt: boolean }): string;
  }
  export interface LanguageModel {
    readonly config: { readonly model_type: string };
    generate(
      options: ModelInputs & {
        readonly max_new_tokens: number;
        readonly do_sample: boolean;
        readonly streamer: BaseStreamer;
      },
    ): Promise<unknown>;
    dispose(): Promise<unknown>;
  }
  export const AutoProcessor: { from_pretrained(model: string): Promise<Processor> };
  export const AutoModelForImageTextToText: {
    from_pretrained(
      model: string,
      options: { readonly device: "wasm" | "webgpu"; readonly dtype?: string | Readonly<Record<string, string>> },
    ): Promise<LanguageModel>;
  };
  export const env: {
    allowLocalModels: boolean;
    remoteHost: string;
    readonly backends: {
      readonly onnx: {
        readonly wasm: { numThreads?: number; wasmPaths?: { readonly mjs: string; readonly wasm: string } };
      };
    };
  };
}
