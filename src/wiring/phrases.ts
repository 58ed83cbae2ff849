// "Find a phrase": Florence-2 in an engine of its own beside whatever model reasons. It is begun with the first call, from a
// folder that a person picked or from files that were fetched before: a tool fetches nothing that was not asked for.
import type { FoundMark, ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { createDialect } from "../dialect";
import {
  createKeptModels,
  createWorkerEngine,
  type Engine,
  type EngineModel,
  type FolderFile,
  type KeptModels,
  type ModelSource,
} from "../engine";
import { clampBox, type ImageBox, isRealBox, type Size } from "../geometry";
import { crop, type Pixels, wholeBox } from "../pixels";
import { boxMark, type Found, movedBy, surest, type ToolFailureCode } from "../tools";
import type { Folders } from "./folders";

/** What is looked for, and where: `region` in pixels of the image, null for all of it. */
export interface PhraseCall {
  readonly image: ImageId;
  readonly pixels: Pixels;
  readonly region: ImageBox | null;
  /** A phrase, or a sentence whose phrases are all found. */
  readonly words: string;
}

/** Finds a phrase and gives its places in pixels of the image; refuses with a code. */
export type FindPhrase = (call: PhraseCall) => Promise<Result<Found, ToolFailureCode>>;

export interface PhraseModel {
  readonly model: EngineModel;
  /** Gives its memory back. */
  leave(): void;
}

/** From transformers' processing_florence2.py: boxes for the phrases of a caption. */
const TASK = "<CAPTION_TO_PHRASE_GROUNDING>";
/** Twenty boxes with their phrases. */
const MOST_TOKENS = 256;
const GREEDY = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
/** A model that nobody calls any more gives its hundreds of megabytes back. */
const IDLE_MILLIS = 300_000;

/** @param load gives the model, null where none is at hand; asked again when a call finds none */
export function createPhraseFinder(load: () => Promise<PhraseModel | null>): FindPhrase {
  let loading: Promise<PhraseModel | null> | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = (loaded: PhraseModel): void => {
    loading = null;
    loaded.leave();
  };
  return async ({ image, pixels, region, words }) => {
    if (words.trim() === "") return err("no-phrase");
    if (region && !isRealBox(region)) return err("empty-box");
    const part = region ? wholeBox(region, pixels) : null;
    clearTimeout(leaving);
    loading ??= load();
    const loaded = await loading;
    if (loaded === null) {
      loading = null;
      return err("no-phrase-model");
    }
    try {
      const looked = part ? crop(pixels, part) : pixels;
      const said = await saidOf(
        loaded.model,
        { hash: `${image}/${part ? Object.values(part).join() : ""}`, pixels: looked },
        words,
      );
      leaving = setTimeout(() => leave(loaded), IDLE_MILLIS);
      return ok({ marks: surest(movedBy(marksIn(said, image, looked), part ?? { left: 0, top: 0 })) });
    } catch {
      leave(loaded);
      return err("tool-failed");
    }
  };
}

async function saidOf(model: EngineModel, image: { readonly hash: string; readonly pixels: Pixels }, words: string) {
  const text = TASK + words.trim();
  const messages = [
    {
      role: "user",
      parts: [
        { kind: "image", image },
        { kind: "text", text },
      ],
    },
  ] as const;
  const request = { messages, open: false, sampling: GREEDY, maxTokens: MOST_TOKENS, alternatives: 0 };
  let said = "";
  for await (const event of model.continue(request, new AbortController().signal))
    if (event.kind === "token") said += event.token.text;
  return said;
}

/** The places in Florence-2's words, in pixels of a picture of that size. */
export function marksIn(said: string, id: ImageId, { width, height }: Size): readonly FoundMark[] {
  const size = { width, height };
  const reader = createDialect("florence-2").read([{ id, size }]);
  const pieces = [...reader.push(said), ...reader.end()];
  return pieces.flatMap((piece): FoundMark[] => {
    if (piece.kind !== "action") return [];
    const { action } = piece;
    if (action.kind === "line") return [{ outline: action.points.slice(0, -1), words: "", confidence: null }];
    const box = action.kind === "box" ? clampBox(action.box, size) : null;
    return action.kind === "box" && box && isRealBox(box) ? [boxMark(box, action.label, null)] : [];
  });
}

/** Where Florence-2 may lie, and what it is loaded with. */
export interface PhraseModelPlaces {
  readonly folders: Folders;
  readonly kept?: KeptModels;
  readonly createEngine?: () => Engine;
}

/**
 * Florence-2 in an engine of its own: from the folder of it that was picked last, else as this browser keeps it. Null where
 * there is neither, or what there is cannot be loaded.
 */
export async function loadPhraseModel({
  folders,
  kept = createKeptModels(),
  createEngine = createWorkerEngine,
}: PhraseModelPlaces): Promise<PhraseModel | null> {
  const source = (await sourceInFolders(folders)) ?? (await sourceAmongKept(kept));
  if (source === null) return null;
  const engine = createEngine();
  const { signal } = new AbortController();
  const loaded = await engine.load(source, { backend: "auto", onProgress: () => undefined, signal });
  if (loaded.ok) return { model: loaded.value, leave: () => engine.dispose() };
  engine.dispose();
  return null;
}

/** Told by what its settings say: a person may have called the folder anything. */
async function sourceInFolders(folders: Folders): Promise<ModelSource | null> {
  for (const [name, files] of [...folders].reverse()) {
    if (await holdsPhraseModel(files)) return { kind: "folder", name, files };
  }
  return null;
}

async function holdsPhraseModel(files: readonly FolderFile[]): Promise<boolean> {
  // Of several, the model's own is the one that lies highest.
  const [config] = files
    .filter(({ path }) => /(^|\/)config\.json$/.test(path))
    .toSorted((a, b) => a.path.length - b.path.length);
  try {
    const settings: unknown = JSON.parse((await config?.file.text()) ?? "null");
    return (
      typeof settings === "object" &&
      settings !== null &&
      "model_type" in settings &&
      settings.model_type === "florence2"
    );
  } catch {
    return false;
  }
}

async function sourceAmongKept(kept: KeptModels): Promise<ModelSource | null> {
  const found = (await kept.list()).find(
    ({ name, unfinishedBytes }) => /florence-2/i.test(name) && unfinishedBytes === 0,
  );
  return found === undefined ? null : sourceOf(found.id);
}

/** Of a kept model's name, `https://host/owner/name@revision`. */
function sourceOf(id: string): ModelSource | null {
  const [, hubUrl, repo, revision] = /^(.+)\/([^/]+\/[^/@]+)@([^/]+)$/.exec(id) ?? [];
  if (hubUrl === undefined || repo === undefined || revision === undefined) return null;
  return { kind: "hub", repo, revision: decodeURIComponent(revision), hubUrl };
}
