// For tests of dialects: what every reader must do with any text, however it arrives.
import { expect } from "vitest";
import type { Dialect, Piece, ShownImage } from "../contract/dialect";

/** The pieces of a text that arrives in these parts. */
export function piecesOf(dialect: Dialect, shown: readonly ShownImage[], parts: readonly string[]): readonly Piece[] {
  const reader = dialect.read(shown);
  return [...parts.flatMap((part) => reader.push(part)), ...reader.end()];
}

/** Every law of reading, for one text. Gives its pieces back. */
export function expectReads(dialect: Dialect, shown: readonly ShownImage[], text: string): readonly Piece[] {
  const whole = piecesOf(dialect, shown, [text]);
  expect(piecesOf(dialect, shown, [...text])).toEqual(whole); // sign by sign as at once
  expect(whole.map(({ raw }) => raw).join("")).toBe(text); // nothing lost, nothing put in
  for (const piece of whole) {
    if (piece.kind !== "unparsed") continue;
    expect(piece.error.at).toBeGreaterThanOrEqual(0); // the place of an error can be underlined
    expect(piece.error.at).toBeLessThanOrEqual(piece.text.length);
  }
  return whole;
}
