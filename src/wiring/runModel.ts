import type { ImageId } from "../action";
import type { Result } from "../base";
import type { Turn } from "../dialect";
import type { EngineModel, PromptMessage, PromptPart } from "../engine";
import type { Size } from "../geometry";
import { type Pixels, resize } from "../pixels";
import type { RunModel } from "../runner";

/** Where the pixels of an image come from. */
export interface PixelSource {
  pixels(id: ImageId): Promise<Result<Pixels, string>>;
}

/** A picture that a model is to be shown is nowhere to be had. */
export class PictureMissingError extends Error {
  readonly code = "picture-missing";

  constructor(image: ImageId, why: string) {
    super(`No pixels of ${image}: ${why}`);
    this.name = "PictureMissingError";
  }
}

/** An engine's model as the runner needs it: turns that name images become messages that hold their pixels. */
export const runModelOf = (model: EngineModel, source: PixelSource): RunModel => ({
  id: model.card.id,
  async *continue(request, signal) {
    const messages = await messagesOf(request.turns, source);
    for await (const event of model.continue({ ...request, messages }, signal)) {
      if (event.kind === "end") yield { kind: "end", reason: event.reason };
      else yield event;
    }
  },
  async *continueAll(request, signal, each) {
    const messages = await messagesOf(request.turns, source);
    for await (const event of model.rollouts({ ...request, messages }, signal, each)) {
      if (event.kind === "end") yield { kind: "end", rollout: event.rollout, reason: event.reason };
      else yield event;
    }
  },
  scoreAll: async (turns, continuations, signal, ending) =>
    model.scoreAll(await messagesOf(turns, source), continuations, signal, ending),
});

/** Turns with the pixels of their images. Throws `PictureMissingError` where an image cannot be had. */
export const messagesOf = (turns: readonly Turn[], source: PixelSource): Promise<readonly PromptMessage[]> =>
  Promise.all(
    turns.map(async ({ role, parts, tokenIds }) => {
      const shown = await Promise.all(parts.map((part) => partOf(part, source)));
      return { role, parts: shown, ...(tokenIds ? { tokenIds } : {}) };
    }),
  );

async function partOf(part: Turn["parts"][number], source: PixelSource): Promise<PromptPart> {
  if (part.kind === "text") return part;
  const pixels = await pixelsOf(part.image, source);
  const { size } = part;
  // Caches go by the name alone: the same picture at another size has another.
  const hash = size ? `${part.image}/${size.width}x${size.height}` : part.image;
  return { kind: "image", image: { hash, pixels: shownAt(pixels, size) } };
}

/** Throws `PictureMissingError` where they cannot be had. */
export async function pixelsOf(image: ImageId, source: PixelSource): Promise<Pixels> {
  const pixels = await source.pixels(image);
  if (!pixels.ok) throw new PictureMissingError(image, pixels.error);
  return pixels.value;
}

/** Pixels at the size that a system shows them at, where it does not show them at their own. */
export const shownAt = (pixels: Pixels, size: Size | undefined): Pixels =>
  size && (size.width !== pixels.width || size.height !== pixels.height)
    ? resize(pixels, size.width, size.height)
    : pixels;
