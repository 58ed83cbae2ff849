import { Tokenizer } from "@huggingface/tokenizers";
import { refuseModel } from "../contract/refusals";
import { remembering } from "./remembering";

/** Text as the network's token ids, and back. */
export interface TextCodec {
  /** No token is put before or after the text. Added tokens written in it become their ids. */
  encode(text: string): number[];
  decode(tokenIds: readonly number[]): string;
  idOf(token: string): number | undefined;
  /** One token by itself; a part of a character reads U+FFFD. */
  textOf(tokenId: number): string;
  /** Whether the vocabulary has this id. */
  knows(tokenId: number): boolean;
  /** Text of every added token by id. */
  readonly addedTokens: ReadonlyMap<number, string>;
}

/** @param tokenizerJson parsed tokenizer.json @param tokenizerConfig parsed tokenizer_config.json */
export function createTextCodec(tokenizerJson: object, tokenizerConfig: object): TextCodec {
  const tokenizer = openTokenizer(tokenizerJson, tokenizerConfig);
  const decode = (tokenIds: readonly number[]): string =>
    tokenIds.length === 0
      ? ""
      : tokenizer.decode([...tokenIds], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  const addedTokens = new Map(
    [...tokenizer.get_added_tokens_decoder()].map(([id, token]) => [Number(id), token.content] as const),
  );
  // Prompts are sent whole, and all but their last few segments are those of the prompt before.
  const idsOf = remembering(SEGMENTS, (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids);
  return {
    encode: (text) => (text === "" ? [] : [...idsOf(text)]),
    decode,
    idOf: (token) => tokenizer.token_to_id(token),
    textOf: remembering(RIVALS, (tokenId: number) => addedTokens.get(tokenId) ?? decode([tokenId])),
    knows: (tokenId) => tokenizer.id_to_token(tokenId) !== undefined,
    addedTokens,
  };
}

/** As many as two long lines have. */
const SEGMENTS = 128;

/** The likeliest tokens beside each that is written are told, and are much the same few. */
const RIVALS = 4096;

function openTokenizer(tokenizerJson: object, tokenizerConfig: object): Tokenizer {
  try {
    return new Tokenizer(tokenizerJson, tokenizerConfig);
  } catch (thrown) {
    return refuseModel("unsupported-model", "no-tokenizer", {}, thrown);
  }
}
