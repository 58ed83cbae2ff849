import { must } from "../../src/base";
import type { ContinueRequest, EngineModel, PromptMessage, Sampling } from "../../src/engine";
import { createNodeEngine, folderSource } from "../../src/engine/node";
import { atMost, type Measure, told } from "./measure";
import { painted } from "./painted";

/** Most that a first token on a branch may cost, as a share of the cold prefill of the whole line. */
const BRANCH_BAR = 0.1;
/** The same for several siblings with the cache, as a share of them without it. */
const SIBLINGS_BAR = 0.3;
const REPEATS = 5;
const SIBLING_REPEATS = 15;
const SIBLINGS = 4;
const TOKENS_A_STEP = 24;

/** How fast the model in `folder` writes and branches on WASM, in this very thread. */
export async function measureEngine(folder: string): Promise<Measure[]> {
  const engine = createNodeEngine();
  const { signal } = new AbortController();
  const model = must(await engine.load(await folderSource(folder), { backend: "wasm", onProgress: () => {}, signal }));
  const line = await eightSteps(model);
  // Once unmeasured, so that nothing pays for the compiling of what it is the first to use.
  await firstToken(model, line);
  await measureSiblings(model, line);
  const cold = await medianOf(async () => {
    await model.clearCache();
    return firstToken(model, line);
  });
  const branch = await medianOf((repeat) => measureBranch(model, line, resumed(line, repeat)));
  const moved = await medianOf((repeat) => measureBranch(model, line, redrawn(line, repeat)));
  const siblings = await measureSiblings(model, line);
  const speed = await measureDecode(model, line);
  engine.dispose();
  const tokens = (await promptLength(model, line)).toString();
  const setting = `${model.card.threads} thread(s), a line of eight steps, ${tokens} tokens and 5 images, median of ${REPEATS}`;
  return [
    told("decode", speed, "tokens/s", `${model.card.backend} in Node, ${model.card.threads} thread(s)`),
    told("cold-prefill", cold, "ms", setting),
    atMost(
      "branch-to-first-token",
      branch / cold,
      "ratio",
      BRANCH_BAR,
      `a step's words changed ÷ cold prefill; ${setting}`,
    ),
    told(
      "redrawn-to-first-token",
      moved / cold,
      "ratio",
      `the last action changed and its new crop seen ÷ cold prefill; ${setting}`,
    ),
    atMost(
      "siblings",
      siblings.together,
      "ratio",
      SIBLINGS_BAR,
      `${SIBLINGS} siblings as the page grows them, a token of each in one pass, ÷ each computed cold; ${setting}`,
    ),
    told(
      "siblings one after another",
      siblings.inTurn,
      "ratio",
      `the same ${SIBLINGS} with the cache, each by itself, ÷ each computed cold; ${setting}`,
    ),
  ];
}

const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const NEVER = new AbortController().signal;

const asks = (messages: readonly PromptMessage[], change: Partial<ContinueRequest> = {}): ContinueRequest => ({
  messages,
  open: false,
  sampling: GREEDY,
  maxTokens: 1,
  alternatives: 4,
  ...change,
});

const shown = (seed: number): PromptMessage => ({
  role: "user",
  parts: [{ kind: "image", image: { hash: `bench-${seed}`, pixels: painted(seed) } }],
});

const acted = (tokenIds: readonly number[]): PromptMessage => ({ role: "assistant", parts: [], tokenIds });

/** A question with a picture, then four actions, each with the crop that it brought. */
async function eightSteps(model: EngineModel): Promise<PromptMessage[]> {
  const question: PromptMessage = {
    ...shown(0),
    parts: [...shown(0).parts, { kind: "text", text: "Which letter is in the red star?" }],
  };
  const { tokenIds } = await model.render(
    [{ role: "user", parts: [{ kind: "text", text: "zoom 10 20 30 40 ".repeat(20) }] }],
    false,
  );
  const words = tokenIds.slice(-TOKENS_A_STEP - 4, -4);
  return [
    question,
    ...[1, 2, 3, 4].flatMap((seed) => [acted([...words.slice(seed), ...words.slice(0, seed)]), shown(seed)]),
  ];
}

