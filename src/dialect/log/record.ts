import type { Size } from "../../geometry";

/** A picture as a log speaks of it. */
export type ImageReference =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "data"; readonly url: string }
  /** A picture stood here, and the log kept nothing of it, but maybe its size. */
  | { readonly kind: "dropped"; readonly size?: Size };

/** A token of the model's words as a log tells it. Log-probabilities are natural; null where they are not told. */
export interface LogToken {
  readonly text: string;
  /** How the log writes it, where that is not what it added to the text: a part of a character, what ends a turn. */
  readonly spelled?: string;
  readonly logProbability: number | null;
  /** The likeliest in its place, mostly with the token itself. */
  readonly alternatives: readonly { readonly text: string; readonly logProbability: number }[];
}

export type MessagePart =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Laid end to end they are the text, or a row of it. */
      readonly tokens?: readonly LogToken[];
      /** Where in the text that row begins, in UTF-16 units; at its beginning where it is left out. */
      readonly tokensFrom?: number;
    }
  | { readonly kind: "image"; readonly image: ImageReference };

/** One message of a run. `observation` is whatever the model was shown after it first spoke. */
export interface Message {
  readonly role: "system" | "user" | "assistant" | "observation";
  readonly parts: readonly MessagePart[];
  /** Where it stands, for a person to find it: `message 3`. */
  readonly place: string;
}

/** Something in a log that was not understood, and where. */
export interface Unread {
  readonly place: string;
  readonly code: string;
  /** The beginning of it. */
  readonly excerpt: string;
  /** What was not known: the path of a field, the type of a part, a tag, the name of a tool. */
  readonly what?: string;
  /** How many equal findings this one stands for; one where it is left out. */
  readonly count?: number;
  /** Where the others of them stand, in their order, as far as they are listed. */
  readonly also?: readonly string[];
}

/** What a log says of how good a run was, and in which field. */
export interface LogScore {
  /** A number, right or wrong, or what a judge said of it. */
  readonly value: number | boolean | string;
  readonly field: string;
  /** Whether the run is right where this is above a half. */
  readonly decides: boolean;
}

/** The things and places that a row keeps beside its words, in the order of their placeholders. */
export interface ToldObjects {
  readonly things: readonly string[];
  /** x and y in turn: a point, the corners of a box, or more points. */
  readonly places: readonly (readonly number[])[];
  /** Which picture each place is on, counted from 0. */
  readonly pictures: readonly number[];
  /** Shares of the picture, or pixels of it. */
  readonly space: "unit" | "pixel";
}

/** One run of a log, whatever form it was kept in. */
export interface LogRecord {
  readonly place: string;
  readonly title: string;
  /** The form it was kept in; says the dialect where the words do not. */
  readonly form: string;
  /** What the log calls the model whose words these are: a name, a path or an address; empty where it does not say. */
  readonly model: string;
  readonly instructions: string;
  readonly question: string;
  readonly images: readonly ImageReference[];
  readonly messages: readonly Message[];
  /** The right answer, where the log has it, and the field that it stands in. */
  readonly reference: ToldReference | null;
  /** The most telling first. */
  readonly scores: readonly LogScore[];
  /** The size of each image as the log tells it, in pixels of the original. */
  readonly sizes: readonly (Size | null)[];
  /** The size at which each image was shown, as the words of the log tell it. */
  readonly frames: readonly (Size | null)[];
  /** The size of the screen as the model was told it, where it operates one. */
  readonly screen: Size | null;
  /** Where a log holds two runs of one problem, of which `messages` is the better: the other one. */
  readonly rejected: RejectedRun | null;
  /** What the placeholders in its words stand for, where it has any: see `objects.ts`. */
  readonly objects?: ToldObjects;
  /** What the record holds beside all this, of which nobody knows what it is. */
  readonly unread: readonly Unread[];
}

/** What is right, in the log's own words; places are text too. */
export interface ToldReference {
  readonly answer: string;
  readonly field: string;
  /** Four numbers are a corner and a size; left out where they are two corners. */
  readonly layout?: "corner-and-size";
}

/** A run that was thought worse than another, and the fields that the two stand in. */
export interface RejectedRun {
  readonly messages: readonly Message[];
  readonly field: string;
  readonly chosenField: string;
}

/**
 * The words of a message for a person to read: parts that would run into one another stand on lines of their own. APIs
 * take each part as a block by itself, and a picture that stood between two is shown apart from the words.
 */
export function linesOfParts(parts: readonly MessagePart[]): string {
  let words = "";
  for (const part of parts)
    if (part.kind === "text") words += (RUNS_ON.test(words) && BEGINS.test(part.text) ? "\n" : "") + part.text;
  return words;
}

const RUNS_ON = /[\p{L}\p{N}\p{P}]$/u;
const BEGINS = /^[\p{L}\p{N}*#<[("'`]/u;

export function textOfParts(parts: readonly MessagePart[]): string {
  let words = "";
  for (const part of parts) if (part.kind === "text") words += part.text;
  return words;
}
