// Puts a model together from its files on one backend, and proves that it computes.
import { DEFAULT_BUDGETS, type EngineEnvironment } from "./environment";
import { refuse } from "./failure";
import { familyOf } from "./family/families";
import type { Family, ModelConfig } from "./family/family";
import { firstNumber, type Settings } from "./family/settings";
import { createFeatures } from "./features";
import { layoutOf } from "./kv/layout";
import { createLivePaths } from "./live";
import { createLoadedModel } from "./loaded";
import type { EngineModel } from "./model";
import { createEmbedder } from "./network/embedder";
import { createSeer } from "./network/seer";
import { type Networks, openNetworks } from "./networks";
import type { Device } from "./ort/device";
import type { Runtime } from "./ort/runtime";
import { createThinker } from "./prefill";
import { createPromptMaker } from "./prompt";
import { proveDecoder } from "./proof";
import type { LoadProgress, ModelSource } from "./source";
import { createChatTemplate } from "./text/template";
import { createTextCodec, type TextCodec } from "./text/tokenizer";
import type { ModelFiles } from "./weights/modelFiles";

export interface AssembleRequest {
  readonly source: ModelSource;
  readonly files: ModelFiles;
  readonly runtime: Runtime;
  readonly device: Device | null;
  readonly environment: EngineEnvironment;
  readonly fallbackReason: string | undefined;
  readonly signal: AbortSignal;
  onProgress(progress: LoadProgress): void;
  assertAlive(): void;
}

export interface Assembled {
  readonly model: EngineModel;
  release(): Promise<void>;
}

/** Longest context that is offered: beyond it the caches of small machines no longer hold one line. */
const MOST_TOKENS = 4096;

export async function assemble(request: AssembleRequest): Promise<Assembled> {
  const { files, signal } = request;
  const config = await readConfig(files, signal);
  const family = familyOf(config);
  const text = await readText(files, family, signal);
  const networks = await openNetworks({ ...request, config: config.config });
  try {
    return await finish(request, config, family, text, networks);
  } catch (thrown) {
    await networks.release();
    throw thrown;
  }
}

async function readConfig(files: ModelFiles, signal: AbortSignal): Promise<ModelConfig> {
  return {
    config: await files.readJson("config.json", signal, true),
    preprocessor: await files.readJson("preprocessor_config.json", signal, true),
    processor: await files.readJson("processor_config.json", signal, false),
    generation: await files.readJson("generation_config.json", signal, false),
  };
}

interface TextParts {
  readonly codec: TextCodec;
  readonly template: ReturnType<typeof createChatTemplate>;
  readonly tokenizerConfig: Settings;
}

async function readText(files: ModelFiles, family: Family, signal: AbortSignal): Promise<TextParts> {
  const tokenizerConfig = await files.readJson("tokenizer_config.json", signal, true);
  const codec = createTextCodec(await files.readJson("tokenizer.json", signal, true), tokenizerConfig);
  const source =
    templateIn(tokenizerConfig) ??
    (await files.readText("chat_template.jinja", signal)) ??
    templateIn(await files.readJson("chat_template.json", signal, false)) ??
    refuse("unsupported-model", "The model has no chat template.");
  // A zero-width space inside keeps the text readable and is no longer the token.
  const neutralise = (text: string): string =>
    text
      .replace(family.reservedText, (token) => `${token[0]}\u200B${token.slice(1)}`)
      .replace(/[\uE000\uE001]/g, "\uFFFD");
  return { codec, template: createChatTemplate(source, constantsOf(tokenizerConfig), neutralise), tokenizerConfig };
}

const templateIn = (settings: Settings): string | undefined =>
  typeof settings.chat_template === "string" ? settings.chat_template : undefined;

/** Special tokens as template variables; older files write them as objects with their content. */
const constantsOf = (settings: Settings): Record<string, unknown> =>
  Object.fromEntries(
    ["bos_token", "eos_token", "unk_token", "pad_token"].map((name) => [name, tokenText(settings[name])]),
  );

const tokenText = (value: unknown): string =>
  typeof value === "string"
    ? value
    : typeof value === "object" && value !== null && "content" in value
      ? String(value.content)
      : "";

async function finish(
  request: AssembleRequest,
  config: ModelConfig,
  family: Family,
  { codec, template, tokenizerConfig }: TextParts,
  networks: Networks,
): Promise<Assembled> {
  const { runtime, device, environment, files } = request;
  const budgets = { ...DEFAULT_BUDGETS, ...environment.budgets };
  const layout = layoutOf(networks.decoder.inputs);
  const contextLength = Math.min(
    family.contextLength,
    MOST_TOKENS,
    Math.max(1024, Math.floor(budgets.kvBytes / layout.bytesPerToken)),
  );
  const embedder = createEmbedder(runtime, networks.embedder);
  request.onProgress({ phase: "self-test", loadedBytes: networks.bytes, totalBytes: networks.bytes });
  const { signal } = request;
  const decoder = await proveDecoder({
    runtime,
    device,
    networks,
    layout,
    family,
    contextLength,
    embedder,
    codec,
    signal,
  });
  const features = createFeatures(createSeer(runtime, networks.vision, family), budgets.visionBytes);
  const paths = createLivePaths(decoder.store, budgets.kvBytes);
  const stopTokenIds = stopTokensOf(config, tokenizerConfig, codec);
  const model = createLoadedModel({
    card: {
      id: files.origin.id,
      name: files.origin.name,
      family: family.name,
      backend: device === null ? "wasm" : "webgpu",
      ...(request.fallbackReason === undefined ? {} : { fallbackReason: request.fallbackReason }),
      threads: device === null ? environment.threads : 1,
      contextLength,
      bytes: networks.bytes,
      staticKv: decoder.store.isStatic,
      tileSize: family.tileSize,
      patchSize: family.patchSize,
      tokensPerTile: family.tokensPerTile,
      stopTokenIds,
      specialTokens: Object.fromEntries(codec.addedTokens),
    },
    family: { ...family, contextLength },
    codec,
    prompts: createPromptMaker(family, codec, template, new Set(stopTokenIds)),
    thinker: createThinker(decoder, embedder, features, paths, { ...family, contextLength }),
    features,
    paths,
    assertAlive: request.assertAlive,
    now: environment.now,
  });
  return {
    model,
    async release() {
      await networks.release();
      decoder.store.dispose();
    },
  };
}

/** From generation_config.json, config.json and the tokeniser, whichever say so. */
function stopTokensOf(config: ModelConfig, tokenizerConfig: Settings, codec: TextCodec): number[] {
  const ids = [config.generation.eos_token_id, config.config.eos_token_id, textEos(config.config)].flat();
  const named = [codec.idOf("<end_of_utterance>"), codec.idOf(tokenText(tokenizerConfig.eos_token))];
  return [...new Set([...ids, ...named].map((id) => firstNumber(id)).filter((id) => id !== undefined))];
}

function textEos(config: Settings): unknown {
  const text = config.text_config;
  return typeof text === "object" && text !== null && "eos_token_id" in text ? text.eos_token_id : undefined;
}
