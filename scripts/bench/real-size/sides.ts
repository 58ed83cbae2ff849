// What the two that are compared can be asked, in the page's words.

/** Which model, and what is prescribed; null leaves it to the one who loads. */
export interface LoadAsked {
  /** A server with the Hub's paths. */
  readonly hubUrl: string;
  /** "owner/name" on it. */
  readonly repo: string;
  readonly backend: "wasm" | "webgpu";
  readonly dtype: string | null;
  readonly threads: number | null;
}

export interface Loaded {
  readonly millis: number;
  readonly threads: number;
  /** Bytes of the weights, where the side says so. */
  readonly bytes: number | null;
  readonly chosen: string;
}

export interface Written {
  /** From asking to the first token. */
  readonly firstTokenMillis: number;
  /** Of those after the first. */
  readonly tokensPerSecond: number;
  readonly tokens: number;
}

export interface Side {
  load(asked: LoadAsked): Promise<Loaded>;
  /** A question about a picture of 512 × 512 that was never shown before, answered greedily. */
  write(picture: number, tokens: number): Promise<Written>;
}

export const QUESTION = "What is in the picture?";
export const EDGE = 512;

/** RGBA of a picture; each number has another. What it shows makes no difference to what it costs. */
export function paintedPixels(seed: number, edge = EDGE): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(edge * edge * 4);
  for (let i = 0; i < edge * edge; i++) {
    data.set([(i * (seed + 3)) % 256, (i >> 9) % 256, (i * 7 + seed * 31) % 256, 255], i * 4);
  }
  return data;
}

/** From the moments at which tokens came. */
export function writtenFrom(started: number, moments: readonly number[]): Written {
  const [first = Number.NaN] = moments;
  const last = moments.at(-1) ?? Number.NaN;
  return {
    firstTokenMillis: first - started,
    tokensPerSecond: (1000 * (moments.length - 1)) / (last - first),
    tokens: moments.length,
  };
}
