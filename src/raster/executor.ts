import type { Action, ImageId, ProducedImage, ToolExecutor } from "../action";
import { err, mapResult, ok, type Result } from "../base";
import type { Orientation } from "../geometry";
import type { Alteration, Pixels } from "../pixels";
import { createPixelCache } from "./cache";
import { type DecodedImage, decodeImage, type ImageNote } from "./decode";
import { encodePng } from "./encodePng";
import type { ImageFailure } from "./failure";
import { imageIdOfBytes, imageIdOfPixels } from "./imageId";
import type { DrawingStyles } from "./mark";
import type { PerformRefusal } from "./perform";

/** Where the bytes of source images lie. A write that cannot be kept is the storage's own trouble: it does not throw. */
export interface ImageFiles {
  read(id: ImageId): Promise<Uint8Array<ArrayBuffer> | null>;
  write(id: ImageId, bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<void>;
}

export interface AddedImage extends ProducedImage {
  readonly name: string;
  readonly mime: string;
  readonly orientation?: Orientation;
  readonly notes: readonly ImageNote[];
}

/**
 * How a derived image was made, so that it can be made again: by performing the same actions in the same way, with the
 * executor that is handed over.
 */
export interface Recipe {
  readonly image: ImageId;
  /** The image that it was made from. */
  readonly from: ImageId;
  make(executor: PictureMaker): Promise<Result<ProducedImage, string>>;
}

/** Performs actions, and makes the alterations that nobody asked for. */
export interface PictureMaker extends ToolExecutor {
  alter(image: ImageId, alteration: Alteration): Promise<Result<ProducedImage, "image-not-found">>;
}

/** A derived image that came out otherwise when it was made again. */
export interface Mismatch {
  readonly image: ImageId;
  readonly remade: ImageId;
}

/** Performs actions, and has the pixels of every image, kept or made again. */
export interface RasterExecutor extends PictureMaker {
  perform(action: Action): Promise<Result<ProducedImage, PerformRefusal | "image-not-found">>;
  pixels(id: ImageId): Promise<Result<Pixels, "image-not-found">>;
  /** A file as a source image: decoded, named by its bytes and kept. */
  add(file: Uint8Array<ArrayBuffer> | Blob, name: string): Promise<Result<AddedImage, ImageFailure>>;
  /** Pixels made in the page as a source image: its file is a PNG of them. */
  addPixels(pixels: Pixels, name: string): Promise<AddedImage>;
  /** Learns how the derived images of an opened trace were made. */
  recall(recipes: Iterable<Recipe>): void;
}

export type DecodeImage = (
  bytes: Uint8Array<ArrayBuffer>,
) => Promise<Result<Pick<DecodedImage, "id" | "pixels" | "mime" | "notes" | "orientation">, ImageFailure>>;

export interface RasterExecutorOptions {
  /** Bytes of decoded pixels to keep; 256 MiB where left out. */
  readonly budgetBytes?: number;
  /** The browser's decoders where left out. */
  readonly decode?: DecodeImage;
  readonly onMismatch?: (mismatch: Mismatch) => void;
  /** The styles of systems' own tools, fetched when a mark first asks for one; none where left out. */
  readonly drawingStyles?: () => Promise<DrawingStyles>;
}

export function createRasterExecutor(files: ImageFiles, options: RasterExecutorOptions = {}): RasterExecutor {
  const { budgetBytes = 256 * 2 ** 20, decode = decodeImage, onMismatch = () => {}, drawingStyles } = options;
  const performOn = performerWith(drawingStyles);
  const cache = createPixelCache(budgetBytes);
  const decodeKept = async (id: ImageId): Promise<Pixels | null> => {
    const bytes = await files.read(id);
    const decoded = bytes && (await decode(bytes));
    return decoded?.ok ? decoded.value.pixels : null;
  };
  const images = new ImageFinder(cache, { decodeKept, performOn, onMismatch });
  return {
    async perform(action) {
      const from = await images.find(action.image);
      if (!from) return err("image-not-found");
      const made = await performOn(from, action);
      if (!made.ok) return made;
      const { image, pixels } = made.value;
      const size = sizeOf(from);
      images.learn({ image: image.id, from: action.image, make: (executor) => executor.perform(action, size) });
      cache.set(image.id, pixels);
      return ok(image);
    },
    async alter(image, alteration) {
      const from = await images.find(image);
      if (!from) return err("image-not-found");
      const made = await named(await altered(from, alteration));
      images.learn({ image: made.image.id, from: image, make: (executor) => executor.alter(image, alteration) });
      cache.set(made.image.id, made.pixels);
      return ok(made.image);
    },
    async pixels(id) {
      const pixels = await images.find(id);
      return pixels ? ok(pixels) : err("image-not-found");
    },
    async add(file, name) {
      const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file;
      const decoded = await decode(bytes);
      if (decoded.ok) {
        cache.set(decoded.value.id, decoded.value.pixels);
        await files.write(decoded.value.id, bytes, decoded.value.mime);
      }
      return mapResult(decoded, ({ pixels, ...told }) => ({ ...sizeOf(pixels), ...told, name }));
    },
    async addPixels(pixels, name) {
      const bytes = await encodePng(pixels);
      const id = await imageIdOfBytes(bytes);
      cache.set(id, pixels);
      await files.write(id, bytes, "image/png");
      return { ...sizeOf(pixels), id, name, mime: "image/png", notes: [] };
    },
    recall(list) {
      for (const recipe of list) images.learn(recipe);
    },
  };
}

/** Finds pixels: in the cache, by making them again, or in storage. */
class ImageFinder {
  private readonly recipes = new Map<ImageId, Recipe>();
  private readonly pending = new Map<ImageId, Promise<Pixels | null>>();
  private readonly cache: PixelCache;
  private readonly tools: FinderTools;

