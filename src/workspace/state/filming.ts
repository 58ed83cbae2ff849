import type { Failure, FilmContainer } from "../ports";

/** What is made of a line: a film, one picture of all its steps, or files for a paper. */
export const FILM_KINDS = ["film", "sheet", "paper"] as const;
export type FilmKind = (typeof FILM_KINDS)[number];

export const FILM_SIZES = ["hd", "full-hd", "square", "readme", "own"] as const;
export type FilmSize = (typeof FILM_SIZES)[number];

export const FILM_RATES: readonly number[] = [10, 20, 25, 30, 50, 60];
export const FILM_SPEEDS: readonly number[] = [0.5, 1, 1.5, 2, 4];

/** What is told: the line in sight, or the chapters that a person made of it and of other lines. */
export const FILM_SUBJECTS = ["line", "story"] as const;
export type FilmSubject = (typeof FILM_SUBJECTS)[number];

/** What a person chose for films. */
export interface FilmChoice {
  readonly kind: FilmKind;
  readonly subject: FilmSubject;
  /** The first that this browser can write, where null. */
  readonly container: FilmContainer | null;
  readonly size: FilmSize;
  /** Pixels, where the size is their own. */
  readonly width: number;
  readonly height: number;
  readonly captions: boolean;
  /** The page's own, where null. */
  readonly theme: "light" | "dark" | null;
  readonly speed: number;
  readonly framesPerSecond: number;
  /** Of a sheet: pictures side by side, and device pixels a CSS pixel. */
  readonly columns: number;
  readonly sharpness: number;
  /** The first and the last step of the line, counted from 1; its ends, where null. */
  readonly from: number | null;
  readonly to: number | null;
}

/** The film that is being made, or the last one. It goes on while its dialog is closed. */
export type Filming =
  | { readonly kind: "none" }
  /** `part` is how much of it is done, from 0 to 1. */
  | { readonly kind: "recording"; readonly part: number; readonly stop: () => void }
  | { readonly kind: "saved"; readonly name: string; readonly bytes: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface FilmState {
  readonly choice: FilmChoice;
  readonly filming: Filming;
}

export const NO_FILM: FilmState = {
  choice: {
    kind: "film",
    subject: "line",
    container: null,
    size: "hd",
    width: 1280,
    height: 720,
    captions: true,
    theme: null,
    speed: 1,
    framesPerSecond: 30,
    columns: 3,
    sharpness: 2,
    from: null,
    to: null,
  },
  filming: { kind: "none" },
};
