import type { Dialect, Memory, Piece, ShownImage } from "../dialect";

/** One turn of a model as its dialect reads it. */
export interface TurnRead {
  readonly pieces: readonly Piece[];
  /** What the turn leaves to be remembered by the next. */
  readonly memory: Memory | null;
}

/** Reads the words of a turn on the images shown before it, with what the turns before left to be remembered. */
export function readTurn(
  words: string,
  dialect: Dialect,
  shown: readonly ShownImage[],
  memory: Memory | null = null,
): TurnRead {
  const reader = dialect.read(shown, memory);
  return { pieces: [...reader.push(words), ...reader.end()], memory: reader.memory?.() ?? null };
}
