/** Why a file is not opened as an image. */
export type ImageFailureCode =
  | "empty-file"
  /** Something else: text, a page, a document. */
  | "not-an-image"
  /** An image of a kind that browsers do not read; `detail` names it. */
  | "unsupported-image"
  /** More pixels than memory is spent on; `detail` is width × height. */
  | "too-large"
  /** Cut short, or altered so that it cannot be decoded. */
  | "damaged"
  /** An SVG that carries a program or another document. */
  | "svg-with-script";

export interface ImageFailure {
  readonly code: ImageFailureCode;
  /** What was found, for a message: a format, a size. May be empty; never a sentence. */
  readonly detail: string;
}
