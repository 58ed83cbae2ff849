// One worker that loads on one backend after another, which no page of the app does: it has both builds of the runtime then.
import { createWorkerEngine, type EngineModel, type PromptMessage, type Sampling } from "../../src/engine";
import type { FromWorker, ToWorker } from "../../src/engine/wire/protocol";

type Backend = "webgpu" | "wasm";

/** What a model wrote and scored on one backend. */
export interface Wrote {
  readonly backend: Backend;
  readonly batches: boolean;
  /** Of each rollout, written together. */
  readonly rollouts: readonly (readonly number[])[];
  /** The same, written alone. */
  readonly alone: readonly (readonly number[])[];
  /** Of each answer, the sum over its tokens: all scored together, then each alone. */
  readonly scores: readonly number[];
  readonly scoresAlone: readonly number[];
}

declare global {
  interface Window {
    writeOnEach: typeof writeOnEach;
  }
}

const NEVER = new AbortController().signal;
const QUESTION: readonly PromptMessage[] = [{ role: "user", parts: [{ kind: "text", text: "Where is the star?" }] }];
const ANSWERS = ["the red star", "the blue star", "no"];
const SAMPLINGS: readonly Sampling[] = [0, 1, 1].map((temperature, seed) => ({
  temperature,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  seed,
}));

export async function writeOnEach(backends: readonly Backend[]): Promise<readonly Wrote[]> {
  const worker = new Worker(new URL("../../src/engine/worker.ts", import.meta.url), { type: "module" });
  const engine = createWorkerEngine({
    openWorker: () => ({
      post: (message: ToWorker) => worker.postMessage(message),
      onMessage: (listener: (message: FromWorker) => void) =>
        worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => listener(data)),
      terminate: () => undefined,
    }),
  });
  const url = new URL("tiny-idefics3", document.baseURI).href;
  const wrote: Wrote[] = [];
  for (const backend of backends) {
    const options = { backend, onProgress: () => undefined, signal: NEVER };
    const loaded = await engine.load({ kind: "bundled", url, name: "tiny" }, options);
    if (!loaded.ok) throw new Error(`${backend}: ${loaded.error.code}: ${loaded.error.detail ?? loaded.error.message}`);
    wrote.push(await writeWith(loaded.value));
    // To be seen from outside: something moved.
    document.title = `${wrote.length} backends`;
  }
  worker.terminate();
  return wrote;
}

async function writeWith(model: EngineModel): Promise<Wrote> {
  const request = { messages: QUESTION, open: false, maxTokens: 6, alternatives: 0 };
  const rollouts = SAMPLINGS.map((): number[] => []);
  for await (const event of model.rollouts({ ...request, samplings: SAMPLINGS }, NEVER)) {
    if (event.kind === "token") rollouts[event.rollout]?.push(event.token.id);
  }
  const alone: number[][] = [];
  for (const sampling of SAMPLINGS) {
    const ids: number[] = [];
    for await (const event of model.continue({ ...request, sampling }, NEVER)) {
      if (event.kind === "token") ids.push(event.token.id);
    }
    alone.push(ids);
  }
  const sumOf = (reports: readonly { readonly logProbability: number }[]): number =>
    reports.reduce((sum, { logProbability }) => sum + logProbability, 0);
  const scores = (await model.scoreAll(QUESTION, ANSWERS, NEVER)).map(sumOf);
  const scoresAlone: number[] = [];
  for (const answer of ANSWERS) scoresAlone.push(sumOf(await model.score(QUESTION, answer, NEVER)));
  const { backend, batches } = model.card;
  return { backend, batches, rollouts, alone, scores, scoresAlone };
}