/** The line up to its third action, whose second half is said otherwise. */
const resumed = (line: readonly PromptMessage[], repeat: number): readonly PromptMessage[] => {
  const said = line[5]?.tokenIds ?? [];
  return [
    ...line.slice(0, 5),
    acted([...said.slice(0, TOKENS_A_STEP / 2), ...said.slice(repeat, repeat + 4)]),
    line[6] as PromptMessage,
  ];
};

/** The line with its last action changed, and so the crop that comes back. */
const redrawn = (line: readonly PromptMessage[], repeat: number): readonly PromptMessage[] => {
  const said = line[7]?.tokenIds ?? [];
  return [...line.slice(0, 7), acted([...said.slice(0, -4), ...said.slice(repeat, repeat + 4)]), shown(100 + repeat)];
};

/** Leaves the line warm, then measures what the branch costs. */
async function measureBranch(
  model: EngineModel,
  line: readonly PromptMessage[],
  branch: readonly PromptMessage[],
): Promise<number> {
  await firstToken(model, line);
  return firstToken(model, branch);
}

/** Milliseconds from asking to the first token. */
async function firstToken(model: EngineModel, messages: readonly PromptMessage[]): Promise<number> {
  const started = performance.now();
  for await (const event of model.continue(asks(messages), NEVER)) if (event.kind !== "prompt") break;
  return performance.now() - started;
}

interface SiblingShares {
  readonly inTurn: number;
  readonly together: number;
}

/** What siblings cost with the cache, as shares of what they cost without it, one after another. */
async function measureSiblings(model: EngineModel, line: readonly PromptMessage[]): Promise<SiblingShares> {
  const samplings = Array.from({ length: SIBLINGS }, (_, index) => ({ ...GREEDY, temperature: 1, seed: index + 1 }));
  const change = { maxTokens: TOKENS_A_STEP };
  const inTurn = async (): Promise<void> => {
    for (const sampling of samplings) for await (const _ of model.continue(asks(line, { ...change, sampling }), NEVER));
  };
  const together = async (): Promise<void> => {
    const { sampling: _, ...request } = asks(line, change);
    for await (const _ of model.rollouts({ ...request, samplings }, NEVER));
  };
  const timed = async (grow: () => Promise<void>, cached = true): Promise<number> => {
    await model.setCacheEnabled(cached);
    await model.clearCache();
    const started = performance.now();
    await grow();
    return performance.now() - started;
  };
  // Each share is of one turn, since what else the machine does comes and goes.
  const shares: SiblingShares[] = [];
  for (let repeat = 0; repeat < SIBLING_REPEATS; repeat++) {
    const [cached, grouped, cold] = [await timed(inTurn), await timed(together), await timed(inTurn, false)];
    shares.push({ inTurn: cached / cold, together: grouped / cold });
  }
  await model.setCacheEnabled(true);
  return {
    inTurn: median(shares.map((share) => share.inTurn)),
    together: median(shares.map((share) => share.together)),
  };
}

/** Tokens a second after the first, over a few hundred of them. */
async function measureDecode(model: EngineModel, line: readonly PromptMessage[]): Promise<number> {
  let tokens = 0;
  let millis = 0;
  for (let seed = 1; tokens < 300 && seed <= 100; seed++) {
    const sampling = { ...GREEDY, temperature: 1, seed };
    for await (const event of model.continue(asks(line, { sampling, maxTokens: 64 }), NEVER)) {
      if (event.kind !== "end") continue;
      tokens += event.generatedTokens;
      millis += event.decodeMillis;
    }
  }
  return (1000 * tokens) / millis;
}

const promptLength = async (model: EngineModel, line: readonly PromptMessage[]): Promise<number> =>
  (await model.render(line, false)).tokenIds.length;

async function medianOf(measure: (repeat: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) values.push(await measure(repeat));
  return median(values);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
