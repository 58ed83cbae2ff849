import type { Result } from "../../base";
import type { Size } from "../../geometry";
import type { Failure } from "./failure";

export const FILM_CONTAINERS = ["webm", "mp4", "gif"] as const;
export type FilmContainer = (typeof FILM_CONTAINERS)[number];

/** What a film can be written as in this browser. */
export interface FilmForm {
  readonly container: FilmContainer;
  readonly codec: "vp9" | "vp8" | "av1" | "avc" | "gif";
  /** The codec with its level, as browsers name it. */
  readonly codecString: string;
  /** What was asked for, with sides that the codec can have. */
  readonly size: Size;
}

/** What is filmed: a function of a frame's number, of the size of the form. */
export interface FilmFrames {
  readonly size: Size;
  readonly framesPerSecond: number;
  readonly frameCount: number;
  /** Frames of one name look the same. */
  nameOf(frame: number): string;
  paint(context: OffscreenCanvasRenderingContext2D, frame: number): void;
}

/** Makes films: frame by frame, with times of their own. */
export interface Films {
  /** One form a container that this browser was seen to encode at this size; empty where nothing is so large. */
  forms(size: Size, framesPerSecond: number): Promise<readonly FilmForm[]>;
  /** Rejects with the reason of `signal` where that ends it. */
  record(
    frames: FilmFrames,
    form: FilmForm,
    options: { readonly signal: AbortSignal; onProgress(framesDone: number): void },
  ): Promise<Result<Blob, Failure>>;
}
