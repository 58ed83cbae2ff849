import type { Action, ImageId } from "../action";
import { err, mapResult, ok, type Result } from "../base";
import type { Pixels } from "../pixels";
import { createPixelCache } from "./cache";
import { type DecodedImage, decodeImage, type ImageNote } from "./decode";
import type { ImageFailure } from "./failure";
import { imageIdOfBytes, imageIdOfPixels } from "./imageId";
import type { DrawingStyles } from "./mark";
import { type PerformRefusal, performAction } from "./perform";
import { encodePng } from "./png";

/** Where the bytes of source images lie. A write that cannot be kept is the shelf's own trouble: it does not throw. */
export interface ImageShelf {
  read(id: ImageId): Promise<Uint8Array<ArrayBuffer> | null>;
  write(id: ImageId, bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<void>;
}

export interface SeenImage {
  readonly id: ImageId;
  readonly width: number;
  readonly height: number;
}

export interface AddedImage extends SeenImage {
  readonly name: string;
  readonly mime: string;
  readonly notes: readonly ImageNote[];
}

/** How a derived image was made, so that it can be made again. */
export interface Recipe {
  readonly image: ImageId;
  readonly action: Action;
  /** Further marks on what came of it, whatever image they name: they were shown all at once. */
  readonly marks?: readonly Action[];
}

/** A derived image that came out otherwise when it was made again. */
export interface Mismatch {
  readonly image: ImageId;
  readonly remade: ImageId;
}

/** What a run looks with: performs actions, and has the pixels of every image, kept or made again. */
export interface Eyes {
  perform(action: Action): Promise<Result<SeenImage, PerformRefusal | "image-not-found">>;
  pixels(id: ImageId): Promise<Result<Pixels, "image-not-found">>;
  /** A file as a source image: decoded, named by its bytes and put on the shelf. */
  add(file: Uint8Array<ArrayBuffer> | Blob, name: string): Promise<Result<AddedImage, ImageFailure>>;
  /** Pixels made in the page as a source image: its file is a PNG of them. */
  addPixels(pixels: Pixels, name: string): Promise<AddedImage>;
  /** Learns how the derived images of an opened trace were made. */
  recall(recipes: Iterable<Recipe>): void;
}

export type DecodeImage = (
  bytes: Uint8Array<ArrayBuffer>,
) => Promise<Result<Pick<DecodedImage, "id" | "pixels" | "mime" | "notes">, ImageFailure>>;

export interface EyesOptions {
  /** Bytes of decoded pixels to keep; 256 MiB where left out. */
  readonly budgetBytes?: number;
  /** The browser's decoders where left out. */
  readonly decode?: DecodeImage;
  readonly onMismatch?: (mismatch: Mismatch) => void;
  /** The styles of systems' own tools, fetched when a mark first asks for one; none where left out. */
  readonly drawingStyles?: () => Promise<DrawingStyles>;
}

export function createEyes(shelf: ImageShelf, options: EyesOptions = {}): Eyes {
  const { budgetBytes = 256 * 2 ** 20, decode = decodeImage, onMismatch = () => {}, drawingStyles } = options;
  const cache = createPixelCache(budgetBytes);
  const recipes = new Map<ImageId, readonly [Action, ...Action[]]>();
  const pending = new Map<ImageId, Promise<Pixels | null>>();

  // The first recipe is kept: it was made before its image could be part of another, so it leads back to a source.
  const learn = (image: ImageId, action: Action, marks: readonly Action[] = []): void => {
    if (image !== action.image && !recipes.has(image)) recipes.set(image, [action, ...marks]);
  };

  const performed = async (action: Action, pixels: Pixels): Promise<Result<Pixels, PerformRefusal>> => {
    const isStyled = "pen" in action && action.pen !== undefined;
    return performAction(action, pixels, isStyled ? await drawingStyles?.() : undefined);
  };

  /** `above` are the images that wait for this one: a recipe that leads back to itself makes nothing. */
  const find = async (id: ImageId, above: readonly ImageId[]): Promise<Pixels | null> => {
    const kept = cache.get(id);
    if (kept) return kept;
    if (above.includes(id)) return null;
    const pixels = (await remake(id, above)) ?? (await unshelve(id));
    if (pixels) cache.set(id, pixels);
    return pixels;
  };

  const remake = async (id: ImageId, above: readonly ImageId[]): Promise<Pixels | null> => {
    const actions = recipes.get(id);
    let pixels = actions ? await find(actions[0].image, [...above, id]) : null;
    if (!actions || !pixels) return null;
    for (const action of actions) {
      const made = await performed(action, pixels);
      if (!made.ok) return null;
      pixels = made.value;
    }
    const remade = await imageIdOfPixels(pixels);
    if (remade !== id) onMismatch({ image: id, remade });
    return pixels;
  };

  const unshelve = async (id: ImageId): Promise<Pixels | null> => {
    const bytes = await shelf.read(id);
    const decoded = bytes && (await decode(bytes));
    return decoded?.ok ? decoded.value.pixels : null;
  };

  /** Asked for twice at once, an image is made once. */
  const findOnce = (id: ImageId): Promise<Pixels | null> => {
    const found = pending.get(id) ?? find(id, []).finally(() => pending.delete(id));
    pending.set(id, found);
    return found;
  };

  return {
    async perform(action) {
      const from = await findOnce(action.image);
      if (!from) return err("image-not-found");
      const made = await performed(action, from);
      if (!made.ok) return made;
      const id = await imageIdOfPixels(made.value);
      learn(id, action);
      cache.set(id, made.value);
      return ok({ ...sizeOf(made.value), id });
    },
    async pixels(id) {
      const pixels = await findOnce(id);
      return pixels ? ok(pixels) : err("image-not-found");
    },
    async add(file, name) {
      const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file;
      const decoded = await decode(bytes);
      if (decoded.ok) {
        cache.set(decoded.value.id, decoded.value.pixels);
        await shelf.write(decoded.value.id, bytes, decoded.value.mime);
      }
      return mapResult(decoded, ({ id, pixels, mime, notes }) => ({ ...sizeOf(pixels), id, name, mime, notes }));
    },
    async addPixels(pixels, name) {
      const bytes = await encodePng(pixels);
      const id = await imageIdOfBytes(bytes);
      cache.set(id, pixels);
      await shelf.write(id, bytes, "image/png");
      return { ...sizeOf(pixels), id, name, mime: "image/png", notes: [] };
    },
    recall(list) {
      for (const { image, action, marks } of list) learn(image, action, marks);
    },
  };
}

const sizeOf = ({ width, height }: Pixels) => ({ width, height });
