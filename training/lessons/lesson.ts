import type { ImageBox } from "../../src/geometry";
import type { GymProblem } from "../../src/gym";
import { IMAGE_TEXT } from "../template";

/** A stretch of conversation, and whether the model is to learn to write it. */
export interface Stretch {
  readonly text: string;
  readonly isLearnt: boolean;
}

/** What stands behind a dash tells how it begins: a wrong or a right look given, or every look refused. */
export type DialogKind =
  | GymProblem["family"]
  | `${GymProblem["family"]}-${"wrong" | "given" | "refused"}`
  | `find-closer${"" | "-wrong" | "-given"}`
  | "refer"
  | "list"
  | "drill"
  | "own";

export interface Dialog {
  readonly kind: DialogKind;
  readonly stretches: readonly Stretch[];
  /** Which images are shown, in order: first the pictures, from 0, then the crops. */
  readonly images: readonly number[];
  /** Boxes one thing after another until none is left. */
  readonly decides?: boolean;
  /** A line ends at what it meets, and the answer is what stands at the last point of the last line. */
  readonly answersAtLine?: boolean;
}

/** A part of the first picture as it is shown to the model, and what a dense head is to see in it. */
export interface Crop {
  /** Whole pixels of the picture. */
  readonly box: ImageBox;
  readonly letter?: string;
  /** The class of the object in it. */
  readonly name?: number;
  readonly figure?: number;
}

export interface Lesson {
  readonly crops: readonly Crop[];
  readonly dialogs: readonly Dialog[];
}

export const asked = (question: string, images = 1): Stretch => ({
  text: `<|im_start|>User:${IMAGE_TEXT.repeat(images)}${question}<end_of_utterance>\nAssistant:`,
  isLearnt: false,
});

/** Words that the model is to learn, with the end of its turn. */
export const learnt = (text: string): Stretch => ({ text: `${text}<end_of_utterance>`, isLearnt: true });
/** Words that it is to learn and then goes on from. */
export const begun = (text: string): Stretch => ({ text, isLearnt: true });
/** Words that somebody else put there. */
export const given = (text: string): Stretch => ({ text, isLearnt: false });
export const END_GIVEN: Stretch = { text: "<end_of_utterance>", isLearnt: false };
export const SHOWN: Stretch = { text: `\nUser:${IMAGE_TEXT}<end_of_utterance>\nAssistant:`, isLearnt: false };
/** The turn after a look, in a dialog without pictures. */
export const SHOWN_NOTHING = "\nUser:<end_of_utterance>\nAssistant:";
/** What the runner says where an action could not be performed. */
export const complained = (text: string): Stretch => given(`\nUser: ${text}<end_of_utterance>\nAssistant:`);
export const REFUSED = complained("refused");

/** How a dialog begins: on its own, with a wrong or a right first move given, or with the look refused. */
export type Opening = "own" | "wrong" | "given" | "refused";

export function drawOpening(rng: { next(): number }, shares = { wrong: 0.2, given: 0.12, refused: 0.08 }): Opening {
  const at = rng.next();
  if (at < shares.wrong) return "wrong";
  if (at < shares.wrong + shares.given) return "given";
  return at < shares.wrong + shares.given + shares.refused ? "refused" : "own";
}

export const kindOf = (family: GymProblem["family"], opening: Opening): DialogKind =>
  opening === "own" ? family : `${family}-${opening}`;
