import type { Token, TokenAlternative } from "../trace";
import type { ToldToken } from "./chunk";

/**
 * Makes tokens of a server's words, so that their texts laid end to end are those words to the letter.
 * One for each answer: a character may be cut in two by the end of a chunk.
 */
export class TokenMaker {
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private readonly ids: TokenIds;

  constructor(ids: TokenIds) {
    this.ids = ids;
  }

  /** The tokens of `text`. Without probabilities all of it is one token, of which only the words are known. */
  make(text: string, told: readonly ToldToken[]): readonly Token[] {
    if (told.length === 0) return text === "" ? [] : [this.untold(text)];
    let rest = text;
    const tokens = told.map((token): Token => {
      const own = this.textOf(token);
      // A token whose words the server keeps to itself, such as the one that ends the turn, adds none.
      const said = rest.startsWith(own) ? own : "";
      rest = rest.slice(said.length);
      const alternatives = token.alternatives.map((other) => this.tokenOf(other, wordsOf(other)));
      return { ...this.tokenOf(token, said), alternatives };
    });
    return rest === "" ? tokens : this.withRest(tokens, rest);
  }

  /** Words that the server said without telling how likely they were. */
  untold(text: string): Token {
    return { id: this.ids.idOf({ text, bytes: null }), text, logProbability: null, alternatives: [] };
  }

  private withRest(tokens: readonly Token[], rest: string): readonly Token[] {
    const last = tokens.at(-1);
    return last ? [...tokens.slice(0, -1), { ...last, text: last.text + rest }] : [this.untold(rest)];
  }

  private textOf(token: ToldToken): string {
    return token.bytes === null ? token.text : this.decoder.decode(new Uint8Array(token.bytes), { stream: true });
  }

  private tokenOf(token: Omit<ToldToken, "alternatives">, text: string): TokenAlternative {
    return { id: token.id ?? this.ids.idOf(token), text, logProbability: Math.min(0, token.logProbability) };
  }
}

/** Numbers for tokens whose own are not told: the same words have the same number as long as the page lives. */
export class TokenIds {
  private readonly known = new Map<string, number>();

  idOf(token: Pick<ToldToken, "text" | "bytes">): number {
    const name = token.bytes === null ? token.text : token.bytes.join(" ");
    const id = this.known.get(name) ?? -1 - this.known.size;
    this.known.set(name, id);
    return id;
  }
}

const wordsOf = ({ text, bytes }: Pick<ToldToken, "text" | "bytes">): string =>
  bytes === null ? text : new TextDecoder().decode(new Uint8Array(bytes));
