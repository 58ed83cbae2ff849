import { err } from "../../base";
import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { talk } from "./blocks";
import { answer, type CallResult, pieceOf } from "./call";
import { readScreenCall, type ScreenCall, unknownVerb } from "./screen";

// Calls that operate a screen, where they stand among words.

/** The screens that a turn may mean, and what numbers on them count in where no size was told. */
export interface Screens {
  readonly shown: readonly ShownImage[];
  readonly space: CoordinateSpace;
}

/** The piece that a call written as `raw` makes, on the screen shown last. */
export function operatedPieces(call: ScreenCall, raw: string, { shown, space }: Screens): readonly Piece[] {
  const reading = readScreenCall(call, shown.at(-1), space);
  if (!reading) return [{ kind: "unparsed", raw, text: raw, error: unknownVerb(Math.max(0, raw.indexOf(call.verb))) }];
  return reading.kind === "answer" ? answer(reading.text, raw) : [pieceOf(withinWords(reading.result), raw, raw)];
}

/** Places of a refusal are told within the turn; its words are shown alone. */
const withinWords = (result: CallResult): CallResult => (result.ok ? result : err({ ...result.error, at: 0 }));

/** A call, and where it stands in the words. */
export interface WrittenCall extends ScreenCall {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

/** Further calls of one turn are words: a hostile turn may hold very many. */
export const MOST_CALLS = 1000;

/** The pieces of words with calls in them, in their order; what stands between is thought, without what labels it. */
export function wordsWithCalls(
  raw: string,
  calls: readonly WrittenCall[],
  screens: Screens,
  label: RegExp,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  const think = (to: number): void => {
    const words = raw.slice(taken, to);
    if (words !== "") pieces.push(...talk(words, words.replaceAll(label, "")));
    taken = to;
  };
  for (const call of calls.slice(0, MOST_CALLS)) {
    if (call.start < taken) continue;
    think(call.start);
    pieces.push(...operatedPieces(call, raw.slice(call.start, call.end), screens));
    taken = call.end;
  }
  think(raw.length);
  return pieces;
}
