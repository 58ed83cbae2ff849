// Puts a model together from its files on one backend, and proves that it computes.

import { EngineError } from "../contract/failure";
import type { EngineModel, FallbackReason, LoadedModel } from "../contract/model";
import type { LoadProgress, ModelSource } from "../contract/source";
import { familyOf } from "../family/families";
import type { EncoderDecoderRules, Family } from "../family/family";
import type { ModelFiles } from "../files/modelFiles";
import { type ModelConfig, settingsIn } from "../files/settings";
import { createKvCache } from "../kv/kvCache";
import { layoutOf } from "../kv/layout";
import { createCrossDecoder } from "../network/crossDecoder";
import { createTextEncoder } from "../network/textEncoder";
import { createVisionEncoder } from "../network/visionEncoder";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import { createCachedDecoder } from "../prompt/cachedDecoder";
import { createEncoderDecoder } from "../prompt/encoderDecoder";
import { createImageFeatures } from "../prompt/imageFeatures";
import { createPromptBuilder } from "../prompt/prompt";
import { createPromptRuns } from "../prompt/promptRuns";
import { createTaskPromptBuilder } from "../prompt/taskPrompt";
import type { TextCodec } from "../text/tokenizer";
import { chooseDecoder } from "./chooseDecoder";
import { testEncoderDecoder } from "./encoderDecoderTest";
import { DEFAULT_BUDGETS, type EngineEnvironment } from "./environment";
import { checkNetworks, checkPictures, checkTexts } from "./fit";
import { createLoadedModel } from "./loadedModel";
import { lookAhead, type Networks, openNetworks } from "./networks";
import { readTextParts, stopTokensOf, type TextParts } from "./textParts";

export interface AssembleRequest {
  readonly source: ModelSource;
  readonly files: ModelFiles;
  readonly runtime: Runtime;
  readonly device: Device | null;
  readonly environment: EngineEnvironment;
  /** That the runtime has. */
  readonly threads: number;
  readonly fallbackReason: FallbackReason | undefined;
  readonly signal: AbortSignal;
  onProgress(progress: LoadProgress): void;
  assertAlive(): void;
}

/** A kept copy proved to be damaged after it was opened: loading again fetches it anew. */
export class DamagedCopyError extends EngineError {}

export interface Assembled {
  readonly model: EngineModel;
  release(): Promise<void>;
}

/** Longest context that is offered: beyond it the caches of small machines no longer hold one line. */
const MOST_TOKENS = 4096;
/** Shortest, however small the budget: below it no line of a few images fits. */
const FEWEST_TOKENS = 1024;

export async function assemble(request: AssembleRequest): Promise<Assembled> {
  const { files, signal } = request;
  const config = await readConfig(files, signal);
  const family = familyOf(config);
  const { reading } = family;
  lookAhead({ ...request, config: config.config, hasEncoder: reading !== undefined });
  const text = await readTextParts(files, family, signal);
  // An encoder–decoder has neither a chat to look at nor a place for pictures in its words.
  if (reading === undefined) checkTexts(text, family);
  const networks = await openNetworks({ ...request, config: config.config, hasEncoder: reading !== undefined });
  const found = { request, config, family, text, networks };
  try {
    await expectAsKept(files);
    return await (reading === undefined ? finish(found) : finishReading(found, reading));
  } catch (thrown) {
    await networks.release();
    throw thrown;
  }
}

/** Nothing may come of a network whose file was not what it was kept as. */
async function expectAsKept(files: ModelFiles): Promise<void> {
  const damaged = await files.damaged();
  if (damaged.length === 0) return;
  throw new DamagedCopyError({
    code: "corrupt-file",
    message: `The kept copy of ${damaged.join(", ")} was damaged, and is gone. Load the model once more to fetch it again.`,
  });
}

async function readConfig(files: ModelFiles, signal: AbortSignal): Promise<ModelConfig> {
  const processor = await files.readJson("processor_config.json", signal, false);
  // Newer processors keep the image's settings inside their own.
  const inside = settingsIn(processor, "image_processor");
  const hasInside = Object.keys(inside).length > 0;
  return {
    config: await files.readJson("config.json", signal, true),
    preprocessor: { ...inside, ...(await files.readJson("preprocessor_config.json", signal, !hasInside)) },
    processor,
    generation: await files.readJson("generation_config.json", signal, false),
    tokenizer: await files.readJson("tokenizer_config.json", signal, true),
  };
}

/** All that was read and opened. */
interface Found {
  readonly request: AssembleRequest;
  readonly config: ModelConfig;
  readonly family: Family;
  readonly text: TextParts;
  readonly networks: Networks;
}

