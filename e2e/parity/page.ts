import { createWorkerEngine, type EngineModel, type PromptMessage, type PromptPart } from "../../src/engine";
import type { Pixels } from "../../src/pixels";
import { writeOnEach } from "./oneWorker";

export interface PaintedSize {
  readonly width: number;
  readonly height: number;
}

export interface Chat {
  readonly messages: readonly {
    readonly role: string;
    readonly content: readonly { readonly type: string; readonly text?: string; readonly image?: string }[];
  }[];
}

export interface Spoken {
  readonly ids: readonly number[];
  readonly logProbabilities: readonly number[];
}

export interface ParityRun {
  readonly backend: string;
  readonly staticKv: boolean;
  /** For each chat: cold, again from the cache, and without the cache. */
  readonly chats: readonly { readonly cold: Spoken; readonly cached: Spoken; readonly uncached: Spoken }[];
}

declare global {
  interface Window {
    speakAll(
      backend: "webgpu" | "wasm",
      chats: readonly Chat[],
      sizes: Readonly<Record<string, PaintedSize>>,
    ): Promise<ParityRun>;
  }
}

const NEVER = new AbortController().signal;

window.writeOnEach = writeOnEach;

window.speakAll = async (backend, chats, sizes) => {
  const engine = createWorkerEngine();
  const url = new URL("tiny-idefics3", document.baseURI).href;
  const options = { backend, onProgress: () => undefined, signal: NEVER };
  const loaded = await engine.load({ kind: "bundled", url, name: "tiny" }, options);
  if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.detail ?? loaded.error.message}`);
  const model = loaded.value;
  const spoken = [];
  for (const chat of chats) {
    const messages = messagesOf(chat, sizes);
    const cold = await speak(model, messages);
    const cached = await speak(model, messages);
    await model.setCacheEnabled(false);
    spoken.push({ cold, cached, uncached: await speak(model, messages) });
    await model.setCacheEnabled(true);
  }
  engine.dispose();
  return { backend: model.card.backend, staticKv: model.card.staticKv, chats: spoken };
};

async function speak(model: EngineModel, messages: readonly PromptMessage[]): Promise<Spoken> {
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const ids: number[] = [];
  const logProbabilities: number[] = [];
  const request = { messages, open: false, sampling, maxTokens: 10, alternatives: 0 };
  for await (const event of model.continue(request, NEVER)) {
    if (event.kind !== "token") continue;
    ids.push(event.token.id);
    logProbabilities.push(event.token.logProbability);
    // To be seen from outside: each token is something that moved.
    document.title = `${ids.length} tokens`;
  }
  return { ids, logProbabilities };
}

const messagesOf = (chat: Chat, sizes: Readonly<Record<string, PaintedSize>>): PromptMessage[] =>
  chat.messages.map(({ role, content }) => ({
    role: role as PromptMessage["role"],
    parts: content.map(({ type, text = "", image = "" }): PromptPart => {
      const size = sizes[image];
      if (type !== "image" || size === undefined) return { kind: "text", text };
      return { kind: "image", image: { hash: image, pixels: painted(size) } };
    }),
  }));

/** The pictures of the golden values; each has its rule written beside them. */
function painted({ width, height }: PaintedSize): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([(7 * x + 3 * y) % 256, (5 * x + 11 * y + 40) % 256, (x * y + 2 * x) % 256, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}
