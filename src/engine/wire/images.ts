// Pixels cross the worker boundary once. Later prompts name an image by its hash alone, and where the worker has forgotten
// it, it says so and the prompt is sent again in full: a line of eight photographs would be half a gigabyte a step.

import type { Pixels } from "../../pixels";
import { createByteCache } from "../cache/byteCache";
import { EngineError, refuse } from "../contract/failure";
import type { EngineImage, PromptMessage, PromptPart } from "../contract/model";

/** An image on the wire; null where the other side should know its pixels. */
export interface WireImage {
  readonly hash: string;
  readonly pixels: Pixels | null;
}

export type WirePart = Extract<PromptPart, { kind: "text" }> | { readonly kind: "image"; readonly image: WireImage };

export interface WireMessage extends Omit<PromptMessage, "parts"> {
  readonly parts: readonly WirePart[];
}

/** The sending side: which images were sent before. */
export interface ImageSender {
  pack(messages: readonly PromptMessage[]): WireMessage[];
  packImage(image: EngineImage): WireImage;
  /** Runs a call, and once more with all pixels where the other side had forgotten some. */
  withRetry<T>(call: () => Promise<T>): Promise<T>;
}

const FORGOTTEN = "image-forgotten";

export function createImageSender(): ImageSender {
  const sent = new Set<string>();
  const packImage = ({ hash, pixels }: EngineImage): WireImage => {
    if (sent.has(hash)) return { hash, pixels: null };
    sent.add(hash);
    return { hash, pixels };
  };
  return {
    packImage,
    pack: (messages) =>
      messages.map((message) => ({
        ...message,
        parts: message.parts.map((part) =>
          part.kind === "image" ? { kind: "image", image: packImage(part.image) } : part,
        ),
      })),
    async withRetry(call) {
      try {
        return await call();
      } catch (thrown) {
        if (!(thrown instanceof EngineError) || thrown.detail !== FORGOTTEN) throw thrown;
        sent.clear();
        return call();
      }
    },
  };
}

/** The receiving side: the pixels that were sent lately. */
export interface ImageReceiver {
  unpack(messages: readonly WireMessage[]): PromptMessage[];
  unpackImage(image: WireImage): EngineImage;
}

const KEPT_BYTES = 128 * 2 ** 20;

export function createImageReceiver(keptBytes = KEPT_BYTES): ImageReceiver {
  const kept = createByteCache<Pixels>(keptBytes);
  const pixelsOf = ({ hash, pixels }: WireImage, here: ReadonlyMap<string, Pixels>): Pixels => {
    if (pixels !== null) kept.set(hash, pixels, pixels.data.length);
    return (
      pixels ?? here.get(hash) ?? kept.get(hash) ?? refuse("bad-request", "An image must be sent again.", FORGOTTEN)
    );
  };
  return {
    unpackImage: (image) => ({ hash: image.hash, pixels: pixelsOf(image, new Map()) }),
    unpack(messages) {
      // An image may be too large to be kept, and stand in one prompt twice: once in full, then by name.
      const images = messages.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === "image" ? [part.image] : [])),
      );
      const here = new Map(images.flatMap(({ hash, pixels }) => (pixels === null ? [] : [[hash, pixels] as const])));
      return messages.map((message) => ({
        ...message,
        parts: message.parts.map((part) =>
          part.kind === "image"
            ? { kind: "image", image: { hash: part.image.hash, pixels: pixelsOf(part.image, here) } }
            : part,
        ),
      }));
    },
  };
}
