import { buildTokenizer, byteAlphabet } from "./tokenizer";

const tokenizer = buildTokenizer();
const ALPHABET = byteAlphabet();
const IDS = new Map<string, number>([
  ...Object.entries(tokenizer.model.vocab),
  ...tokenizer.added_tokens.map(({ content, id }): [string, number] => [content, id]),
]);

// An added token, or a piece as the ByteLevel pre-tokenizer cuts it.
const PIECE = /<\/?[a-z_|-]+>|User:|Assistant:| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}<]+|<|\s/gu;

export const tokenId = (token: string): number => {
  const id = IDS.get(token);
  if (id === undefined) throw new Error(`Not one token: ${JSON.stringify(token)}`);
  return id;
};

export const vocabularySize = (): number => IDS.size;

const asToken = (piece: string): string => piece.replace(" ", "Ġ").replace("\n", "Ċ");

export interface EncodedPiece {
  readonly text: string;
  readonly id: number;
}

/**
 * Tokens of the gym's own text, whose every piece is one token; throws on any other, so that a new word cannot slip
 * in spelt out in bytes. A number without a space before it is spelt in figures, one token each. Far quicker than a
 * tokenizer for all text, which a test compares it with.
 */
export const encodePieces = (text: string): EncodedPiece[] =>
  cut(text).map((piece) => ({ text: piece, id: tokenId(asToken(piece)) }));

/** The same for words that a model said, or that were said to it: what is no token is spelt in bytes. */
export const encodeAnyPieces = (text: string): EncodedPiece[] =>
  cut(text).flatMap((piece) => (IDS.has(asToken(piece)) ? encodePieces(piece) : spelt(piece)));

const cut = (text: string): string[] =>
  [...text.matchAll(PIECE)].flatMap(([piece]) => (/^\d\d+$/.test(piece) && !IDS.has(piece) ? [...piece] : [piece]));

const spelt = (piece: string): EncodedPiece[] =>
  [...new TextEncoder().encode(piece)].map((byte) => ({ text: piece, id: tokenId(ALPHABET[byte]!) }));
