// transformers.js in a worker of its own, as its documents advise for large models.
import {
  AutoModelForImageTextToText,
  AutoProcessor,
  BaseStreamer,
  env,
  type LanguageModel,
  type Processor,
  RawImage,
} from "@huggingface/transformers";
import mjsUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import { EDGE, type LoadAsked, paintedPixels, QUESTION, writtenFrom } from "../real-size/sides";
import type { PeerAnswer, PeerAsk } from "./wire";

/** Notes when each piece was handed over; the first is the prompt. */
class Stamps extends BaseStreamer {
  readonly moments: number[] = [];

  override put(): void {
    this.moments.push(performance.now());
  }

  override end(): void {}
}

let loaded: { readonly processor: Processor; readonly model: LanguageModel } | null = null;

async function load({ hubUrl, repo, backend, dtype, threads }: LoadAsked) {
  env.allowLocalModels = false;
  env.remoteHost = `${hubUrl}/`;
  // Its own build of the runtime, from this page instead of a network of others.
  const { wasm } = env.backends.onnx;
  wasm.wasmPaths = { mjs: new URL(mjsUrl, self.location.href).href, wasm: new URL(wasmUrl, self.location.href).href };
  if (threads !== null) wasm.numThreads = threads;
  const started = performance.now();
  const processor = await AutoProcessor.from_pretrained(repo);
  const options = { device: backend, ...(dtype === null ? {} : { dtype }) } as const;
  const model = await AutoModelForImageTextToText.from_pretrained(repo, options);
  loaded = { processor, model };
  // 0 until the runtime has chosen by itself.
  return {
    millis: performance.now() - started,
    threads: wasm.numThreads ?? 0,
    bytes: null,
    chosen: dtype ?? "default",
  };
}

async function write(picture: number, tokens: number) {
  if (loaded === null) throw new Error("Nothing is loaded");
  const { processor, model } = loaded;
  const started = performance.now();
  const image = new RawImage(paintedPixels(picture), EDGE, EDGE, 4);
  const content = [{ type: "image" }, { type: "text", text: QUESTION }];
  const text = processor.apply_chat_template([{ role: "user", content }], { add_generation_prompt: true });
  const inputs = await (model.config.model_type === "lfm2_vl" ? processor([image], text) : processor(text, [image]));
  const streamer = new Stamps();
  await model.generate({ ...inputs, max_new_tokens: tokens, do_sample: false, streamer });
  return writtenFrom(started, streamer.moments.slice(1));
}

// The runtime's threads run this file again under a name of their own.
if (self.name !== "em-pthread") {
  self.addEventListener("message", ({ data }: MessageEvent<PeerAsk>) => {
    const job = data.kind === "load" ? load(data.asked) : write(data.picture, data.tokens);
    const post = (answer: PeerAnswer): void => self.postMessage(answer);
    job.then(
      (value) => post({ ok: true, value }),
      (thrown: unknown) => post({ ok: false, message: String(thrown) }),
    );
  });
}
