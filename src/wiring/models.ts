import { err, mapResult, ok, type Result } from "../base";
import { type ModelCard, pointingNamed } from "../catalog";
import { createNativeDialect, type Dialect, NATIVE_INSTRUCTIONS } from "../dialect";
import {
  createKeptModels,
  type Engine,
  type EngineModel,
  type LoadPlan as EnginePlan,
  type LoadProgress as EngineProgress,
  failureOf,
  type ModelSource,
} from "../engine";
import type {
  Failure,
  LoadChoice,
  LoadPlan,
  LoadProgress,
  Models,
  NetworkWeights,
  ReadyModel,
} from "../workspace/ports";
import { type Folders, keepFolder } from "./folders";
import type { KeyRing } from "./keys";
import { messagesOf, PictureMissingError, type PixelSource, pixelsOf, runModelOf } from "./runModel";

const PHASES: Readonly<Record<EngineProgress["phase"], LoadProgress["phase"]>> = {
  files: "fetching",
  sessions: "preparing",
  "self-test": "testing",
};

/** Where models come from and what they are shown. */
export interface ModelsPlaces {
  readonly pixels: PixelSource;
  readonly keys: KeyRing;
  readonly pageUrl: string;
  /** Those that a person picks are put in here. */
  readonly folders: Folders;
}

/** The engine as the app needs it. */
export function modelsOf(engine: Engine, { pixels: source, keys, pageUrl, folders }: ModelsPlaces): Models {
  const kept = createKeptModels();
  const load: Models["load"] = async (card, { backend, dtype, mirror, onProgress, signal }) => {
    const { source: from } = card;
    if (from.kind === "server") {
      const { readyServerModel } = await import("./remoteModels");
      return ok(await readyServerModel(card, from, dialectFor(card), { source, keys, pageUrl }));
    }
    const report = (progress: EngineProgress): void =>
      onProgress({
        phase: PHASES[progress.phase],
        file: progress.file ?? "",
        loadedBytes: progress.loadedBytes,
        totalBytes: progress.totalBytes ?? 0,
      });
    const loaded = await engine.load(sourceOf({ name: card.name, source: from }, { dtype, mirror }, folders, pageUrl), {
      backend,
      onProgress: report,
      signal,
    });
    return mapResult(loaded, (model) => readyModel(card, model, source));
  };
  let lastLoad: Promise<unknown> = Promise.resolve();
  // A model that was given up too late is unloaded when it comes: the next one must not be there yet.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const loading = lastLoad.then(work);
    lastLoad = loading.catch(() => {});
    return loading;
  };

  return {
    async plan(card, { backend, dtype, mirror, signal }) {
      if (card.source.kind === "server") return ok(null);
      const from = sourceOf({ name: card.name, source: card.source }, { dtype, mirror }, folders, pageUrl);
      return mapResult(await engine.plan(from, { backend, signal }), (plan) => plan && planOf(plan));
    },
    load: (card, options) =>
      inTurn(async () => {
        // One model at a time: what the one in the page keeps in memory is of no use now.
        if (card.source.kind === "server") await engine.unload();
        return load(card, options);
      }),
    loadBeside: (card, options) => inTurn(() => load(card, options)),
    unload: () => engine.unload(),
    kept: () => kept.list(),
    discard: (id) => kept.remove(id),
    onLost: (listener) => engine.onLost(listener),
    cardForFolder(name, files) {
      if (!files.some((file) => /(^|\/)config\.json$/.test(file.path))) {
        const told = { name: "no-file", values: { path: "config.json" } } as const;
        return err({ code: "missing-file", message: "This folder has no config.json.", detail: name, told });
      }
      keepFolder(folders, name, files);
      return ok(folderCard(name));
    },
  };
}

function sourceOf(
  { name, source }: { readonly name: string; readonly source: Exclude<ModelCard["source"], { kind: "server" }> },
  choice: Pick<LoadChoice, "dtype" | "mirror">,
  folders: Folders,
  pageUrl: string,
): ModelSource {
  const dtype = choice.dtype === "auto" ? {} : { dtype: choice.dtype };
  const mirror = choice.mirror === "" ? {} : { hubUrl: choice.mirror };
  switch (source.kind) {
    case "bundled":
      return { kind: "bundled", url: new URL(source.path, pageUrl).href, name };
    case "hub":
      return { kind: "hub", repo: source.repository, revision: source.revision, ...dtype, ...mirror };
    case "folder":
      return { kind: "folder", name: source.name, files: folders.get(source.name) ?? [], ...dtype };
  }
}

const folderCard = (name: string): ModelCard => ({
  id: `folder:${name}`,
  name,
  says: { en: "A model from your disk.", zh: "来自你磁盘上的模型。" },
  source: { kind: "folder", name },
  ...pointingNamed(name),
  downloadBytes: 0,
  license: "",
  boxes: "unknown",
  speaksNative: false,
  marksObserved: true,
  tokensPerTurn: 256,
  turns: 8,
});

function readyModel(card: ModelCard, model: EngineModel, source: PixelSource): ReadyModel {
  const { backend, threads, contextLength, bytes, fallbackReason } = model.card;
  return {
    card,
    // The engine names a model by where it was fetched; a trace must know its model again on another host.
    run: { ...runModelOf(model, source), id: card.id },
    dialect: dialectFor(card),
    files: model.card.files,
    facts: { backend, threads, contextLength, bytes, weights: weightsOf(model), fallbackReason: fallbackReason ?? "" },
    see: (image) => attempt(async () => model.encoderView({ hash: image, pixels: await pixelsOf(image, source) })),
    render: (turns, open) =>
      attempt(async () => {
        const { text, tokenIds, pieces } = await model.render(await messagesOf(turns, source), open);
        return { text, pieces: tokenIds.map((id, i) => ({ id, text: pieces[i] ?? "" })) };
      }),
    memory: () => model.cacheState(),
    forget: () => model.clearCache(),
  };
}

const NETWORKS = [
  ["decoder", "decoder_model_merged"],
  ["encoder", "encoder_model"],
  ["vision", "vision_encoder"],
  ["embedding", "embed_tokens"],
] as const;

const planOf = ({ target, networks, bytes, memoryBytes, byDtype }: EnginePlan): LoadPlan => ({
  target,
  bytes,
  memoryBytes,
  byDtype,
  networks: NETWORKS.flatMap(([network, role]) => {
    const found = networks.find((other) => other.role === role);
    return found === undefined ? [] : [{ network, ...found.weights, bytes: found.bytes }];
  }),
  machineBytes: machineBytes(),
});

/** In powers of two and capped, which is all that browsers tell; not every one does. */
function machineBytes(): number {
  const told: unknown = typeof navigator === "undefined" ? undefined : Reflect.get(navigator, "deviceMemory");
  return typeof told === "number" ? told * 2 ** 30 : 0;
}

/** Of the networks that the model has: not every one looks its embeddings up in a file of their own. */
const weightsOf = ({ card: { weights } }: EngineModel): readonly NetworkWeights[] =>
  NETWORKS.flatMap(([network, role]) => {
    const chosen = weights[role];
    return chosen === undefined ? [] : [{ network, ...chosen }];
  });

/** What a model is spoken to in: one that was not taught the native dialect is told of it. */
const dialectFor = (card: ModelCard): Dialect =>
  createNativeDialect({
    instructions: card.speaksNative ? "" : NATIVE_INSTRUCTIONS,
    marksObserved: card.marksObserved,
  });

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return ok(await work());
  } catch (thrown) {
    if (thrown instanceof PictureMissingError) return err({ code: thrown.code, message: thrown.message });
    return err(failureOf(thrown));
  }
}