  constructor(cache: PixelCache, tools: FinderTools) {
    this.cache = cache;
    this.tools = tools;
  }

  /** The first recipe is kept: it was made before its image could be part of another, so it leads back to a source. */
  learn(recipe: Recipe): void {
    if (recipe.image !== recipe.from && !this.recipes.has(recipe.image)) this.recipes.set(recipe.image, recipe);
  }

  /** Asked for twice at once, an image is made once. */
  find(id: ImageId): Promise<Pixels | null> {
    const found = this.pending.get(id) ?? this.findBelow(id, []).finally(() => this.pending.delete(id));
    this.pending.set(id, found);
    return found;
  }

  /** `above` are the images that wait for this one: a recipe that leads back to itself makes nothing. */
  private async findBelow(id: ImageId, above: readonly ImageId[]): Promise<Pixels | null> {
    const kept = this.cache.get(id);
    if (kept) return kept;
    if (above.includes(id)) return null;
    const pixels = (await this.remake(id, [...above, id])) ?? (await this.tools.decodeKept(id));
    if (pixels) this.cache.set(id, pixels);
    return pixels;
  }

  private async remake(id: ImageId, above: readonly ImageId[]): Promise<Pixels | null> {
    // What the recipe makes on its way stays here until it is done, whatever the cache gives up.
    const made = new Map<ImageId, Pixels>();
    const keep = ({ image, pixels }: Named): ProducedImage => {
      made.set(image.id, pixels);
      return image;
    };
    const remade = await this.recipes.get(id)?.make({
      perform: async (action) => {
        const from = made.get(action.image) ?? (await this.findBelow(action.image, above));
        return from ? mapResult(await this.tools.performOn(from, action), keep) : err("image-not-found");
      },
      alter: async (image, alteration) => {
        const from = made.get(image) ?? (await this.findBelow(image, above));
        return from ? ok(keep(await named(await altered(from, alteration)))) : err("image-not-found");
      },
    });
    if (!remade?.ok) return null;
    if (remade.value.id !== id) this.tools.onMismatch({ image: id, remade: remade.value.id });
    return made.get(remade.value.id) ?? null;
  }
}

type PixelCache = ReturnType<typeof createPixelCache>;

interface FinderTools {
  /** The pixels of a file that was given; null where there is none. */
  readonly decodeKept: (id: ImageId) => Promise<Pixels | null>;
  readonly performOn: PerformOn;
  readonly onMismatch: (mismatch: Mismatch) => void;
}

/** An image with its pixels, named by them. */
interface Named {
  readonly image: ProducedImage;
  readonly pixels: Pixels;
}

type PerformOn = (from: Pixels, action: Action) => Promise<Result<Named, PerformRefusal>>;

const performerWith =
  (drawingStyles: RasterExecutorOptions["drawingStyles"]): PerformOn =>
  async (from, action) => {
    const isStyled = "pen" in action && action.pen !== undefined;
    // Fetched with the first action: most of a page's visits replay what was done before.
    const { performAction } = await import("./perform");
    const made = performAction(action, from, isStyled ? await drawingStyles?.() : undefined);
    return made.ok ? ok(await named(made.value)) : made;
  };

const named = async (pixels: Pixels): Promise<Named> => ({
  image: { ...sizeOf(pixels), id: await imageIdOfPixels(pixels) },
  pixels,
});

/** Fetched with the first question about a look. */
async function altered(from: Pixels, alteration: Alteration): Promise<Pixels> {
  const { alter } = await import("./alter");
  return alter(from, alteration);
}

const sizeOf = ({ width, height }: Pixels) => ({ width, height });
