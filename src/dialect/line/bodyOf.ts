import { unreachable } from "../../base";
import type { StepBody } from "../../trace";
import type { Piece } from "../contract/dialect";

/** Longer words than this no trace file takes. */
const WORDS_LIMIT = 1_000_000;

/** What a piece becomes as a step. Filler is part of the words and no step of its own. */
export function bodyOf(piece: Exclude<Piece, { kind: "filler" }>): StepBody {
  switch (piece.kind) {
    case "thought":
    case "answer":
      return { kind: piece.kind, text: piece.text.slice(0, WORDS_LIMIT) };
    case "action":
      return { kind: "action", action: piece.action, declared: piece.declared };
    case "unparsed":
      return { kind: "unparsed", text: piece.text.slice(0, WORDS_LIMIT), code: piece.error.code, at: piece.error.at };
    default:
      return unreachable(piece);
  }
}
