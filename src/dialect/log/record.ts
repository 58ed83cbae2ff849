import type { Size } from "../../geometry";

/** A picture as a log speaks of it. */
export type ImageReference =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "data"; readonly url: string }
  /** A picture stood here, and the log kept nothing of it. */
  | { readonly kind: "dropped" };

export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly image: ImageReference };

/** One message of a run. `observation` is whatever the model was shown after it first spoke. */
export interface Message {
  readonly role: "system" | "user" | "assistant" | "observation";
  readonly parts: readonly MessagePart[];
  /** Where it stands, for a person to find it: `message 3`. */
  readonly place: string;
}

/** One run of a log, whatever form it was kept in. */
export interface LogRecord {
  readonly place: string;
  readonly title: string;
  /** The form it was kept in; says the dialect where the words do not. */
  readonly form: string;
  readonly instructions: string;
  readonly question: string;
  readonly images: readonly ImageReference[];
  readonly messages: readonly Message[];
  /** The right answer, where the log has it, and the field that it stands in. */
  readonly reference: { readonly answer: string; readonly field: string } | null;
  /** What the log itself says of how good the run was, and in which field; above a half is right. */
  readonly score: { readonly value: number | boolean; readonly field: string } | null;
  /** The size of each image as the log tells it, in pixels of the original. */
  readonly sizes: readonly (Size | null)[];
  /** The size at which each image was shown, as the words of the log tell it. */
  readonly frames: readonly (Size | null)[];
}

export const textOfParts = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
