import { COLOURS, LETTERS, SHAPES } from "../src/gym";
import { tokenId, vocabularySize } from "./encode";
import { INPUT_SIZE } from "./preprocess";
import { IMAGE_TOKEN_COUNT } from "./template";

/** What the trainer must know of the data beyond the shards themselves: committed as data-meta.json. */
export const dataMeta = () => ({
  vocab_size: vocabularySize(),
  pad_id: tokenId("<pad>"),
  bos_id: tokenId("<|im_start|>"),
  eos_id: tokenId("<end_of_utterance>"),
  image_id: tokenId("<image>"),
  image_size: INPUT_SIZE,
  image_token_count: IMAGE_TOKEN_COUNT,
  /** Of " 0" to " 100", in order. */
  number_ids: Array.from({ length: 101 }, (_, number) => tokenId(`Ġ${number}`)),
  /** What follows "<answer>" for each letter. */
  letter_ids: LETTERS.map((letter) => tokenId(letter)),
  letters: LETTERS,
  shapes: SHAPES,
  colours: COLOURS,
});
