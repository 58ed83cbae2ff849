/** Most positions one image may take; SmolVLM-2.2B's largest is 17 tiles of 81. */
const POSITIONS_PER_IMAGE = 1 << 20;

export interface KeyMaker {
  /** One key for each token id: the id itself, or a virtual one where the id is the image token [K9]. */
  keysOf(tokenIds: readonly number[], imageTokenId: number, images: readonly ImageRun[]): number[];
}

/** An image of the prompt, in order, and how many image tokens stand for it. */
export interface ImageRun {
  readonly hash: string;
  readonly tokens: number;
}

/** Numbers images in the order in which they are first seen; a hash keeps its number for ever. */
export function createKeyMaker(): KeyMaker {
  const numbers = new Map<string, number>();
  const numberOf = (hash: string): number => {
    const known = numbers.get(hash) ?? numbers.size + 1;
    numbers.set(hash, known);
    return known;
  };
  return {
    keysOf(tokenIds, imageTokenId, images) {
      const virtual = images.flatMap(({ hash, tokens }) => {
        const first = -numberOf(hash) * POSITIONS_PER_IMAGE;
        return Array.from({ length: tokens }, (_, index) => first + index);
      });
      let next = 0;
      return tokenIds.map((id) => (id === imageTokenId ? (virtual[next++] ?? id) : id));
    },
  };
}
