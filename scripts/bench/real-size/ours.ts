import {
  type ContinueRequest,
  createWorkerEngine,
  type Dtype,
  type EngineModel,
  type PromptMessage,
  type Sampling,
} from "../../../src/engine";
import { EDGE, type LoadAsked, paintedPixels, QUESTION, type Side, writtenFrom } from "./sides";

const NEVER = new AbortController().signal;
const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const ROLLOUTS = 8;
const ROLLOUT_TOKENS = 24;
const SIBLINGS = 4;
const ANSWERS = ["red star", "blue star", "green box", "no idea"];

/** What is measured of this side alone, in milliseconds. */
export interface OurOwn {
  /** Eight continuations of a prompt that is known, in one batch and one after another. */
  readonly rollouts: { readonly together: number; readonly alone: number; readonly tokens: number };
  /** A line of six steps with two pictures: its first token cold, and on a branch in its middle. */
  readonly branch: { readonly cold: number; readonly branch: number };
  /** Siblings at the end of that line, with the cache and without. */
  readonly siblings: { readonly together: number; readonly inTurn: number; readonly cold: number };
  /** Closed answers to a question about a picture: prompt unseen, then known. */
  readonly score: {
    readonly one: number;
    readonly four: number;
    readonly oneKnown: number;
    readonly fourKnown: number;
  };
}

export interface Ours extends Side {
  own<K extends keyof OurOwn>(name: K): Promise<OurOwn[K]>;
}

/** Sightline as the app runs it. */
export function createOurs(): Ours {
  let model: EngineModel | null = null;
  const loaded = (): EngineModel => {
    if (model === null) throw new Error("Nothing is loaded");
    return model;
  };
  return {
    async load({ hubUrl, repo, backend, dtype }: LoadAsked) {
      // A busy machine may take minutes for one pass, which is no reason to give it up.
      const engine = createWorkerEngine({ silenceMillis: 3_600_000 });
      const source = { kind: "hub", repo, hubUrl, ...(dtype === null ? {} : { dtype: dtype as Dtype }) } as const;
      const started = performance.now();
      const result = await engine.load(source, { backend, onProgress: () => undefined, signal: NEVER });
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} ${result.error.detail ?? ""}`);
      model = result.value;
      const { threads, bytes, weights } = model.card;
      const chosen = Object.entries(weights).map(([network, { dtype: own }]) => `${network} ${own}`);
      return { millis: performance.now() - started, threads, bytes, chosen: chosen.join(", ") };
    },
    async write(picture, tokens) {
      const started = performance.now();
      const moments: number[] = [];
      for await (const event of loaded().continue(asks([shown(picture, QUESTION)], tokens), NEVER)) {
        if (event.kind === "token") moments.push(performance.now());
      }
      return writtenFrom(started, moments);
    },
    own: (name) => OWN[name](loaded()),
  };
}

const OWN: { readonly [K in keyof OurOwn]: (model: EngineModel) => Promise<OurOwn[K]> } = {
  rollouts: measureRollouts,
  branch: measureBranch,
  siblings: measureSiblings,
  score: measureScore,
};

const asks = (messages: readonly PromptMessage[], maxTokens: number, sampling = GREEDY): ContinueRequest => ({
  messages,
  open: false,
  sampling,
  maxTokens,
  alternatives: 0,
});

const warm = (seed: number): Sampling => ({ ...GREEDY, temperature: 1, seed });

const shown = (seed: number, text: string): PromptMessage => ({
  role: "user",
  parts: [
    {
      kind: "image",
      image: { hash: `bench-${seed}`, pixels: { width: EDGE, height: EDGE, data: paintedPixels(seed) } },
    },
    { kind: "text", text },
  ],
});

const said = (tokenIds: readonly number[]): PromptMessage => ({ role: "assistant", parts: [], tokenIds });

async function millisOf(job: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await job();
  return performance.now() - started;
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

async function measureRollouts(model: EngineModel): Promise<OurOwn["rollouts"]> {
  const messages = [shown(0, QUESTION)];
  const samplings = Array.from({ length: ROLLOUTS }, (_, seed) => warm(seed));
  const request = asks(messages, ROLLOUT_TOKENS);
  // The prompt is paid for, and each way has run once.
  await drain(model.rollouts({ ...request, maxTokens: 2, samplings }, NEVER));
  let tokens = 0;
  const together = await millisOf(async () => {
    for await (const event of model.rollouts({ ...request, samplings }, NEVER)) if (event.kind === "token") tokens++;
  });
  const alone = await millisOf(async () => {
    for (const sampling of samplings) await drain(model.continue({ ...request, sampling }, NEVER));
  });
  return { together, alone, tokens };
}

/** A question about a picture and three actions, with a crop for the last. */
async function sixSteps(model: EngineModel): Promise<readonly PromptMessage[]> {
  const text = { kind: "text", text: "zoom 10 20 30 40 ".repeat(20) } as const;
  const { tokenIds } = await model.render([{ role: "user", parts: [text] }], false);
  const ids = tokenIds.slice(-44, -4);
  const turns = [0, 1].flatMap((turn) => [said(ids.slice(turn)), { role: "user", parts: [text] } as const]);
  return [shown(1, QUESTION), ...turns, said(ids.slice(2)), shown(2, "Go on.")];
}

async function measureBranch(model: EngineModel): Promise<OurOwn["branch"]> {
  const line = await sixSteps(model);
  await model.clearCache();
  const cold = await millisOf(() => drain(model.continue(asks(line, 1), NEVER)));
  const middle = line[3]?.tokenIds ?? [];
  const changed = [...line.slice(0, 3), said([...middle.slice(0, 20), ...middle.slice(0, 8)])];
  const branch = await millisOf(() => drain(model.continue(asks(changed, 1), NEVER)));
  return { cold, branch };
}

async function measureSiblings(model: EngineModel): Promise<OurOwn["siblings"]> {
  const request = asks(await sixSteps(model), ROLLOUT_TOKENS);
  const samplings = Array.from({ length: SIBLINGS }, (_, seed) => warm(seed + 1));
  const oneByOne = async (): Promise<void> => {
    for (const sampling of samplings) await drain(model.continue({ ...request, sampling }, NEVER));
  };
  await model.clearCache();
  const inTurn = await millisOf(oneByOne);
  await model.clearCache();
  // As the page grows them: a token of each in one pass.
  const together = await millisOf(() => drain(model.rollouts({ ...request, samplings }, NEVER)));
  await model.setCacheEnabled(false);
  const cold = await millisOf(oneByOne);
  await model.setCacheEnabled(true);
  return { together, inTurn, cold };
}

async function measureScore(model: EngineModel): Promise<OurOwn["score"]> {
  const messages = [shown(3, QUESTION)];
  const scoring = (answers: readonly string[]) => millisOf(() => model.scoreAll(messages, answers, NEVER));
  await model.clearCache();
  const one = await scoring(ANSWERS.slice(0, 1));
  await model.clearCache();
  const four = await scoring(ANSWERS);
  await scoring(ANSWERS);
  return { one, four, oneKnown: await scoring(ANSWERS.slice(0, 1)), fourKnown: await scoring(ANSWERS) };
}
