import type { ImageId } from "../action";
import type { Result } from "../base";
import type { Turn } from "../dialect";
import { RemoteError, remoteFailure } from "./failure";

/** A picture as a file that every server reads. */
export interface EncodedImage {
  readonly mime: "image/png" | "image/jpeg";
  readonly bytes: Uint8Array;
}

export type ImagePart = Extract<Turn["parts"][number], { kind: "image" }>;

/** Where pictures come from, at the size that the turn asks for; a refusal is a kebab-case code. */
export type ImageSource = (id: ImageId, size?: ImagePart["size"]) => Promise<Result<EncodedImage, string>>;

/** The same picture at another size is another file. */
export const imageKey = ({ image, size }: ImagePart): string =>
  size ? `${image}/${size.width}x${size.height}` : image;

/** What most servers still take in one picture, bytes. */
export const IMAGE_BUDGET = 12 * 2 ** 20;

/** Pictures as `data:` addresses, encoded once as long as they are spoken of. */
export class DataUrls {
  private readonly source: ImageSource;
  private known = new Map<string, string>();

  constructor(source: ImageSource) {
    this.source = source;
  }

  /** The addresses of all pictures in `turns`, by their keys; those of others are let go. Throws a `RemoteError`. */
  async of(turns: readonly Turn[]): Promise<ReadonlyMap<string, string>> {
    const urls = new Map<string, string>();
    for (const part of turns.flatMap(({ parts }) => parts)) {
      if (part.kind === "text") continue;
      const key = imageKey(part);
      if (!urls.has(key)) urls.set(key, this.known.get(key) ?? (await this.encode(part)));
    }
    this.known = urls;
    return urls;
  }

  private async encode({ image, size }: ImagePart): Promise<string> {
    const encoded = await this.source(image, size);
    if (!encoded.ok) throw new RemoteError(remoteFailure("server-image-missing", encoded.error));
    const { mime, bytes } = encoded.value;
    if (bytes.length > IMAGE_BUDGET) {
      throw new RemoteError(remoteFailure("server-image-too-large", `${bytes.length} > ${IMAGE_BUDGET} bytes`));
    }
    return `data:${mime};base64,${base64(bytes)}`;
  }
}

const SLICE = 0x8000;

/** In slices: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += SLICE) binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(binary);
}

/** `data:image/png;base64,…` with its length in place of its bytes, for reading. */
export const abbreviated = (url: string): string =>
  url.replace(/^(data:[a-z/]+;base64,).*$/s, (_, head: string) => `${head}… (${url.length - head.length} characters)`);