async function finish({ request, config, family: plainFamily, text, networks }: Found): Promise<Assembled> {
  const { runtime, device, environment } = request;
  const budgets = { ...DEFAULT_BUDGETS, ...environment.budgets };
  checkNetworks(networks, text);
  checkPictures(networks, plainFamily);
  const layout = layoutOf(networks.decoder);
  const family = { ...plainFamily, contextLength: contextFor(plainFamily, budgets.kvBytes, layout.bytesPerToken) };
  const { embedder } = networks;
  const onPass = (): void =>
    request.onProgress({ phase: "self-test", loadedBytes: networks.bytes, totalBytes: networks.bytes });
  onPass();
  const { signal } = request;
  const decoder = await chooseDecoder({
    files: request.files,
    runtime,
    threads: request.threads,
    device,
    networks,
    layout,
    family,
    embedder,
    codec: text.codec,
    signal,
    onPass,
  });
  const features = createImageFeatures(
    createVisionEncoder(runtime, networks.vision, family.images, device === null ? "cpu" : "device"),
    budgets.visionBytes,
  );
  const kvCache = createKvCache(decoder.store, budgets.kvBytes);
  const stopTokenIds = stopTokensOf(config, text);
  const runs = createPromptRuns(embedder, features, family);
  const model = createLoadedModel({
    card: cardOf(request, family, text.codec, {
      stopTokenIds,
      bytes: networks.bytes,
      weights: networks.weights,
      staticKv: decoder.store.isStatic,
      batches: decoder.batch !== null,
    }),
    family,
    codec: text.codec,
    prompts: createPromptBuilder(family, text.codec, text.template, new Set(stopTokenIds)),
    decoder: createCachedDecoder(decoder, runs, features, kvCache, family),
    features,
    kvCache,
    assertAlive: request.assertAlive,
    now: environment.now,
  });
  const release = async (): Promise<void> => {
    await networks.release();
    decoder.store.dispose();
  };
  return { model, release };
}

/** An encoder–decoder: one answer to one picture and one task, without a tree of paths. */
async function finishReading(found: Found, rules: EncoderDecoderRules): Promise<Assembled> {
  const { request, config, family, text, networks } = found;
  const { runtime, device, environment, signal } = request;
  const { embedder, encoder, decoder: session } = networks;
  if (embedder === null || encoder === null) throw new Error("An encoder–decoder was opened in part");
  checkPictures(networks, family);
  const vision = createVisionEncoder(runtime, networks.vision, family.images, device === null ? "cpu" : "device");
  const features = createImageFeatures(vision, { ...DEFAULT_BUDGETS, ...environment.budgets }.visionBytes);
  const decoder = createCrossDecoder(runtime, session);
  const parts = { embedder, encoder: createTextEncoder(runtime, encoder), decoder, rules, features, family };
  const prompts = createTaskPromptBuilder(family, rules, text.codec, text.escapeControlTokens);
  const onPass = (): void =>
    request.onProgress({ phase: "self-test", loadedBytes: networks.bytes, totalBytes: networks.bytes });
  await testEncoderDecoder({ ...parts, codec: text.codec, session, onPass }, signal);
  const { bytes, weights } = networks;
  const facts = { stopTokenIds: stopTokensOf(config, text), bytes, weights, staticKv: false, batches: false };
  const model = createLoadedModel({
    card: cardOf(request, family, text.codec, facts),
    family,
    codec: text.codec,
    prompts,
    decoder: createEncoderDecoder(parts),
    features,
    kvCache: {
      pin: () => () => undefined,
      get bytes() {
        return decoder.bytes;
      },
      budgetBytes: DEFAULT_BUDGETS.kvBytes,
      leafCount: 1,
      get tokens() {
        return decoder.length;
      },
    },
    assertAlive: request.assertAlive,
    now: environment.now,
  });
  return { model, release: () => networks.release() };
}

/** As long as the model reads, but no longer than what its keys and values may take. */
const contextFor = (family: Family, budgetBytes: number, bytesPerToken: number): number =>
  Math.min(family.contextLength, MOST_TOKENS, Math.max(FEWEST_TOKENS, Math.floor(budgetBytes / bytesPerToken)));

const cardOf = (
  { files, device, threads, fallbackReason }: AssembleRequest,
  family: Family,
  codec: TextCodec,
  found: Pick<LoadedModel, "stopTokenIds" | "bytes" | "weights" | "staticKv" | "batches">,
): LoadedModel => ({
  ...found,
  id: files.origin.id,
  name: files.origin.name,
  files: files.fingerprints(),
  family: family.name,
  backend: device === null ? "wasm" : "webgpu",
  ...(fallbackReason === undefined ? {} : { fallbackReason }),
  threads: device === null ? threads : 1,
  contextLength: family.contextLength,
  tileSize: family.tileSize,
  patchSize: family.patchSize,
  tokensPerTile: family.tokensPerTile,
  specialTokens: Object.fromEntries(codec.addedTokens),
});
