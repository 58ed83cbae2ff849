import { buildTokenizer } from "./tokenizer";

const tokenizer = buildTokenizer();
const IDS = new Map<string, number>([
  ...Object.entries(tokenizer.model.vocab),
  ...tokenizer.added_tokens.map(({ content, id }): [string, number] => [content, id]),
]);

// An added token, or a piece as the ByteLevel pre-tokenizer cuts it.
const PIECE = /<\/?[a-z_|-]+>|User:|Assistant:| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}<]+|\s/gu;

export const tokenId = (token: string): number => {
  const id = IDS.get(token);
  if (id === undefined) throw new Error(`Not one token: ${JSON.stringify(token)}`);
  return id;
};

export const vocabularySize = (): number => IDS.size;

const asToken = (piece: string): string => piece.replace(" ", "Ġ").replace("\n", "Ċ");

/**
 * Tokens of the gym's own text, whose every piece is one token; throws on any other, so that a new word cannot slip
 * in spelt out in bytes. A number without a space before it is spelt in figures, one token each. Far quicker than a
 * tokenizer for all text, which a test compares it with.
 */
export const encodePieces = (text: string): { readonly text: string; readonly id: number }[] =>
  [...text.matchAll(PIECE)].flatMap(([piece]) =>
    (/^\d\d+$/.test(piece) && !IDS.has(piece) ? [...piece] : [piece]).map((part) => ({
      text: part,
      id: tokenId(asToken(part)),
    })),
  );
