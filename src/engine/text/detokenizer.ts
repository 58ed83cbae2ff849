import type { TextCodec } from "./tokenizer";

const INCOMPLETE = "\uFFFD";

/** No character takes more bytes; a longer tail is not incomplete but wrong, and is let through. */
const LONGEST_CHARACTER_TOKENS = 4;

/**
 * Reads generated tokens one by one into text, which is held back while its last character lacks bytes.
 * The pieces joined are the text of all tokens at once, but for what is still held back.
 */
export function createDetokenizer({ decode }: Pick<TextCodec, "decode">): (tokenId: number) => string {
  // Decoding starts at a token that was already read, because some decoders drop a space at the start of a text.
  let read: number[] = [];
  let waiting: number[] = [];
  return (tokenId) => {
    waiting.push(tokenId);
    const before = decode(read);
    const after = decode([...read, ...waiting]);
    if (after.endsWith(INCOMPLETE) && waiting.length < LONGEST_CHARACTER_TOKENS) return "";
    read = waiting;
    waiting = [];
    return after.slice(before.length);
  };
}
