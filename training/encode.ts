import { buildTokenizer } from "./tokenizer";

/** A stretch of conversation, and whether the model is to learn to write it. */
export interface Stretch {
  readonly text: string;
  readonly isLearnt: boolean;
}

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

/**
 * Token ids of the gym's own text, whose every piece is one token; throws on any other, so that a new word cannot
 * slip in spelt out in bytes. Far quicker than a tokenizer for all text, which a test compares it with.
 */
export function encode(stretches: readonly Stretch[]): { ids: number[]; loss: number[] } {
  const ids: number[] = [];
  const loss: number[] = [];
  for (const { text, isLearnt } of stretches) {
    for (const [piece] of text.matchAll(PIECE)) {
      ids.push(tokenId(piece.replace(" ", "Ġ").replace("\n", "Ċ")));
      loss.push(isLearnt ? 1 : 0);
    }
  }
  return { ids, loss };
}
