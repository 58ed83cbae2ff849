import type { LogToken } from "../dialect";
import type { Token } from "../trace";

/** The tokens of a text that is cut into pieces from its beginning on. */
export class TokenQueue {
  private readonly tokens: readonly LogToken[];
  private next = 0;
  /** In UTF-16 units: where the last piece ended, and the last token that was taken. */
  private cut = 0;
  private told: number;

  /** `from` is where the first token stands in the text. */
  constructor(tokens: readonly LogToken[], from = 0) {
    this.tokens = tokens;
    this.told = from;
  }

  /** The tokens up to the one that completes the next piece, as a model would have written them by then. */
  taken(length: number): readonly Token[] {
    this.cut += length;
    const from = this.next;
    for (let token = this.tokens[this.next]; token && this.told < this.cut; token = this.tokens[this.next]) {
      this.told += token.text.length;
      this.next++;
    }
    // What ends a turn has no text, and comes with the last words of it.
    if (this.tokens.slice(this.next).every(({ text }) => text === "")) this.next = this.tokens.length;
    return this.tokens.slice(from, this.next).map(tokenOf);
  }
}

/** Logs mostly tell no numbers of tokens: within one token the same words have the same, and others have others. */
function tokenOf({ text, spelled = text, logProbability, alternatives }: LogToken): Token {
  // Among what there could have been it stands as the log spells it.
  const texts = [...new Set([spelled, ...alternatives.map((other) => other.text)])];
  const idOf = (words: string): number => -1 - texts.indexOf(words);
  const likeliest = new Map(alternatives.map((other) => [other.text, other]));
  return {
    id: idOf(spelled),
    text,
    logProbability,
    alternatives: [...likeliest.values()].map((other) => ({ ...other, id: idOf(other.text) })),
  };
}
