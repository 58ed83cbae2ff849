import { createWorkerEngine, type EngineModel, type PromptMessage } from "../../src/engine";
import { painted } from "./painted";

declare global {
  interface Window {
    loadModel(): Promise<void>;
    /** Tokens a second of one round. */
    measureRound(context: Context, seed: number): Promise<number>;
  }
}

const NEVER = new AbortController().signal;
/** Few, so that many rounds fit between the moments when the machine does something else. */
const TOKENS = 16;

const ASKED = "Which letter is in the red star?";
const CONTEXTS = {
  question: [{ role: "user", parts: [{ kind: "text", text: ASKED }] }],
  run: [
    {
      role: "user",
      parts: [
        { kind: "image", image: { hash: "bench", pixels: painted(1) } },
        { kind: "text", text: `${"zoom 10 20 30 40 ".repeat(11)}${ASKED}` },
      ],
    },
  ],
} as const satisfies Readonly<Record<string, readonly PromptMessage[]>>;

export type Context = keyof typeof CONTEXTS;

let model: EngineModel | null = null;

window.loadModel = async () => {
  const engine = createWorkerEngine();
  const url = new URL("models/gym", document.baseURI).href;
  const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
  const loaded = await engine.load({ kind: "bundled", url, name: "gym" }, options);
  if (!loaded.ok) throw new Error(`${loaded.error.message} ${loaded.error.detail ?? ""}`);
  model = loaded.value;
};

window.measureRound = async (context, seed) => {
  if (model === null) throw new Error("No model was loaded");
  let tokens = 0;
  let millis = 0;
  // Several short ones where the model ends by itself, so that each round writes about as much.
  for (let draw = 0; tokens < TOKENS && draw < TOKENS; draw++) {
    const sampling = { temperature: 1.5, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: seed * 1000 + draw };
    const request = { messages: CONTEXTS[context], open: false, sampling, maxTokens: TOKENS, alternatives: 0 };
    for await (const event of model.continue(request, NEVER)) {
      if (event.kind !== "end") continue;
      tokens += event.generatedTokens;
      millis += event.decodeMillis;
    }
  }
  return (1000 * tokens) / millis;
};
