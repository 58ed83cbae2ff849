// gifenc 1.0.3 comes without types. Only what is used here (github.com/mattdesl/gifenc, README and src/index.js).
declare module "gifenc" {
  type Color = readonly number[];

  interface FrameOptions {
    palette?: readonly Color[];
    /** Milliseconds; written in hundredths of a second. */
    delay?: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 0 is for ever. */
    repeat?: number;
    /** What becomes of the frame when the next one comes; 1 leaves it. */
    dispose?: number;
  }

  interface Gif {
    writeFrame(indices: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    /** A copy of what was written since `stream.reset`. */
    bytes(): Uint8Array<ArrayBuffer>;
    readonly stream: { reset(): void };
  }

  export function GIFEncoder(options?: { initialCapacity?: number }): Gif;
  export function quantize(
    rgba: Uint8Array | Uint8ClampedArray,
    maxColors: number,
    options?: { format?: "rgb565" | "rgb444" | "rgba4444" },
  ): number[][];
}
