// "Find a phrase": Florence-2 in an engine of its own beside whatever model reasons. It is begun with the first call, from
// files that a person has loaded that model from before: a tool fetches nothing that was not asked for.
import type { FoundMark, ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { createDialect } from "../dialect";
import { createKeptModels, createWorkerEngine, type EngineModel, type ModelSource } from "../engine";
import { clampBox, type ImageBox, isRealBox, type Size } from "../geometry";
import { crop, type Pixels, wholeBox } from "../pixels";
import { boxMark, type Found, movedBy, surest, type ToolFailureCode } from "../tools";

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

/** Florence-2 as this browser keeps it, in a worker of its own; null where a person has not loaded it yet. */
export async function loadKeptPhraseModel(): Promise<PhraseModel | null> {
  const kept = (await createKeptModels().list()).find(
    ({ name, unfinishedBytes }) => /florence-2/i.test(name) && unfinishedBytes === 0,
  );
  const source = kept && sourceOf(kept.id);
  if (!source) return null;
  const engine = createWorkerEngine();
  const { signal } = new AbortController();
  const loaded = await engine.load(source, { backend: "auto", onProgress: () => undefined, signal });
  if (loaded.ok) return { model: loaded.value, leave: () => engine.dispose() };
  engine.dispose();
  return null;
}

/** Of a kept model's name, `https://host/owner/name@revision`. */
function sourceOf(id: string): ModelSource | null {
  const [, hubUrl, repo, revision] = /^(.+)\/([^/]+\/[^/@]+)@([^/]+)$/.exec(id) ?? [];
  if (hubUrl === undefined || repo === undefined || revision === undefined) return null;
  return { kind: "hub", repo, revision: decodeURIComponent(revision), hubUrl };
}
