import { createWorkerEngine, type EngineModel, type PromptMessage } from "../../src/engine";
import type { FromWorker, ToWorker } from "../../src/engine/wire/protocol";

const BUILDS = ["plain", "jspi", "asyncify"] as const;

export type Build = (typeof BUILDS)[number];

/** Tokens a second of each round. */
export type BuildSpeeds = Readonly<Record<Build, readonly number[]>>;

declare global {
  interface Window {
    measureBuilds(rounds: number): Promise<BuildSpeeds>;
  }
}

const NEVER = new AbortController().signal;
/** Few, so that many rounds fit between the moments when the machine does something else. */
const TOKENS = 16;

window.measureBuilds = async (rounds) => {
  const models = { plain: await load("plain"), jspi: await load("jspi"), asyncify: await load("asyncify") };
  const speeds: Record<Build, number[]> = { plain: [], jspi: [], asyncify: [] };
  // In turns, so that a busy moment does not fall on one build alone; the first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const build of BUILDS) {
      const speed = await measure(models[build], round);
      if (round > 0) speeds[build].push(speed);
    }
  }
  return speeds;
};

async function load(build: Build): Promise<EngineModel> {
  const engine = createWorkerEngine({
    openWorker() {
      const worker = new Worker(new URL("./builds-worker.ts", import.meta.url), { type: "module", name: build });
      return {
        post: (message: ToWorker) => worker.postMessage(message),
        onMessage: (listener) =>
          worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => listener(data)),
        terminate: () => worker.terminate(),
      };
    },
  });
  const url = new URL("models/gym", document.baseURI).href;
  const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
  const loaded = await engine.load({ kind: "bundled", url, name: "gym" }, options);
  if (!loaded.ok) throw new Error(`${build}: ${loaded.error.message} ${loaded.error.detail ?? ""}`);
  return loaded.value;
}

async function measure(model: EngineModel, seed: number): Promise<number> {
  const messages: readonly PromptMessage[] = [
    { role: "user", parts: [{ kind: "text", text: "Which letter is in the red star?" }] },
  ];
  let tokens = 0;
  let millis = 0;
  // Several short ones where the model ends by itself, so that each round writes about as much.
  for (let draw = 0; tokens < TOKENS && draw < TOKENS; draw++) {
    const sampling = { temperature: 1.5, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: seed * 1000 + draw };
    const request = { messages, open: false, sampling, maxTokens: TOKENS, alternatives: 0 };
    for await (const event of model.continue(request, NEVER)) {
      if (event.kind !== "end") continue;
      tokens += event.generatedTokens;
      millis += event.decodeMillis;
    }
  }
  return (1000 * tokens) / millis;
}
