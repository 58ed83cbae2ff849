import type { Token } from "../../trace";
import { type Finder, MASK } from "./find";

// A key of forty letters is a dozen tokens, of which none looks like a key: they are looked through as one text.

/** The tokens with what was found masked in place; of those touched, the alternatives go too, as they say as much. */
export function maskedTokens(tokens: readonly Token[], find: Finder): readonly Token[] {
  const found = find(textOf(tokens));
  if (found.length === 0) return tokens;
  let at = 0;
  return tokens.map((token) => {
    const begin = at;
    at += token.text.length;
    const letters = [...Array(token.text.length).keys()].map((i) =>
      found.some(({ from, to }) => begin + i >= from && begin + i < to) ? MASK : token.text.charAt(i),
    );
    const text = letters.join("");
    // The number of a token gives its words to whoever has the vocabulary.
    return text === token.text ? token : { ...token, id: MASKED_ID, text, alternatives: [] };
  });
}

/** Below 0 is what a server kept to itself: see `Token`. */
const MASKED_ID = -1;

export const textOf = (tokens: readonly Pick<Token, "text">[]): string => tokens.map(({ text }) => text).join("");
